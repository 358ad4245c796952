//! Keeping what a page gave: its files, then the draft that names them.

use std::collections::BTreeSet;

use db::{InstanceKey, PlatformTx, blobs::BlobRef};
use forms::FileRef;
use kernel::{Personal, Timestamp, id::AttachmentId};
use web::{Ctx, Failure, StagedFile};

use super::received::Received;
use crate::{
    Cases,
    store::{
        self,
        drafts::{Draft, DraftFile},
    },
};

/// What changes in the files of a draft.
pub(super) struct FileChanges {
    added: Vec<DraftFile>,
    removed: Vec<AttachmentId>,
}

impl FileChanges {
    /// Puts the files that answers keep on disk and refers to them, before
    /// anything names them.
    pub(super) async fn prepare(
        cases: &Cases,
        ctx: &Ctx,
        publisher: &InstanceKey,
        kept: &[FileRef],
        before: &[DraftFile],
        received: &Received,
    ) -> Result<Self, Failure> {
        let kept_ids: BTreeSet<&str> = kept.iter().map(|file| file.id.as_str()).collect();
        let (mut added, mut blobs) = (Vec::new(), Vec::new());
        for (id, staged) in &received.files {
            let Some(file) = kept.iter().find(|file| file.id == id.to_string()) else { continue };
            let blob = cases.blobs().put_file(publisher, staged.path()).await?;
            added.push(row(*id, staged, file, &blob, ctx.moment().now));
            blobs.push((*id, blob));
        }
        cases.hold(publisher, ctx.moment(), &blobs).await?;
        let gone = before.iter().filter(|file| !kept_ids.contains(file.id.to_string().as_str()));
        Ok(Self { added, removed: gone.map(|file| file.id).collect() })
    }

    /// Writes them beside the draft; what it does not name any more is let go
    /// of after the commit.
    pub(super) async fn write(&self, cases: &Cases, ctx: &Ctx, tx: &mut PlatformTx, draft: &Draft) -> Result<(), Failure> {
        for file in &self.added {
            store::drafts::add_file(tx, draft.id, file).await?;
        }
        for id in &self.removed {
            store::drafts::remove_file(tx, draft.id, *id).await?;
        }
        Ok(cases.let_go_after(tx, ctx.moment(), draft, self.removed.clone()).await?)
    }

    /// When the draft could not be saved: nothing names the new files.
    pub(super) async fn undo(&self, cases: &Cases, ctx: &Ctx, publisher: &InstanceKey) -> Result<(), Failure> {
        let added: Vec<AttachmentId> = self.added.iter().map(|file| file.id).collect();
        cases.let_go(publisher, ctx.moment(), &added).await
    }
}

fn row(id: AttachmentId, staged: &StagedFile, file: &FileRef, blob: &BlobRef, at: Timestamp) -> DraftFile {
    DraftFile {
        id,
        field: staged.field.clone(),
        name: Personal::new(file.name.clone()),
        media_type: file.media_type.clone(),
        size: i64::try_from(blob.size).unwrap_or(i64::MAX),
        hash: blob.hash.clone(),
        at,
    }
}

/// The day a draft is erased if nobody comes back to it.
pub(super) fn expiry(now: Timestamp, days: u16) -> Timestamp {
    kernel::clock::from_micros(now.as_microsecond().saturating_add(i64::from(days) * 86_400_000_000))
}
