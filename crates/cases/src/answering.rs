//! What the citizen does on her case: write, complete, act.

use std::collections::BTreeMap;

use db::{InstanceKey, InstanceTx, blobs::BlobRef};
use kernel::{
    Moment, Personal, Slug,
    id::{AttachmentId, CaseId},
};
use web::Failure;
use workflow::{Actor, Event, Move, Refusal, on_event, step};

use crate::{
    Cases,
    advance::Hand,
    errors,
    model::{Author, EntryKind, FileOrigin},
    once::{self, Seen, USED},
    store::{self, attachments::Attachment, cases::CaseRow, journal::NewLine},
};

/// A file already put in the instance's store.
pub(crate) struct JoinedFile {
    pub id: AttachmentId,
    pub name: String,
    pub media_type: String,
    pub blob: BlobRef,
}

/// A button that a citizen presses on her case.
pub(crate) struct Press<'a> {
    /// What she wants done.
    pub transition: Slug,
    /// The version of the case she had before her eyes.
    pub seen_version: i64,
    /// The idempotency key of the form.
    pub key: &'a str,
}

/// What a citizen sends on her case.
#[derive(Default)]
pub(crate) struct Reply {
    pub body: String,
    pub files: Vec<JoinedFile>,
}

impl Cases {
    /// A message of the citizen, with files. When something was asked of her,
    /// it is the answer, and the case moves on.
    pub(crate) async fn reply(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        row: &mut CaseRow,
        reply: Reply,
    ) -> Result<(), Failure> {
        let compiled = self.compiled(tx, &row.definition).await?;
        let who = row.citizen_name.expose().clone();
        if !reply.body.is_empty() {
            store::messages::add(tx, moment, row.id, Author::Citizen, &who, &reply.body).await?;
        }
        self.join(tx, moment, row, reply.files, FileOrigin::Citizen, true).await?;
        let was_asked = store::completions::answered(tx, moment, row.id).await? > 0;
        let (kind, title, event) = match was_asked {
            true => (EntryKind::Completed, "Vous avez complété votre demande", Event::CompletionAnswered),
            false => (EntryKind::Message, "Vous avez écrit un message", Event::MessageReceived),
        };
        store::journal::add(tx, moment, row.id, NewLine { kind, who: &who, title, body: None, visible: true }).await?;
        let hand = Hand { instance, compiled: &compiled, who: &who, input: BTreeMap::new(), awaits_agent: true };
        match on_event(compiled.workflow(), &self.snapshot(&compiled, instance, row)?, event, moment.now) {
            Some(moved) => self.advance(tx, moment, row, moved, &hand).await,
            None => {
                let mut state = row.state.0.clone();
                state.version += 1;
                self.write_state(tx, moment, row, state, &hand).await?;
                self.announce(tx, moment, row).await
            }
        }
    }

    /// A transition offered to the citizen: withdraw, contest, confirm. Pressed
    /// twice, it is done once and answered alike.
    pub(crate) async fn citizen_acts(
        &self,
        moment: &Moment,
        instance: &InstanceKey,
        case: CaseId,
        press: Press<'_>,
    ) -> Result<(), Failure> {
        let mut tx = self.databases().instance_write(instance).await?;
        let content = format!("{}/{}", press.transition, press.seen_version);
        match once::pressed(&mut tx, moment, &format!("act/{case}"), press.key, &content).await? {
            Seen::First => {}
            Seen::Again => return Ok(()),
            Seen::Other => return Err(Failure::invalid(USED)),
        }
        let row = store::cases::by_id(&mut tx, case).await?.filter(|row| row.moved_to.is_none());
        self.citizen_move(&mut tx, moment, instance, &mut row.ok_or(Failure::NOT_FOUND)?, press).await?;
        tx.commit().await?;
        self.follow_now(moment, instance, case).await;
        Ok(())
    }

    async fn citizen_move(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        row: &mut CaseRow,
        press: Press<'_>,
    ) -> Result<(), Failure> {
        let Press { transition, seen_version, .. } = press;
        let compiled = self.compiled(tx, &row.definition).await?;
        if compiled.workflow().transition(&transition).is_some_and(|transition| transition.input.is_some()) {
            return Err(errors::refused(&Refusal::NotAvailable, None).into());
        }
        let wanted = Move { transition, actor: Actor::Citizen, input: Default::default(), seen_version };
        let journal = store::journal::visible_of_case(tx, row.id).await?;
        let moved = step(compiled.workflow(), &self.snapshot(&compiled, instance, row)?, &wanted, moment.now)
            .map_err(|refusal| errors::refused(&refusal, journal.last()))?;
        let who = row.citizen_name.expose().clone();
        let hand = Hand { instance, compiled: &compiled, who: &who, input: BTreeMap::new(), awaits_agent: true };
        self.advance(tx, moment, row, moved, &hand).await
    }

    /// Joins files to a case; `visible` to the citizen, or to agents only.
    pub(crate) async fn join(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        files: Vec<JoinedFile>,
        origin: FileOrigin,
        visible: bool,
    ) -> Result<(), Failure> {
        for file in files {
            let attachment = Attachment {
                id: file.id,
                field: None,
                origin,
                visible,
                name: Personal::new(file.name),
                media_type: file.media_type,
                size: i64::try_from(file.blob.size).unwrap_or(i64::MAX),
                hash: file.blob.hash,
                at: moment.now,
                verdict: self.on_arrival(),
            };
            self.attach(tx, moment, row.id, attachment).await?;
        }
        Ok(())
    }
}
