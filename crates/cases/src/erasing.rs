//! Sensitive answers are erased first: some days after the end of a case,
//! before the rest. What remains says the day.

use db::{
    InstanceTx,
    jobs::{JobError, JobRun},
};
use definition::Compiled;
use kernel::{Moment, Timestamp, clock::from_micros};
use workflow::Nature;

use crate::{
    Cases,
    documents::{instance_of, retry},
    model::EntryKind,
    store::{self, attachments::Attachment, cases::CaseRow},
};

/// Erases the sensitive answers whose time has come; schedule, and kind of job when there is no time to wait for.
pub(crate) const ERASE_SENSITIVE: &str = "cases.erase-sensitive";

/// Cases dealt with in one transaction.
const BATCH: u32 = 100;

/// Whether a form asks for sensitive answers.
pub(crate) fn asks_sensitive(compiled: &Compiled) -> bool {
    compiled.form().fields().any(forms::CompiledField::is_sensitive)
}

/// Until when the sensitive answers of a case that ends at `end` are kept;
/// nothing when neither its form nor a former one `asks` for any.
pub(crate) fn kept_until(asks: bool, compiled: &Compiled, end: Timestamp) -> Option<Timestamp> {
    let days = compiled.about().settings.processing.sensitive_days();
    asks.then(|| from_micros(end.as_microsecond().saturating_add(i64::from(days) * 86_400_000_000)))
}

/// The same for a case whose status is of this nature: kept while it is not over.
pub(crate) fn kept_until_if_over(asks: bool, compiled: &Compiled, nature: Nature, end: Timestamp) -> Option<Timestamp> {
    kept_until(asks, compiled, end).filter(|_| nature == Nature::Closed)
}

/// The job of [`ERASE_SENSITIVE`].
pub(crate) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let instance = instance_of(&run)?;
    loop {
        let mut tx = cases.databases().instance_write(&instance).await?;
        let due = store::cases::sensitive_due(&mut tx, run.moment.now, BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        for row in &due {
            cases.erase_sensitive(&mut tx, &run.moment, row).await.map_err(retry)?;
        }
        tx.commit().await?;
    }
}

impl Cases {
    async fn erase_sensitive(&self, tx: &mut InstanceTx, moment: &Moment, row: &CaseRow) -> Result<(), web::Failure> {
        let day = kernel::text::day(moment.now);
        let mut forms = vec![self.compiled(tx, &row.definition).await?];
        let kept = row.answers.0.without_sensitive(forms[0].form(), day);
        let mut is_changed = kept != row.answers.0;
        store::cases::erase_sensitive(tx, row.id, kept).await?;
        for (compiled, former) in self.formerly(tx, row.id).await? {
            let kept = former.answers.0.without_sensitive(compiled.form(), day);
            is_changed |= kept != former.answers.0;
            store::former::rewrite(tx, row.id, former.number, kept).await?;
            forms.push(compiled);
        }
        // what waits to be done again was made of the answers
        store::stops::erase(tx, row.id).await?;
        let is_sensitive = |file: &&Attachment| forms.iter().any(|compiled| answers_sensitive(compiled, file));
        for file in store::attachments::of_case(tx, row.id).await?.iter().filter(is_sensitive) {
            self.blobs().release(tx, moment, store::attachments::holder(file.id)).await?;
            store::examinations::forget(tx, file.id).await?;
            store::attachments::remove(tx, row.id, file.id).await?;
        }
        match is_changed {
            true => {
                let service = self.service_name(row);
                self.line(tx, moment, row, EntryKind::Journal, &service, "Réponses sensibles effacées", true).await
            }
            // none was given
            false => Ok(()),
        }
    }
}

/// Whether a file answers a sensitive question: `rib`, or `enfants.0.certificat` inside a block.
fn answers_sensitive(compiled: &Compiled, file: &Attachment) -> bool {
    let question = file.field.as_deref().and_then(|name| name.split('.').next());
    question.is_some_and(|question| compiled.form().fields().any(|field| field.slug() == question && field.is_sensitive()))
}
