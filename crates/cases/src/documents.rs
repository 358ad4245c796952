//! Documents of a case: what an author's template says, laid out as PDF.

use std::collections::BTreeMap;

use db::{
    DbKey, InstanceKey,
    jobs::{JobError, JobRun},
};
use definition::{Compiled, RenderedBlock, RenderedDocument, render_document};
use documents::{Block, Document, Letterhead, Level};
use kernel::{Moment, Personal, Slug, id::CaseId};
use serde::{Deserialize, Serialize};

use crate::{
    Cases,
    model::{EntryKind, FileOrigin},
    store::{self, attachments::Attachment, cases::CaseRow, contacts::Contact, journal::NewLine},
};

/// Makes a document and joins it to its case; kind of job.
pub(crate) const MAKE: &str = "cases.document";

/// Which document of which case.
#[derive(Serialize, Deserialize)]
pub(crate) struct DocumentOrder {
    pub case: CaseId,
    pub template: Slug,
    /// The version that has the template; the case may have left it since.
    #[serde(default)]
    pub definition: Option<String>,
    pub share: bool,
    pub input: BTreeMap<String, String>,
}

/// A file that the program makes for a case.
pub(crate) struct Made<'a> {
    pub pdf: Vec<u8>,
    pub title: &'a str,
    pub visible: bool,
}

/// The job of [`MAKE`].
pub(crate) async fn make(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: DocumentOrder = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, order.case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
    let compiled = cases.compiled(&mut tx, order.definition.as_ref().unwrap_or(&row.definition)).await.map_err(retry)?;
    let contact = store::contacts::of_team(&mut tx, row.state.0.team.as_ref()).await?;
    drop(tx);
    let words = cases.words(&compiled, &instance, &row, &contact, order.input)?;
    let rendered = render_document(&compiled, order.template.as_str(), &words).map_err(|error| JobError::GiveUp(error.to_string()))?;
    let title = rendered.title.clone();
    let document = cases.laid_out(&row, rendered, run.moment.now);
    let pdf = draw(document).await?;
    cases.join_made(&run, &instance, &row, Made { pdf, title: &title, visible: order.share }).await
}

/// Draws off the runtime's threads: a page takes tens of milliseconds.
pub(crate) async fn draw(document: Document) -> Result<Vec<u8>, JobError> {
    let drawn = tokio::task::spawn_blocking(move || documents::render(&document)).await;
    match drawn {
        Ok(Ok(rendered)) => Ok(rendered.pdf),
        Ok(Err(error)) => Err(JobError::GiveUp(error.to_string())),
        Err(_) => Err(JobError::Retry("drawing was interrupted".to_owned())),
    }
}

impl Cases {
    /// Puts a file made by the program on disk, then joins it to its case and
    /// settles the job, all at once.
    pub(crate) async fn join_made(&self, run: &JobRun, instance: &InstanceKey, row: &CaseRow, made: Made<'_>) -> Result<(), JobError> {
        let blob = self.blobs().put(instance, made.pdf.as_slice()).await?;
        let mut tx = self.databases().instance_write(instance).await?;
        // the job's own identifier: done twice, joined once
        let id = kernel::Id::from_uuid(run.job.id.uuid());
        let attachment = Attachment {
            id,
            field: None,
            origin: FileOrigin::System,
            visible: made.visible,
            name: Personal::new(format!("{}.pdf", made.title)),
            media_type: "application/pdf".to_owned(),
            size: i64::try_from(blob.size).unwrap_or(i64::MAX),
            hash: blob.hash,
            at: run.moment.now,
            // it is ours
            verdict: None,
        };
        self.attach(&mut tx, &run.moment, row.id, attachment).await?;
        let service = self.service_name(row);
        let title = format!("Document ajouté : {}", made.title);
        let line = NewLine { kind: EntryKind::Document, who: &service, title: &title, body: None, visible: made.visible };
        store::journal::add(&mut tx, &run.moment, row.id, line).await?;
        run.complete(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }

    /// A document on the paper of the authority that answers.
    pub(crate) fn laid_out(&self, row: &CaseRow, rendered: RenderedDocument, at: kernel::Timestamp) -> Document {
        let blocks = rendered.blocks.into_iter().map(block).collect();
        self.on_paper(row, rendered.title, blocks, at)
    }

    /// Blocks on the paper of the authority that answers.
    pub(crate) fn on_paper(&self, row: &CaseRow, title: String, blocks: Vec<Block>, at: kernel::Timestamp) -> Document {
        let directory = self.territory().directory();
        let authority = directory.authority(&row.authority);
        let lines = authority.map(|a| vec![a.address.clone(), a.phone.clone()]).unwrap_or_default();
        let letterhead = Letterhead {
            name: authority.map_or_else(String::new, territory::Authority::full_name),
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
            colour: authority.and_then(|a| rgb(&a.primary_colour.to_string())),
        };
        let footer = format!("Demande {}", row.reference);
        Document { title, language: "fr", authority: letterhead, created: at, reference: Some(row.reference.clone()), blocks, footer }
    }

    /// The receipt of a request (CRPA L112-11: date received, service, how to
    /// reach it; R112-5: what silence means and when).
    pub(crate) fn receipt(
        &self,
        compiled: &Compiled,
        instance: &InstanceKey,
        row: &CaseRow,
        contact: &Contact,
        code: Option<&str>,
        moment: &Moment,
    ) -> db::Result<Document> {
        let mut rows = vec![("Démarche".to_owned(), row.title.clone()), ("Numéro".to_owned(), row.reference.clone())];
        rows.extend(code.map(|code| ("Code de suivi".to_owned(), code.to_owned())));
        let service = self.service_words(compiled, row, contact);
        rows.push(("Qui vous répond".to_owned(), format!("{}, {}", self.service_name(row), service.name)));
        rows.push(("Téléphone".to_owned(), service.phone));
        rows.push(("E-mail".to_owned(), service.email));
        rows.extend(contact.hours.iter().map(|hours| ("Horaires".to_owned(), hours.0.in_words().join("\n"))));
        let mut blocks = vec![
            Block::Paragraph(format!("Nous avons reçu votre demande le {}.", kernel::text::date_time(row.filed_at))),
            Block::Pairs { caption: "Votre demande".to_owned(), rows },
        ];
        if let Some(sentence) = silence(compiled, row) {
            blocks.push(Block::Paragraph(sentence));
        }
        for (title, rows) in self.summary(compiled, instance, row)? {
            blocks.push(Block::Heading(Level::Two, title.clone()));
            blocks.push(Block::Pairs { caption: title, rows });
        }
        Ok(self.on_paper(row, "Accusé de réception".to_owned(), blocks, moment.now))
    }
}

/// What silence means and when, as the law wants it told (CRPA L112-3).
pub(crate) fn silence(compiled: &Compiled, row: &CaseRow) -> Option<String> {
    let clock = compiled.workflow().legal_clock(&row.state.0.clock)?;
    let day = kernel::text::date(row.state.0.clock.due?);
    Some(match clock.rule {
        workflow::Silence::Acceptance => format!("Sans réponse de notre part le {day}, votre demande est acceptée."),
        workflow::Silence::Rejection => {
            format!(
                "Sans réponse de notre part le {day}, votre demande est refusée. Vous pourrez alors nous écrire ou saisir le tribunal administratif dans les deux mois."
            )
        }
        workflow::Silence::Nothing => format!("Nous vous répondons au plus tard le {day}."),
    })
}

fn block(rendered: RenderedBlock) -> Block {
    match rendered {
        RenderedBlock::Heading(text) => Block::Heading(Level::Two, text),
        RenderedBlock::Paragraph(text) => Block::Paragraph(text),
        RenderedBlock::Pairs(rows) => Block::Pairs { caption: "Détail".to_owned(), rows },
    }
}

fn rgb(colour: &str) -> Option<[u8; 3]> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The instance that asked for a job.
pub(crate) fn instance_of(run: &JobRun) -> Result<InstanceKey, JobError> {
    match &run.db {
        DbKey::Instance(instance) => Ok(instance.clone()),
        _ => Err(JobError::GiveUp("asked for outside an instance".to_owned())),
    }
}

/// A failure met inside a job: tried again.
pub(crate) fn retry(failure: web::Failure) -> JobError {
    match failure {
        web::Failure::Fault(reason) => JobError::Retry(reason),
        web::Failure::Problem(problem) => JobError::Retry(format!("status {}", problem.status())),
    }
}
