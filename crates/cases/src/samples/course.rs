//! What agents and citizens did since with an invented request.

use std::collections::BTreeMap;

use db::{InstanceKey, InstanceTx};
use definition::{Compiled, Press, TestStep};
use expr::{Today, Values};
use forms::{Answers, Journey};
use jiff::Span;
use kernel::{Moment, Slug, Timestamp, clock::from_micros, id::CaseId, text::day};
use serde_json::Value as Json;
use web::{AgentPass, Failure};
use workflow::{EffectSpec, Transition};

use super::{invented, story::Story};
use crate::{
    Cases,
    answering::{Press as Pressed, Reply},
    desk_work::AtDesk,
    filing::outer_values,
    model::Stance,
    opinions::Answer,
    store::{self, cases::CaseRow},
};

impl Cases {
    /// Plays the beginning of the rest of a story, a step every day or so, up
    /// to now. Stops where the case went another way.
    pub(super) async fn run_course(
        &self,
        moment: &Moment,
        now: Timestamp,
        instance: &InstanceKey,
        case: CaseId,
        story: &Story,
        index: usize,
    ) -> Result<(), Failure> {
        let mut moment = moment.clone();
        for (turn, step) in story.steps.iter().filter(|step| is_done(step)).take(steps_taken(index)).enumerate() {
            let hours = 3 + invented::number(index * 31 + turn, "pause") % 40;
            moment.now = from_micros(moment.now.as_microsecond() + i64::try_from(hours).unwrap_or(0) * 3_600_000_000);
            if moment.now >= now {
                break;
            }
            match self.take_step(&moment, instance, case, step, index).await {
                Ok(true) => {}
                Ok(false) | Err(Failure::Problem(_)) => break,
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }

    /// Whether it was done: a case that leaves, or that nobody deals with, stays as it is.
    async fn take_step(
        &self,
        moment: &Moment,
        instance: &InstanceKey,
        case: CaseId,
        step: &TestStep,
        index: usize,
    ) -> Result<bool, Failure> {
        let mut tx = self.databases().instance_write(instance).await?;
        let Some(mut row) = store::cases::by_id(&mut tx, case).await? else { return Ok(false) };
        match step {
            TestStep::Press(press) if press.by.as_str() == workflow::CITIZEN => {
                drop(tx);
                let press = Pressed { transition: press.transition.clone(), seen_version: row.state.0.version, key: "" };
                self.citizen_acts(moment, instance, case, press).await?;
                return Ok(true);
            }
            TestStep::Press(press) => {
                if !self.agent_presses(&mut tx, moment, instance, &mut row, press, index).await? {
                    return Ok(false);
                }
            }
            TestStep::GiveOpinion(given) => {
                if !self.some_opinion(&mut tx, moment, instance, &mut row, given.opinion, index).await? {
                    return Ok(false);
                }
            }
            _ => {
                let reply = Reply { body: "Bonjour, voici ce que vous avez demandé. Merci.".to_owned(), ..Reply::default() };
                self.reply(&mut tx, moment, instance, &mut row, reply).await?;
            }
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Gives the first opinion awaited; false when none is.
    async fn some_opinion(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        row: &mut CaseRow,
        opinion: workflow::Opinion,
        index: usize,
    ) -> Result<bool, Failure> {
        let all = store::opinions::of_case(tx, row.id).await?;
        let asked = all.into_iter().find(|asked| asked.given_at.is_none() && asked.dropped_at.is_none());
        let (Some(asked), Some(agent)) = (asked, some_agent(tx, instance, index).await?) else { return Ok(false) };
        let stance = Stance::ALL.iter().copied().find(|stance| workflow::Opinion::from(*stance) == opinion);
        let body = "Vu sur place. Rien à ajouter.".to_owned();
        let answer = Answer { stance: stance.unwrap_or(Stance::Favourable), body, files: vec![] };
        self.give_opinion(tx, moment, row, &agent, (&asked, answer)).await.map(|()| true)
    }

    async fn agent_presses(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        row: &mut CaseRow,
        press: &Press,
        index: usize,
    ) -> Result<bool, Failure> {
        let compiled = self.compiled(tx, &row.definition).await?;
        let Some(transition) = compiled.workflow().transition(&press.transition).filter(|transition| !leaves(transition)).cloned() else {
            return Ok(false);
        };
        let Some(agent) = some_agent(tx, instance, index).await? else { return Ok(false) };
        let input = self.typed_in(&compiled, row, &transition, press, moment);
        let desk = AtDesk { agent: &agent, compiled: &compiled, seen_version: row.state.0.version };
        self.agent_move(tx, moment, row, &desk, transition.slug, input).await.map(|()| true)
    }

    /// What an agent types in the form of a transition.
    fn typed_in(
        &self,
        compiled: &Compiled,
        row: &CaseRow,
        transition: &Transition,
        press: &Press,
        moment: &Moment,
    ) -> (Values, BTreeMap<String, String>) {
        let Some((name, form)) = transition.input.as_ref().and_then(|name| Some((name, compiled.input(name)?))) else {
            return Default::default();
        };
        let typed = press.input.iter().map(|(name, value)| (name.clone(), ahead(value, moment))).collect();
        let answers = Answers::from_json(Json::Object(typed));
        let extra = outer_values(None, row.channel, &row.authority);
        let mut values = Journey::new(form, &answers, self.lookups(), Today { now: moment.now }, &extra).values().clone();
        values.retain(|name, _| form.fields().any(|field| field.slug() == name));
        (values, compiled.input_texts(name, &answers, self.lookups()))
    }
}

/// Steps that somebody takes; what is only looked at, or refused, is no step.
fn is_done(step: &TestStep) -> bool {
    match step {
        TestStep::Press(press) => !press.refused,
        TestStep::AnswerCompletion(_) | TestStep::GiveOpinion(_) => true,
        _ => false,
    }
}

/// Some wait to be taken, some are under way, the others went as far as their story goes.
fn steps_taken(index: usize) -> usize {
    match invented::number(index, "steps") % 10 {
        0..4 => 0,
        4..7 => 1,
        7 => 2,
        _ => usize::MAX,
    }
}

fn leaves(transition: &Transition) -> bool {
    transition.effects.iter().any(|guarded| matches!(guarded.effect, EffectSpec::Transfer(_)))
}

/// A day planned when the test was written is planned ahead of this one.
fn ahead(value: &Json, moment: &Moment) -> Json {
    let is_date = value.as_str().is_some_and(|text| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok());
    if is_date { day(moment.now).saturating_add(Span::new().days(9)).to_string().into() } else { value.clone() }
}

/// One of those who work there.
async fn some_agent(tx: &mut InstanceTx, instance: &InstanceKey, index: usize) -> Result<Option<AgentPass>, Failure> {
    let mut agents = store::agents::all(tx).await?;
    agents.retain(|agent| agent.suspended_at.is_none());
    let Some(agent) = invented::pick(&agents, index, "agent") else { return Ok(None) };
    let teams: Vec<Slug> = store::agents::teams_of(tx, agent.id).await?;
    Ok(Some(AgentPass { id: agent.id, instance: instance.clone(), name: agent.name.clone(), teams, rights: agent.rights() }))
}
