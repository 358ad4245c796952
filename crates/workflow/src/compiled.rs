//! A workflow whose expressions are typed and whose names are known.

use expr::{Expr, Scope, Type};
use kernel::Slug;

use crate::{
    Automation, CITIZEN, ClockState, EffectSpec, Event, Finding, LegalClock, Names, Status, Transition, Workflow, check::Check,
    effects::Emit,
};

/// A workflow ready to move cases: what was written, and what was compiled of it.
pub struct CompiledWorkflow {
    pub(crate) workflow: Workflow,
    pub(crate) on_filed: Vec<Emit>,
    /// One for each transition, in order.
    ways: Vec<Way>,
    /// One for each automation, in order.
    conditions: Vec<Option<Expr>>,
}

/// What was compiled of a transition.
struct Way {
    condition: Option<Expr>,
    effects: Vec<Emit>,
}

/// A transition with what was compiled of it.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'a> {
    pub(crate) transition: &'a Transition,
    pub(crate) condition: Option<&'a Expr>,
    pub(crate) effects: &'a [Emit],
}

/// An automation with what was compiled of it.
#[derive(Clone, Copy)]
pub(crate) struct Trigger<'a> {
    pub(crate) automation: &'a Automation,
    pub(crate) condition: Option<&'a Expr>,
}

impl CompiledWorkflow {
    /// Checks and compiles. `scope` declares the form's answers; agents' data
    /// are added as `data`, a transition's input as `input` (in its effects).
    pub fn compile(workflow: &Workflow, scope: &Scope, names: &Names) -> Result<Self, Vec<Finding>> {
        let mut scope = scope.clone();
        let data = workflow.data.iter().map(|field| (field.slug.to_string(), field.kind.as_type()));
        scope.declare("data", Type::record(data));
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
        let conditions =
            check.at("automations", |check| all(&workflow.automations, |one| check.at(&one.slug, |check| trigger(one, check))));
        initial?;
        Some(Self { workflow: workflow.clone(), on_filed: on_filed?, ways: ways?, conditions: conditions? })
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
        both.map(|(transition, way)| Passage { transition, condition: way.condition.as_ref(), effects: &way.effects })
    }

    pub(crate) fn passage(&self, slug: &Slug) -> Option<Passage<'_>> {
        self.passages().find(|passage| passage.transition.slug == *slug)
    }

    pub(crate) fn triggers(&self) -> impl Iterator<Item = Trigger<'_>> {
        let both = self.workflow.automations.iter().zip(&self.conditions);
        both.map(|(automation, condition)| Trigger { automation, condition: condition.as_ref() })
    }
}

impl Trigger<'_> {
    /// Whether it works at once, with neither delay nor event.
    pub(crate) fn is_immediate(&self) -> bool {
        self.automation.after.is_none() && self.automation.on.is_none()
    }

    /// Whether it waits for a time: a delay, or the end of the legal clock.
    pub(crate) fn is_timed(&self) -> bool {
        self.automation.after.is_some() || self.automation.on == Some(Event::LegalDue)
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
    let condition = optional(transition.condition.as_deref(), check);
    let effects = check.with_input(transition.input.as_ref(), |check| check.at("effects", |check| effects(&transition.effects, check)));
    Some(Way { condition: condition?, effects: effects? })
}

/// The outer `None` says that the automation is wrong.
fn trigger(automation: &Automation, check: &mut Check<'_>) -> Option<Option<Expr>> {
    for status in &automation.in_status {
        check.status("in_status", status);
    }
    check.transition("transition", &automation.transition);
    if automation.after.is_some() && automation.on.is_some() {
        check.error("on", "Choisissez un délai ou un événement, pas les deux.");
    }
    optional(automation.condition.as_deref(), check)
}

/// The outer `None` says that the condition is wrong.
fn optional(condition: Option<&str>, check: &mut Check<'_>) -> Option<Option<Expr>> {
    match condition {
        None => Some(None),
        Some(source) => check.condition(source).map(Some),
    }
}

fn effects(specs: &[EffectSpec], check: &mut Check<'_>) -> Option<Vec<Emit>> {
    let mut index = 0..;
    all(specs, |spec| check.at(index.next().unwrap_or(0), |check| spec.compile(check)))
}

/// Compiles each one, so that all mistakes are found, then gives all or nothing.
fn all<A, B>(items: &[A], compile: impl FnMut(&A) -> Option<B>) -> Option<Vec<B>> {
    let compiled: Vec<_> = items.iter().map(compile).collect();
    compiled.into_iter().collect()
}
