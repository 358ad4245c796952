//! Statuses, transitions, automations; the table of statuses by transitions.

use definition::Definition;
use kernel::Slug;
use workflow::{Automation, EffectSpec, GuardedEffect, Nature, Outcome, SAME, Transition};

use super::words::when;
use crate::{Effects, Place, condition::sentence, edit::effects_of};

/// What becomes of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowLines {
    /// The statuses, in order.
    pub statuses: Vec<StatusLine>,
    /// The transitions, in order.
    pub transitions: Vec<TransitionLine>,
    /// What happens by itself, in order.
    pub automations: Vec<AutomationLine>,
    /// What filing does.
    pub on_filed: Vec<EffectLine>,
    /// Which transition is offered in which status.
    pub table: Table,
}

/// A status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusLine {
    /// Its name.
    pub slug: Slug,
    /// What agents read.
    pub agent_label: String,
    /// What the citizen reads.
    pub citizen_label: String,
    /// What kind of state it is.
    pub nature: Nature,
    /// How a case ends there.
    pub outcome: Option<Outcome>,
    /// Whether a case just filed is there.
    pub is_initial: bool,
}

/// A transition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransitionLine {
    /// Its name.
    pub slug: Slug,
    /// The words of the button.
    pub label: String,
    /// Where it is offered, in the agents' words.
    pub from: Vec<String>,
    /// Where it leads, in the agents' words; nothing when the case stays.
    pub to: Option<String>,
    /// Who may do it; nobody when only automations do.
    pub by: Vec<String>,
    /// When it is offered, in French; always when absent.
    pub condition: Option<String>,
    /// The input form that it asks.
    pub input: Option<Slug>,
    /// What it does.
    pub effects: Vec<EffectLine>,
    /// When it happens by itself: « après 7 jours ».
    pub automatic: Vec<String>,
}

/// An effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectLine {
    /// Where it is.
    pub place: Place,
    /// What the studio calls it.
    pub label: &'static str,
    /// What it names: its message, its document, its datum.
    pub about: Option<String>,
    /// When it is done, in French; always when absent.
    pub when: Option<String>,
}

/// Something that happens by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutomationLine {
    /// Its name.
    pub slug: Slug,
    /// Where it works, in the agents' words.
    pub in_status: Vec<String>,
    /// When: « après 7 jours ».
    pub when: String,
    /// If what, in French.
    pub condition: Option<String>,
    /// The words of the transition taken.
    pub transition: String,
}

/// Statuses down, transitions across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The words of the transitions, in order.
    pub transitions: Vec<String>,
    /// A line for each status.
    pub rows: Vec<Row>,
}

/// A status in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The agents' words for it.
    pub status: String,
    /// For each transition, where it leads from there in the agents' words; nothing when it is not offered.
    pub cells: Vec<Option<String>>,
}

pub(super) fn lines(definition: &Definition) -> WorkflowLines {
    let workflow = &definition.workflow;
    let statuses = workflow.statuses.iter().map(|status| StatusLine {
        slug: status.slug.clone(),
        agent_label: status.agent_label.clone(),
        citizen_label: status.citizen_label.clone(),
        nature: status.nature,
        outcome: status.outcome,
        is_initial: status.slug == workflow.initial,
    });
    WorkflowLines {
        statuses: statuses.collect(),
        transitions: workflow.transitions.iter().map(|one| transition(definition, one)).collect(),
        automations: workflow.automations.iter().map(|one| automation(definition, one)).collect(),
        on_filed: effects(definition, &Effects::Filed),
        table: table(definition),
    }
}

fn status(definition: &Definition, slug: &Slug) -> String {
    crate::label(definition, &Place::Status(slug.clone()))
}

fn transition(definition: &Definition, transition: &Transition) -> TransitionLine {
    let place = Place::Transition(transition.slug.clone());
    let by = |slug: &Slug| match slug.as_str() {
        workflow::CITIZEN => "L’usager".to_owned(),
        _ => crate::label(definition, &Place::Function(slug.clone())),
    };
    let automations = definition.workflow.automations.iter().filter(|automation| automation.transition == transition.slug);
    TransitionLine {
        slug: transition.slug.clone(),
        label: transition.label.clone(),
        from: transition.from.iter().map(|slug| status(definition, slug)).collect(),
        to: (transition.to != SAME).then(|| status(definition, &transition.to)),
        by: transition.by.iter().map(by).collect(),
        condition: transition.condition.as_ref().map(|source| sentence(definition, &place, source)),
        input: transition.input.clone(),
        effects: effects(definition, &Effects::Transition(transition.slug.clone())),
        automatic: automations.map(|automation| when(definition, automation)).collect(),
    }
}

fn effects(definition: &Definition, owner: &Effects) -> Vec<EffectLine> {
    let listed = effects_of(definition, owner).into_iter().flatten().enumerate();
    let line = |(index, guarded): (usize, &GuardedEffect)| {
        let place = Place::Effect(owner.clone(), index);
        let when = guarded.when.as_ref().map(|source| sentence(definition, &place, source));
        EffectLine { place, label: guarded.effect.label(), about: about(definition, &guarded.effect), when }
    };
    listed.map(line).collect()
}

fn about(definition: &Definition, effect: &EffectSpec) -> Option<String> {
    let place = match effect {
        EffectSpec::Message(message) => Place::Message(message.template.clone()),
        EffectSpec::Document(document) => Place::Document(document.template.clone()),
        EffectSpec::RequestOpinion(ask) => Place::Function(ask.function.clone()),
        EffectSpec::SetData(data) => Place::Data(data.slug.clone()),
        EffectSpec::CallConnector(call) => Place::Connector(call.connector.clone()),
        EffectSpec::Dispatch(dispatch) => return Some(dispatch.by.clone()),
        EffectSpec::Tag(tag) => return Some(tag.tag.to_string()),
        EffectSpec::Untag(tag) => return Some(tag.tag.to_string()),
        EffectSpec::Journal(journal) => return Some(journal.text.clone()),
        _ => return None,
    };
    Some(crate::label(definition, &place))
}

fn automation(definition: &Definition, automation: &Automation) -> AutomationLine {
    let place = Place::Automation(automation.slug.clone());
    AutomationLine {
        slug: automation.slug.clone(),
        in_status: automation.in_status.iter().map(|slug| status(definition, slug)).collect(),
        when: when(definition, automation),
        condition: automation.condition.as_ref().map(|source| sentence(definition, &place, source)),
        transition: crate::label(definition, &Place::Transition(automation.transition.clone())),
    }
}

fn table(definition: &Definition) -> Table {
    let workflow = &definition.workflow;
    let leads = |from: &Slug, transition: &Transition| {
        let to = if transition.to == SAME { from } else { &transition.to };
        transition.from.contains(from).then(|| status(definition, to))
    };
    let row = |from: &workflow::Status| Row {
        status: status(definition, &from.slug),
        cells: workflow.transitions.iter().map(|transition| leads(&from.slug, transition)).collect(),
    };
    Table {
        transitions: workflow.transitions.iter().map(|transition| transition.label.clone()).collect(),
        rows: workflow.statuses.iter().map(row).collect(),
    }
}
