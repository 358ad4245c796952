//! The antivirus, when there is one: a file waits for its verdict where nobody
//! reads it, while everything else goes on. An infected one is erased.
//!
//! The verdict is about a file, not about a content: it follows the file from
//! its draft to its case, by the identifier that it keeps.

use db::{
    InstanceKey, InstanceTx, audit,
    jobs::{self, JobError, JobRun, NewJob},
};
use kernel::{Moment, Problem, id::AttachmentId};
use notify::{Action, Letter};
use outbound::CallError;
use web::Failure;

use crate::{
    Cases,
    documents::{instance_of, retry},
    draft_files,
    model::{EntryKind, FileOrigin, Verdict},
    store::{self, attachments::Attachment, cases::CaseRow, examinations::Examination, journal::NewLine},
};

/// Has a file examined; kind of job.
pub(crate) const EXAMINE: &str = "cases.examine";
/// A file that still waits after this long is asked about again: its job was given up.
const TOO_LONG: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);
/// Files asked about again in one transaction.
const BATCH: u32 = 500;

/// Whether a file may be read, now.
pub(crate) fn may_be_read(verdict: Option<Verdict>) -> Result<(), Failure> {
    match verdict {
        None | Some(Verdict::Clean) => Ok(()),
        Some(Verdict::Waiting) => Err(Problem::Conflict("Nous vérifions ce fichier. Réessayez dans quelques minutes.".to_owned()).into()),
        Some(Verdict::Infected) => Err(Problem::Gone("Ce fichier contenait un virus. Il a été supprimé.".to_owned()).into()),
    }
}

impl Cases {
    /// What is known of a file that arrives.
    pub(crate) fn on_arrival(&self) -> Option<Verdict> {
        self.services().antivirus.as_ref().map(|_| Verdict::Waiting)
    }

    /// Keeps what is known of a file, in the transaction that begins to refer to
    /// it; one that waits is examined after the commit.
    pub(crate) async fn keep_verdict(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        file: AttachmentId,
        hash: &str,
        verdict: Option<Verdict>,
    ) -> db::Result<()> {
        let Some(verdict) = verdict else { return Ok(()) };
        store::examinations::add(tx, moment, &Examination { file, hash: hash.to_owned(), verdict }).await?;
        match verdict {
            Verdict::Waiting => jobs::enqueue(tx, moment, NewJob::new(EXAMINE, file)).await,
            Verdict::Clean | Verdict::Infected => Ok(()),
        }
    }

    async fn judged(&self, instance: &InstanceKey, hash: &str) -> Result<outbound::Verdict, JobError> {
        let Some(antivirus) = &self.services().antivirus else {
            return Err(JobError::Retry("files wait for an antivirus and none is configured".to_owned()));
        };
        let content = self.blobs().open(instance, hash).await?;
        antivirus.examine(content).await.map_err(|error| match error {
            CallError::TooLarge => JobError::Retry("a file is larger than clamd takes: raise its StreamMaxLength".to_owned()),
            error => JobError::Retry(format!("antivirus: {error}")),
        })
    }

    /// Erases an infected file wherever it is kept, and tells of it.
    async fn erase_infected(
        &self,
        run: &JobRun,
        instance: &InstanceKey,
        file: AttachmentId,
        found: Option<String>,
    ) -> Result<(), JobError> {
        let moment = &run.moment;
        let mut tx = self.databases().instance_write(instance).await?;
        store::examinations::settle(&mut tx, moment, file, Verdict::Infected).await?;
        self.blobs().release(&mut tx, moment, draft_files::of_draft(file)).await?;
        let was_of_case = self.blobs().release(&mut tx, moment, store::attachments::holder(file)).await?;
        let case = store::attachments::case_of(&mut tx, file).await?;
        if let Some(case) = case.filter(|_| was_of_case)
            && let Some(row) = store::cases::by_id(&mut tx, case).await?.filter(|row| row.moved_to.is_none())
            && let Some(attachment) = store::attachments::of_case_by_id(&mut tx, case, file).await?
        {
            self.tell_of_virus(&mut tx, moment, instance, &row, &attachment).await.map_err(retry)?;
        }
        if let Some(found) = found {
            let subject = case.map_or_else(|| format!("file/{file}"), |case| format!("case/{case}"));
            let detail = serde_json::json!({ "file": file, "found": found });
            let entry = audit::Entry { actor: "antivirus".to_owned(), action: "file.infected", subject, detail: Some(detail) };
            audit::record(&mut tx, moment, entry).await?;
        }
        run.complete(&mut tx).await?;
        Ok(tx.commit().await?)
    }

    /// Who sent it is told to send another; agents read it in the journal.
    async fn tell_of_virus(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        row: &CaseRow,
        file: &Attachment,
    ) -> Result<(), Failure> {
        let service = self.service_name(row);
        let name = file.name.expose();
        let line = NewLine {
            kind: EntryKind::Journal,
            who: &service,
            title: "Un fichier contenait un virus. Il a été supprimé",
            body: Some(name),
            visible: file.visible,
        };
        store::journal::add(tx, moment, row.id, line).await?;
        if file.origin != FileOrigin::Citizen {
            return Ok(());
        }
        let letter = Letter {
            subject: format!("Un fichier contenait un virus – demande {}", row.reference),
            paragraphs: vec![
                format!("Votre fichier «\u{a0}{name}\u{a0}» contenait un virus. Il a été supprimé. Votre demande, elle, est bien là."),
                "Faites vérifier votre appareil. Puis envoyez un autre fichier depuis votre demande.".to_owned(),
            ],
            action: Some(Action { label: "Envoyer un autre fichier".to_owned(), url: self.citizen_url(instance, row) }),
            ..Letter::default()
        };
        self.mail_citizen(tx, moment, row, letter, &format!("virus:{}", file.id)).await
    }
}

/// The job of [`EXAMINE`].
pub(crate) async fn examine(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let file: AttachmentId = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let known = store::examinations::of_file(&mut tx, file).await?;
    drop(tx);
    // forgotten meanwhile: nobody will read it
    let Some(known) = known else { return Ok(()) };
    match known.verdict {
        Verdict::Clean => Ok(()),
        // joined to its case while it was judged
        Verdict::Infected => cases.erase_infected(&run, &instance, file, None).await,
        Verdict::Waiting => match cases.judged(&instance, &known.hash).await? {
            outbound::Verdict::Infected(found) => cases.erase_infected(&run, &instance, file, Some(found)).await,
            outbound::Verdict::Clean => {
                let mut tx = cases.databases().instance_write(&instance).await?;
                store::examinations::settle(&mut tx, &run.moment, file, Verdict::Clean).await?;
                run.complete(&mut tx).await?;
                Ok(tx.commit().await?)
            }
        },
    }
}

/// Asks again about the files whose examination was given up.
pub(crate) async fn ask_again(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let instance = instance_of(&run)?;
    let before = run.moment.wall.saturating_sub(TOO_LONG).unwrap_or(kernel::Timestamp::MIN);
    let mut tx = cases.databases().instance_read(&instance).await?;
    let waiting = store::examinations::waiting_since(&mut tx, before, BATCH).await?;
    drop(tx);
    if waiting.is_empty() {
        return Ok(());
    }
    let mut tx = cases.databases().instance_write(&instance).await?;
    for examination in waiting {
        jobs::enqueue(&mut tx, &run.moment, NewJob::new(EXAMINE, examination.file)).await?;
    }
    Ok(tx.commit().await?)
}
