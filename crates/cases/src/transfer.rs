//! Handing a case to another authority: copy, acknowledge, leave a sign that
//! forwards. Each step can be done again without harm.

use std::sync::Arc;

use db::{
    InstanceKey, InstanceTx, Stage,
    jobs::{self, JobError, JobRun, NewJob},
};
use definition::Compiled;
use kernel::{Moment, Slug, Timestamp, id::CaseId};
use serde::{Deserialize, Serialize};
use web::Failure;
use workflow::Nature;

use crate::{
    Cases,
    advance::nature,
    documents::{instance_of, retry},
    erasing::{asks_sensitive, kept_until, kept_until_if_over},
    model::{EntryKind, Verdict},
    routing::{USUAL_TEAM, team_across},
    sealing::{Holder, KeptAnswers},
    store::{
        self,
        cases::{CaseRow, NewCase},
        former::FormerRow,
        journal::NewLine,
    },
};

/// Hands a case over; kind of job.
pub(crate) const TRANSFER: &str = "cases.transfer";

/// Which case, to whom.
#[derive(Serialize, Deserialize)]
pub(crate) struct TransferOrder {
    pub case: CaseId,
    pub to: Slug,
}

impl Cases {
    /// The space where another authority will find a case. What is tried in a test
    /// space stays there.
    pub(crate) fn target(&self, from: &InstanceKey, to: &Slug) -> InstanceKey {
        match from.stage {
            Stage::Production => self.territory().directory().instance_of(to),
            Stage::Test => from.clone(),
        }
    }
}

/// The job of [`TRANSFER`].
pub(crate) async fn hand_over(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: TransferOrder = run.job.payload()?;
    let from = instance_of(&run)?;
    let to = cases.target(&from, &order.to);
    if from == to {
        // the same space keeps it for another authority: a Connecté commune
        return cases.reassign_authority(&run, &from, order).await;
    }
    if !cases.sets_off(&run, &from, &order).await? {
        return Ok(());
    }
    let mut tx = cases.databases().instance_read(&from).await?;
    let Some(row) = store::cases::by_id(&mut tx, order.case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
    let copy = Copy {
        journal: store::journal::of_case(&mut tx, row.id).await?,
        messages: store::messages::of_case(&mut tx, row.id).await?,
        files: store::attachments::of_case(&mut tx, row.id).await?,
        asked: store::completions::pending(&mut tx, row.id).await?,
        bindings: store::definitions::bindings(&mut tx, &row.teleservice).await?,
        former: cases.formerly(&mut tx, row.id).await.map_err(retry)?,
        row,
    };
    drop(tx);
    cases.copy_to(&run, &from, &to, &order.to, &copy).await?;
    let mut tx = cases.databases().instance_write(&from).await?;
    cases.leave(&mut tx, order.case, &to, run.moment.now).await.map_err(retry)?;
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// All that travels.
struct Copy {
    row: CaseRow,
    journal: Vec<store::journal::JournalLine>,
    messages: Vec<store::messages::MessageRow>,
    files: Vec<store::attachments::Attachment>,
    /// What it answered under other versions, with them.
    former: Vec<(Arc<Compiled>, FormerRow)>,
    /// The teams that bear functions there.
    bindings: Vec<(Slug, Slug)>,
    /// What the citizen has still to give.
    asked: Option<store::completions::Completion>,
}

impl Cases {
    async fn copy_to(&self, run: &JobRun, from: &InstanceKey, to: &InstanceKey, authority: &Slug, copy: &Copy) -> Result<(), JobError> {
        let compiled = self.compiled_in(from, &copy.row.definition).await.map_err(retry)?;
        for file in copy.files.iter().filter(|file| file.verdict != Some(Verdict::Infected)) {
            let content = self.blobs().open(from, &file.hash).await?;
            self.blobs().put(to, content).await?;
        }
        let moment = &run.moment;
        let mut tx = self.databases().instance_write(to).await?;
        let there = store::cases::by_id(&mut tx, copy.row.id).await?;
        if there.as_ref().is_some_and(|there| there.moved_to.is_none()) {
            // done before
            return Ok(());
        }
        let mut row = copy.row.clone();
        // an authority that does not offer it answers it all the same
        self.staffed(&mut tx, &compiled, USUAL_TEAM).await.map_err(retry)?;
        let bindings = store::definitions::bindings(&mut tx, &row.teleservice).await?;
        row.answers.0 = self.sealed_for(to, &compiled, &row.answers.0, (from, row.id), moment)?;
        row.authority = authority.clone();
        row.state.0.team = team_across(&compiled, row.state.0.team.as_ref(), &copy.bindings, &bindings);
        row.state.0.assignee = None;
        // whoever was asked there cannot answer here; what was given is in the journal
        row.state.0.opinions.pending = 0;
        row.updated_at = moment.now;
        // it left the other space, it does not end
        let nature = nature(&compiled, &row.state.0);
        row.closed_at = row.closed_at.filter(|_| nature == Nature::Closed);
        let asks = asks_sensitive(&compiled) || !copy.former.is_empty();
        let sensitive_until = kept_until_if_over(asks, &compiled, nature, row.closed_at.unwrap_or(moment.now));
        self.keep_definition(&mut tx, moment, from, &compiled).await.map_err(retry)?;
        match there {
            Some(_) => store::cases::back(&mut tx, &row, nature, sensitive_until).await?,
            None => {
                let digest = self.tracking_code(to, row.id).digest();
                store::cases::add(&mut tx, NewCase { nature, tracking_digest: &digest, row: &row, sensitive_until }).await?;
            }
        }
        self.bring_history(&mut tx, run, &row, copy).await?;
        for (compiled, former) in &copy.former {
            self.keep_definition(&mut tx, moment, from, compiled).await.map_err(retry)?;
            let mut former = former.clone();
            former.answers.0 = self.sealed_for(to, compiled, &former.answers.0, (from, row.id), moment)?;
            store::former::keep(&mut tx, row.id, former).await?;
        }
        self.plan(&mut tx, moment, to, &row, &compiled).await.map_err(retry)?;
        let service = self.service_name(&row);
        let line = NewLine {
            kind: EntryKind::Transferred,
            who: &service,
            title: "Demande reçue d’une autre collectivité",
            body: None,
            visible: true,
        };
        store::journal::add(&mut tx, moment, row.id, line).await?;
        self.announce(&mut tx, moment, &row).await.map_err(retry)?;
        self.tell_of_transfer(&mut tx, run, &row).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What is sealed for one space is opened in no other: the answers of a case, sealed for where it goes.
    fn sealed_for(
        &self,
        to: &InstanceKey,
        compiled: &Compiled,
        kept: &KeptAnswers,
        (from, case): (&InstanceKey, CaseId),
        moment: &Moment,
    ) -> db::Result<KeptAnswers> {
        self.seal(compiled.form(), &self.open(kept, Holder::Case(from, case))?, Holder::Case(to, case), &*moment.rng)
    }

    /// Leaves a case to another space; its sensitive answers are erased here first.
    pub(crate) async fn leave(&self, tx: &mut InstanceTx, case: CaseId, to: &InstanceKey, at: Timestamp) -> Result<(), Failure> {
        let Some(row) = store::cases::by_id(tx, case).await? else { return Ok(()) };
        let compiled = self.compiled(tx, &row.definition).await?;
        let asks = asks_sensitive(&compiled) || store::former::is_any(tx, case).await?;
        Ok(store::cases::moved(tx, case, &to.to_string(), at, kept_until(asks, &compiled, at)).await?)
    }

    /// What happened elsewhere, where it is not known yet: a case may come back.
    async fn bring_history(&self, tx: &mut InstanceTx, run: &JobRun, row: &CaseRow, copy: &Copy) -> Result<(), JobError> {
        let moment = &run.moment;
        let known = store::journal::of_case(tx, row.id).await?;
        for line in copy.journal.iter().filter(|line| !known.iter().any(|known| (known.at, &known.title) == (line.at, &line.title))) {
            let at = kernel::Moment { now: line.at, ..moment.clone() };
            let body = line.body.as_ref().map(|body| body.expose().as_str());
            let copied = NewLine { kind: line.kind, who: line.who.expose(), title: &line.title, body, visible: line.visible };
            store::journal::add(tx, &at, row.id, copied).await?;
        }
        let known = store::messages::of_case(tx, row.id).await?;
        for message in
            copy.messages.iter().filter(|message| !known.iter().any(|known| (known.at, &known.body) == (message.at, &message.body)))
        {
            let at = kernel::Moment { now: message.at, ..moment.clone() };
            store::messages::add(tx, &at, row.id, message.author, message.who.expose(), message.body.expose()).await?;
        }
        let known = store::attachments::of_case(tx, row.id).await?;
        for file in copy.files.iter().filter(|file| !known.iter().any(|known| known.id == file.id)) {
            self.attach(tx, moment, row.id, file.clone()).await?;
        }
        store::completions::answered(tx, moment, row.id).await?;
        if let Some(asked) = &copy.asked {
            let at = kernel::Moment { now: asked.asked_at, ..moment.clone() };
            store::completions::ask(tx, &at, row.id, asked.items.0.clone(), asked.due_on.clone()).await?;
        }
        Ok(())
    }

    /// The case stays in this space; another authority answers for it.
    async fn reassign_authority(&self, run: &JobRun, instance: &InstanceKey, order: TransferOrder) -> Result<(), JobError> {
        let mut tx = self.databases().instance_write(instance).await?;
        let Some(mut row) = store::cases::by_id(&mut tx, order.case).await? else {
            return Err(JobError::GiveUp("no such case".to_owned()));
        };
        if row.moved_to.is_some() {
            return Ok(());
        }
        // a change like another: what shows her request was told the version before
        let seen = row.state.0.version;
        row.state.0.version = seen + 1;
        row.authority = order.to.clone();
        if !store::cases::answers_for(&mut tx, &row, seen, run.moment.now).await? {
            return Err(JobError::Retry("somebody acted on it meanwhile".to_owned()));
        }
        self.announce(&mut tx, &run.moment, &row).await.map_err(retry)?;
        self.tell_of_transfer(&mut tx, run, &row).await?;
        run.complete(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn tell_of_transfer(&self, tx: &mut InstanceTx, run: &JobRun, row: &CaseRow) -> Result<(), JobError> {
        // a new job: this handler must not run twice for one letter
        jobs::enqueue(
            tx,
            &run.moment,
            NewJob::new(crate::jobs::TELL_TRANSFER, row.id)
                .key(format!("transferred:{}:{}:{}", row.id, row.authority, row.state.0.version)),
        )
        .await?;
        Ok(())
    }
}
