//! The acknowledgement of a request (CRPA L112-11: at once, at most one working
//! day): an e-mail that leaves with the commit, and a receipt in PDF, joined to
//! the case by a job, so that a drawing that fails holds no letter back. When
//! filing sends an e-mail of its author's, the two are one letter.

use std::collections::BTreeMap;

use db::{
    InstanceKey, InstanceTx,
    jobs::{self, JobError, JobRun, NewJob},
};
use definition::{Compiled, Rendered};
use kernel::{Moment, Slug, id::CaseId};
use notify::{Action, Letter};
use web::Failure;
use workflow::{Channel, Effect, Recipient};

use crate::{
    Cases,
    documents::{Made, draw, instance_of, retry, silence},
    letters::paragraphs,
    store::{self, cases::CaseRow},
    streams,
};

/// Draws the receipt of a request and joins it; kind of job.
pub(crate) const RECEIPT: &str = "cases.acknowledge";

impl Cases {
    /// The e-mail that an effect of filing sends to the citizen, taken from it: it
    /// leaves with the acknowledgement. What does not suit the request stays, and
    /// stops it.
    pub(crate) async fn own_letter(
        &self,
        tx: &mut InstanceTx,
        instance: &InstanceKey,
        compiled: &Compiled,
        row: &CaseRow,
        effect: &mut Effect,
    ) -> Result<Option<Rendered>, Failure> {
        let Some((template, channels)) = email_to_citizen(effect).filter(|_| row.email.is_some()) else { return Ok(None) };
        let rendered = self.rendered(tx, instance, compiled, row, (template.as_str(), &BTreeMap::new())).await?;
        channels.retain(|channel| rendered.is_none() || *channel != Channel::Email);
        Ok(rendered)
    }

    /// Acknowledges a request that was just filed, in its author's words if there
    /// are any.
    pub(crate) async fn acknowledge(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        compiled: &Compiled,
        row: &CaseRow,
        own: Option<Rendered>,
    ) -> Result<(), Failure> {
        if let Some(email) = &row.email {
            let letter = self.acknowledgement(instance, compiled, row, own);
            self.mail(tx, moment, row, letter, email.expose(), "acknowledgement").await?;
        }
        let receipt = NewJob::new(RECEIPT, row.id).key(format!("ack:{}", row.id)).stream(streams::receipt(row.id));
        Ok(jobs::enqueue(tx, moment, receipt).await?)
    }

    /// The letter, in the author's words if there are any; what the law wants
    /// told is added to them.
    fn acknowledgement(&self, instance: &InstanceKey, compiled: &Compiled, row: &CaseRow, own: Option<Rendered>) -> Letter {
        let (subject, mut paragraphs) = match own {
            Some(own) => (own.subject, paragraphs(&own.body)),
            None => {
                let received = format!("Nous avons reçu votre demande «\u{a0}{}\u{a0}».", row.title);
                let next = compiled.about().settings.after.iter().cloned();
                (format!("Demande reçue – {}", row.reference), std::iter::once(received).chain(next).collect())
            }
        };
        paragraphs.extend(silence(compiled, row));
        let mut facts = vec![("Numéro de la demande".to_owned(), row.reference.clone())];
        facts.extend(self.code_to_tell(instance, row).map(|code| ("Code de suivi".to_owned(), code)));
        facts.push(("Reçue le".to_owned(), kernel::text::date_time(row.filed_at)));
        Letter {
            subject,
            paragraphs,
            facts,
            action: Some(Action { label: "Suivre ma demande".to_owned(), url: self.citizen_url(instance, row) }),
            after: vec!["Votre accusé de réception est joint à votre demande, en PDF.".to_owned()],
            ..Letter::default()
        }
    }
}

/// The e-mail that an effect sends to the citizen: its text, and its channels.
fn email_to_citizen(effect: &mut Effect) -> Option<(&Slug, &mut Vec<Channel>)> {
    match effect {
        Effect::Message { to: Recipient::Citizen, channels, template, .. } if channels.contains(&Channel::Email) => {
            Some((template, channels))
        }
        _ => None,
    }
}

/// The job of [`RECEIPT`].
pub(crate) async fn receipt(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let case: CaseId = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
    let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
    let contact = store::contacts::of_team(&mut tx, row.state.0.team.as_ref()).await?;
    drop(tx);
    let code = cases.code_to_tell(&instance, &row);
    let pdf = draw(cases.receipt(&compiled, &instance, &row, &contact, code.as_deref(), &run.moment)?).await?;
    cases.join_made(&run, &instance, &row, Made { pdf, title: "Accusé de réception", visible: true }).await
}
