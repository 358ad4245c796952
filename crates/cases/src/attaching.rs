//! How a file joins a case, wherever it comes from.

use db::{InstanceTx, blobs::BlobRef};
use kernel::{Moment, id::CaseId};

use crate::{
    Cases,
    model::Verdict,
    store::{self, attachments::Attachment},
};

impl Cases {
    /// Refers to a file that was put in the space's store, names it among those
    /// of the case, and keeps what is known of it. Doing it again changes nothing.
    pub(crate) async fn attach(&self, tx: &mut InstanceTx, moment: &Moment, case: CaseId, file: Attachment) -> db::Result<()> {
        let blob = BlobRef { hash: file.hash.clone(), size: u64::try_from(file.size).unwrap_or(0) };
        // nothing is left of an infected one but its name
        if file.verdict != Some(Verdict::Infected) {
            self.blobs().reference(tx, moment, &blob, store::attachments::holder(file.id)).await?;
        }
        self.keep_verdict(tx, moment, file.id, &file.hash, file.verdict).await?;
        store::attachments::add(tx, case, file).await
    }
}
