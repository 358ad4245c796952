//! A case that opens another, in the same citizen's name: filed whole, or not at all.

use db::{
    Doc, InstanceKey,
    jobs::{JobError, JobRun},
};
use definition::Compiled;
use expr::Today;
use forms::{Answers, CompiledField, Journey, Submitted};
use kernel::{Moment, Slug, Timestamp};
use records::Audience;
use serde_json::{Map, Value as Json};
use web::Failure;
use workflow::Effect;

use crate::{
    Cases,
    advance::Hand,
    documents::{instance_of, retry},
    filing::{Sender, Sent, outer_values},
    jobs::BY_ITSELF,
    model::{Channel, EntryKind, StopReason},
    sealing::Holder,
    stops::{Order, Trouble},
    store::{self, cases::CaseRow, drafts::Draft},
};

/// A request opens one, that one another, and that one the last: téléservices
/// that open each other stop there.
const DEEPEST: i64 = 3;

/// Opens another case; kind of job.
pub(crate) const START: &str = "cases.start-case";

/// The job of [`START`]. The new case takes the job's own identifier: done twice, it is opened once.
pub(crate) async fn start(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: Order = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, order.case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
    drop(tx);
    let Effect::StartCase { teleservice, answers } = &order.undone.effect else {
        return Err(JobError::GiveUp("this opens no case".to_owned()));
    };
    let answers = answers.iter().map(|(name, value)| (name.clone(), value.0.clone())).collect();
    let opened = cases.open_from(&run, &instance, &row, teleservice, answers).await.map_err(retry)?;
    let mut tx = cases.databases().instance_write(&instance).await?;
    match opened {
        Ok(title) => cases.line(&mut tx, &run.moment, &row, EntryKind::Journal, BY_ITSELF, &title, false).await.map_err(retry)?,
        Err(trouble) => {
            let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
            let hand = Hand { instance: &instance, compiled: &compiled, who: BY_ITSELF, input: Default::default(), awaits_agent: true };
            cases.stop(&mut tx, &run.moment, &row, &order.undone, trouble, &hand).await.map_err(retry)?;
        }
    }
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

impl Cases {
    /// Files the other case; what the journal of the first one tells of it.
    async fn open_from(
        &self,
        run: &JobRun,
        instance: &InstanceKey,
        row: &CaseRow,
        teleservice: &Slug,
        answers: Map<String, Json>,
    ) -> Result<Result<String, Trouble>, Failure> {
        let refused = |why: String| Ok(Err(Trouble::new(StopReason::StartCase, why)));
        if row.depth >= DEEPEST {
            return refused("Trop de demandes se sont ouvertes l’une l’autre. Si celle-ci est utile, ouvrez-la vous-même.".to_owned());
        }
        let mut tx = self.databases().instance_read(instance).await?;
        let Some(published) = store::definitions::published_as(&mut tx, teleservice).await? else {
            return refused("Cette démarche n’est pas publiée dans cet espace.".to_owned());
        };
        let compiled = self.compiled(&mut tx, &published.hash).await?;
        drop(tx);
        let answers = match self.filled(instance, &compiled, answers, &row.authority, run.moment.now).await? {
            Ok(answers) => answers,
            Err(why) => return refused(why),
        };
        let id = kernel::Id::from_uuid(run.job.id.uuid());
        let draft = Draft {
            id,
            authority: row.authority.clone(),
            teleservice: teleservice.clone(),
            instance: instance.to_string(),
            definition: published.hash,
            answers: Doc(self.seal(compiled.form(), &answers, Holder::Draft(id), &*run.moment.rng)?),
            version: 1,
            subject: None,
            updated_at: run.moment.now,
            expires_at: run.moment.now,
            sent_to: None,
        };
        let sender = Sender { person: None, from: Some(row), channel: Channel::Case, is_kept: false };
        Ok(match self.file(&run.moment, &draft, &[], sender).await? {
            Sent::Kept(code) => Ok(self.told_there(&run.moment, &code.instance, &draft, row).await?),
            Sent::Incomplete(page) => Err(missing(&compiled, &page)),
        })
    }

    /// Tells the new case where it comes from, once; what is told of it in the other one.
    async fn told_there(&self, moment: &Moment, there: &InstanceKey, draft: &Draft, from: &CaseRow) -> Result<String, Failure> {
        let mut tx = self.databases().instance_write(there).await?;
        let opened = store::cases::by_id(&mut tx, kernel::Id::from_uuid(draft.id.uuid())).await?.ok_or(Failure::NOT_FOUND)?;
        let title = format!("Demande ouverte par la demande {}", from.reference);
        let known = store::journal::of_case(&mut tx, opened.id).await?;
        if !known.iter().any(|line| line.title == title) {
            self.line(&mut tx, moment, &opened, EntryKind::Journal, BY_ITSELF, &title, false).await?;
            tx.commit().await?;
        }
        Ok(format!("A ouvert la demande {} «\u{a0}{}\u{a0}»", opened.reference, opened.title))
    }

    /// Fills the form in page by page, as a person would: what is wrong or
    /// missing is told in a sentence.
    async fn filled(
        &self,
        instance: &InstanceKey,
        compiled: &Compiled,
        given: Map<String, Json>,
        authority: &Slug,
        now: Timestamp,
    ) -> Result<Result<Answers, String>, Failure> {
        if let Some(stranger) = given.keys().find(|name| !compiled.form().fields().any(|field| field.slug() == name.as_str())) {
            return Ok(Err(format!("Cette démarche n’a pas de question «\u{a0}{stranger}\u{a0}».")));
        }
        let lists = self.lists_for(instance, compiled.form(), Audience::Citizens).await?;
        let extra = outer_values(None, Channel::Case, authority);
        let mut answers = Answers::new();
        // no page is met twice: each round completes one
        for _ in 0..compiled.form().pages().len() {
            let journey = Journey::new(compiled.form(), &answers, &lists, Today { now }, &extra);
            let Some(page) = journey.first_to_do() else { break };
            let fields = compiled.form().page(page).map(|page| page.fields()).unwrap_or_default();
            let mut submitted = Submitted::default();
            fields.iter().filter_map(|field| Some(typed(field, given.get(field.slug())?))).for_each(|one| submitted.extend(one));
            let Some(outcome) = journey.submit(page, &submitted) else { break };
            if !outcome.may_go_on() {
                return Ok(Err(missing(compiled, page).why));
            }
            answers = outcome.answers;
        }
        Ok(Ok(answers))
    }
}

/// What a browser would send for this answer.
fn typed(field: &CompiledField, value: &Json) -> Submitted {
    Submitted { values: field.kind().typed(field.slug(), value), ..Submitted::default() }
}

fn missing(compiled: &Compiled, page: &str) -> Trouble {
    let title = compiled.form().page(page).map_or(page, |page| &page.title);
    Trouble::new(StopReason::StartCase, format!("Il manque des réponses, ou elles ne conviennent pas, à la page «\u{a0}{title}\u{a0}»."))
}
