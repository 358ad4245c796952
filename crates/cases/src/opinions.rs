//! Opinions asked of another team, or of a colleague: asked, given, given up.
//! Whoever is asked reads the case until she answers.

mod letters;

use std::collections::BTreeMap;

use db::InstanceTx;
use jiff::civil::Date;
use kernel::{Moment, Slug, id::AgentId};
use uuid::Uuid;
use web::{AgentPass, Failure, Right};
use workflow::{Nature, opinion_dropped, opinion_given};

use crate::{
    Cases,
    advance::{Hand, nature},
    answering::JoinedFile,
    desk_work::AtDesk,
    errors,
    model::{EntryKind, FileOrigin, Stance, StopReason},
    routing::team_behind,
    stops::Trouble,
    store::{
        self,
        cases::CaseRow,
        journal::NewLine,
        opinions::{Given, NewOpinion, Opinion},
    },
};

pub(crate) use letters::remind_late;

/// Whose opinion is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    Team(Slug),
    Agent(AgentId),
}

/// An opinion to ask.
pub(crate) struct Question {
    pub whose: Whose,
    pub text: String,
    pub due: Option<Date>,
}

/// An opinion as it was written.
pub(crate) struct Answer {
    pub stance: Stance,
    pub body: String,
    pub files: Vec<JoinedFile>,
}

impl Cases {
    /// A case that this agent may read: hers, or one whose opinion waits for her.
    pub(crate) async fn read_by(&self, tx: &mut InstanceTx, agent: &AgentPass, id: kernel::id::CaseId) -> Result<CaseRow, Failure> {
        let row = store::cases::by_id(tx, id).await?.ok_or(Failure::NOT_FOUND)?;
        let may = sees(agent, &row) || !store::opinions::waiting_for(tx, id, agent.id).await?.is_empty();
        if may { Ok(row) } else { Err(Failure::NOT_FOUND) }
    }

    /// An agent asks for an opinion, by hand.
    pub(crate) async fn ask_opinion(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        question: Question,
    ) -> Result<(), Failure> {
        if nature(desk.compiled, &row.state.0) == Nature::Closed {
            return Err(errors::over().into());
        }
        self.change(tx, moment, row, desk, |state| state.opinions.pending += 1).await?;
        self.trace(tx, moment, desk.agent, "case.opinion.ask", row).await?;
        self.opinion_asked(tx, moment, row, question, &desk.hand()).await
    }

    /// A workflow asks for the opinion of a function. One that nobody bears here
    /// is asked of the team that holds the case; without one, the case is stopped.
    pub(crate) async fn function_asked(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        function: &Slug,
        (text, due): (String, Option<Date>),
        hand: &Hand<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        let bindings = store::definitions::bindings(tx, &row.teleservice).await?;
        let teams = store::agents::teams(tx).await?;
        let team = team_behind(&bindings, function).or_else(|| row.state.0.team.clone());
        let Some(team) = team.filter(|team| teams.iter().any(|known| known.slug == *team)) else {
            let why = format!("Aucune équipe ne peut donner l’avis «\u{a0}{function}\u{a0}» dans cet espace.");
            return Ok(Some(Trouble::new(StopReason::NoTeam, why)));
        };
        self.opinion_asked(tx, moment, row, Question { whose: Whose::Team(team), text, due }, hand).await?;
        Ok(None)
    }

    /// Keeps the question, and tells whoever is asked.
    async fn opinion_asked(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        question: Question,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let (team, agent, whose) = match &question.whose {
            Whose::Team(slug) => {
                let team = store::agents::teams(tx).await?.into_iter().find(|team| team.slug == *slug).ok_or(Failure::NOT_FOUND)?;
                (Some(slug), None, team.label)
            }
            Whose::Agent(id) => {
                let agent = store::agents::by_id(tx, *id).await?.filter(|agent| agent.suspended_at.is_none()).ok_or(Failure::NOT_FOUND)?;
                (None, Some(*id), agent.name.into_exposed())
            }
        };
        let due_on = question.due.map(|due| due.to_string());
        let new = NewOpinion { case: row.id, team, agent, whose: &whose, question: &question.text, asked_by: hand.who, due_on };
        let id = store::opinions::ask(tx, moment, new).await?;
        let title = format!("Avis demandé à «\u{a0}{whose}\u{a0}»");
        let line = NewLine { kind: EntryKind::Opinion, who: hand.who, title: &title, body: Some(&question.text), visible: false };
        store::journal::add(tx, moment, row.id, line).await?;
        let Some(asked) = store::opinions::by_id(tx, row.id, id).await? else { return Ok(()) };
        let words = format!("Votre avis est demandé sur la demande {}.", row.reference);
        self.tell_asked(tx, moment, row, &asked, hand.instance, ("Votre avis est demandé", words, "asked")).await
    }

    /// Whoever was asked answers. The case may have moved on meanwhile: an
    /// opinion contradicts nobody.
    pub(crate) async fn give_opinion(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        agent: &AgentPass,
        (asked, answer): (&Opinion, Answer),
    ) -> Result<(), Failure> {
        let compiled = self.compiled(tx, &row.definition).await?;
        let who = agent.name.expose().clone();
        let Answer { stance, body, files } = answer;
        let ids = files.iter().map(|file| file.id).collect();
        let given = Given { id: asked.id, stance, body: &body, files: ids, by: &who };
        if !store::opinions::give(tx, moment, given).await? {
            return Err(errors::opinion_gone().into());
        }
        self.join(tx, moment, row, files, FileOrigin::Agent, false).await?;
        self.trace(tx, moment, agent, "case.opinion.give", row).await?;
        let title = format!("{} de «\u{a0}{}\u{a0}»", stance.label(), asked.whose.expose());
        let body = Some(body.as_str()).filter(|body| !body.is_empty());
        store::journal::add(tx, moment, row.id, NewLine { kind: EntryKind::Opinion, who: &who, title: &title, body, visible: false })
            .await?;
        let hand =
            Hand { instance: &agent.instance, compiled: &compiled, who: &who, input: BTreeMap::new(), awaits_agent: row.awaits_agent };
        let step = opinion_given(compiled.workflow(), &self.snapshot(&compiled, &agent.instance, row)?, stance.into(), moment.now);
        self.advance(tx, moment, row, step, &hand).await?;
        self.tell_askers(tx, moment, row, asked, &hand).await
    }

    /// Nobody waits for it any more.
    pub(crate) async fn drop_opinion(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        id: Uuid,
    ) -> Result<(), Failure> {
        if desk.seen_version != row.state.0.version {
            return Err(self.overtaken(tx, row.id).await?);
        }
        let asked = store::opinions::by_id(tx, row.id, id).await?.ok_or(Failure::NOT_FOUND)?;
        if !store::opinions::drop_one(tx, moment, row.id, id).await? {
            return Err(errors::opinion_gone().into());
        }
        let title = format!("L’avis de «\u{a0}{}\u{a0}» n’est plus attendu", asked.whose.expose());
        self.line(tx, moment, row, EntryKind::Opinion, desk.agent.name.expose(), &title, false).await?;
        // what waited for every opinion goes on
        let snapshot = self.snapshot(desk.compiled, &desk.agent.instance, row)?;
        let step = opinion_dropped(desk.compiled.workflow(), &snapshot, moment.now);
        self.advance(tx, moment, row, step, &desk.hand()).await
    }
}

/// Whether a case is among those of an agent: of her teams, of none, or any if she sees all.
pub(crate) fn sees(agent: &AgentPass, row: &CaseRow) -> bool {
    agent.may(Right::SeeAll) || row.state.0.team.as_ref().is_none_or(|team| agent.teams.contains(team))
}

/// The last day to give it.
pub(crate) fn due(opinion: &Opinion) -> Option<Date> {
    opinion.due_on.as_ref().and_then(|due| due.parse().ok())
}
