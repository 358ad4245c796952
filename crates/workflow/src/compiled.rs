//! A workflow whose expressions are typed and whose names are known.

use expr::{Expr, Scope, Type};
use kernel::Slug;

use crate::{
    Automation, CITIZEN, ClockState, Delay, EffectSpec, Finding, GuardedEffect, LegalClock, Names, Opinions, Status, Transition, Workflow,
    check::Check, effects::Emit,
};

/// A workflow ready to move cases: what was written, and what was compiled of it.
pub struct CompiledWorkflow {
    pub(crate) workflow: Workflow,
    pub(crate) on_filed: Vec<Doing>,
    /// One for each transition, in order.
    ways: Vec<Way>,
    /// One for each automation, in order.
    waiting: Vec<Waiting>,
}

/// What was compiled of a transition.
struct Way {
    condition: Option<Expr>,
    effects: Vec<Doing>,
    extends: bool,
}

/// What was compiled of an automation.
struct Waiting {
    date: Option<Expr>,
    condition: Option<Expr>,
}

/// An effect with what it depends on.
pub(crate) struct Doing {
    pub(crate) when: Option<Expr>,
    pub(crate) emit: Emit,
}

/// A transition with what was compiled of it.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'a> {
    pub(crate) transition: &'a Transition,
    pub(crate) condition: Option<&'a Expr>,
    pub(crate) effects: &'a [Doing],
    /// Whether it makes the legal delay longer: offered while that can be.
    pub(crate) extends: bool,
}

/// An automation with what was compiled of it.
#[derive(Clone, Copy)]
pub(crate) struct Trigger<'a> {
    pub(crate) automation: &'a Automation,
    pub(crate) date: Option<&'a Expr>,
    pub(crate) condition: Option<&'a Expr>,
}

impl CompiledWorkflow {
    /// Checks and compiles. `scope` declares the form's answers; agents' data
    /// are added as `data`, opinions as `opinions`, a transition's input as `input` (in its effects).
    pub fn compile(workflow: &Workflow, scope: &Scope, names: &Names) -> Result<Self, Vec<Finding>> {
        let mut scope = scope.clone();
        let data = workflow.data.iter().map(|field| (field.slug.to_string(), field.kind.as_type()));
        scope.declare("data", Type::record(data));
        scope.declare("opinions", Opinions::as_type());
        let mut check = Check::new(workflow, scope, names);
        let compiled = check.at("workflow", |check| Self::checked(workflow, check));
        let findings = check.into_findings();
        match compiled {
            Some(compiled) if findings.is_empty() => Ok(compiled),
            _ => Err(findings),
        }
    }

    fn checked(workflow: &Workflow, check: &mut Check<'_>) -> Option<Self> {
        check.at("functions", |check| check.unique(workflow.functions.iter().map(|function| &function.slug)));
        check.at("statuses", |check| check.unique(workflow.statuses.iter().map(|status| &status.slug)));
        check.at("transitions", |check| check.unique(workflow.transitions.iter().map(|transition| &transition.slug)));
        check.at("automations", |check| check.unique(workflow.automations.iter().map(|automation| &automation.slug)));
        check.at("data", |check| check.unique(workflow.data.iter().map(|field| &field.slug)));
        check.at("data", |check| check.writable(workflow.data.iter().map(|field| &field.slug)));
        let initial = check.status("initial", &workflow.initial);
        let on_filed = check.at("on_filed", |check| effects(&workflow.on_filed, check));
        let ways = check.at("transitions", |check| all(&workflow.transitions, |one| check.at(&one.slug, |check| way(one, check))));
        let waiting = check.at("automations", |check| all(&workflow.automations, |one| check.at(&one.slug, |check| waiting(one, check))));
        initial?;
        Some(Self { workflow: workflow.clone(), on_filed: on_filed?, ways: ways?, waiting: waiting? })
    }

    /// The document it was made from.
    pub fn workflow(&self) -> &Workflow {
        &self.workflow
    }

    /// A status by its name.
    pub fn status(&self, slug: &Slug) -> Option<&Status> {
        self.workflow.statuses.iter().find(|status| status.slug == *slug)
    }

    /// The rule of a case's legal clock: the one that was promised.
    pub fn legal_clock<'a>(&'a self, clock: &'a ClockState) -> Option<&'a LegalClock> {
        clock.promised.as_ref().or(self.workflow.legal_clock.as_ref())
    }

    /// A transition by its name.
    pub fn transition(&self, slug: &Slug) -> Option<&Transition> {
        self.workflow.transitions.iter().find(|transition| transition.slug == *slug)
    }

    pub(crate) fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        let both = self.workflow.transitions.iter().zip(&self.ways);
        both.map(|(transition, way)| Passage { transition, condition: way.condition.as_ref(), effects: &way.effects, extends: way.extends })
    }

    pub(crate) fn passage(&self, slug: &Slug) -> Option<Passage<'_>> {
        self.passages().find(|passage| passage.transition.slug == *slug)
    }

    pub(crate) fn triggers(&self) -> impl Iterator<Item = Trigger<'_>> {
        let both = self.workflow.automations.iter().zip(&self.waiting);
        both.map(|(automation, waiting)| Trigger { automation, date: waiting.date.as_ref(), condition: waiting.condition.as_ref() })
    }
}

fn way(transition: &Transition, check: &mut Check<'_>) -> Option<Way> {
    for status in &transition.from {
        check.status("from", status);
    }
    check.destination(&transition.to);
    for function in transition.by.iter().filter(|by| **by != CITIZEN) {
        check.function("by", function);
    }
    let condition = optional("condition", transition.condition.as_deref(), check);
    let effects = check.with_input(transition.input.as_ref(), |check| check.at("effects", |check| effects(&transition.effects, check)));
    let extends =
        transition.effects.iter().any(|guarded| guarded.when.is_none() && matches!(guarded.effect, EffectSpec::ExtendDeadline(_)));
    Some(Way { condition: condition?, effects: effects?, extends })
}

fn waiting(automation: &Automation, check: &mut Check<'_>) -> Option<Waiting> {
    for status in &automation.in_status {
        check.status("in_status", status);
    }
    check.transition("transition", &automation.transition);
    let date = moment(automation, check);
    let condition = optional("condition", automation.condition.as_deref(), check)?;
    Some(Waiting { date: date?, condition })
}

/// The date that it waits for, and whether what it says of time goes together.
/// The outer `None` says that the date is wrong.
fn moment(automation: &Automation, check: &mut Check<'_>) -> Option<Option<Expr>> {
    let Automation { after, before, date, on, .. } = automation;
    if on.is_some() && (after.is_some() || before.is_some() || date.is_some()) {
        check.error("on", "Choisissez un délai ou un événement, pas les deux.");
    }
    match (before, after) {
        (Some(_), Some(_)) => check.error("before", "Choisissez avant ou après la date, pas les deux."),
        (Some(Delay::WorkingHours(_)), None) => check.error("before", "Avant une date, comptez en jours ou en heures."),
        (Some(_), None) if date.is_none() => check.error("date", "Dites avant quelle date."),
        (None, None) if date.is_some() => check.error("date", "Dites combien de temps avant ou après cette date."),
        _ => (),
    }
    let Some(source) = date else { return Some(None) };
    let expr = check.expression("date", source)?;
    if !matches!(expr.result(), Type::Date | Type::Timestamp) {
        check.error("date", format!("Ce calcul donne {}. Il faut une date.", expr.result()));
        return None;
    }
    Some(Some(expr))
}

/// The outer `None` says that the condition is wrong.
fn optional(key: &str, condition: Option<&str>, check: &mut Check<'_>) -> Option<Option<Expr>> {
    match condition {
        None => Some(None),
        Some(source) => check.condition(key, source).map(Some),
    }
}

fn effects(specs: &[GuardedEffect], check: &mut Check<'_>) -> Option<Vec<Doing>> {
    let mut index = 0..;
    all(specs, |spec| check.at(index.next().unwrap_or(0), |check| doing(spec, check)))
}

fn doing(guarded: &GuardedEffect, check: &mut Check<'_>) -> Option<Doing> {
    let when = optional("when", guarded.when.as_deref(), check);
    let emit = guarded.effect.compile(check)?;
    Some(Doing { when: when?, emit })
}

/// Compiles each one, so that all mistakes are found, then gives all or nothing.
fn all<A, B>(items: &[A], compile: impl FnMut(&A) -> Option<B>) -> Option<Vec<B>> {
    let compiled: Vec<_> = items.iter().map(compile).collect();
    compiled.into_iter().collect()
}
