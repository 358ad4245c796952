//! What happens to a case that comes into a status, and the ways out of it.

use kernel::Slug;
use workflow::{Delay, EffectSpec, Event};

/// A status of w.c.s., its actions sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stay {
    pub id: String,
    pub name: String,
    pub is_hidden: bool,
    pub is_end: bool,
    /// What coming in does, always.
    pub entry: Vec<EffectSpec>,
    /// The ways out, and what is done in place, in order.
    pub ways: Vec<Way>,
    /// Whether later actions must wait for the ways before them.
    pub in_order: bool,
    /// Whether the citizen is asked something here.
    pub asks_citizen: bool,
    /// Whether somebody decides of a jump before, whose condition cannot be said.
    pub is_doubtful: bool,
    /// Whether a jump without condition came before: nothing after it runs.
    pub is_left: bool,
}

/// A way out of a status, or something done in place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Way {
    pub label: String,
    pub when: When,
    pub by: Vec<Slug>,
    pub to: Target,
    pub condition: Option<String>,
    pub input: Option<Slug>,
    pub effects: Vec<EffectSpec>,
    pub confirmation: Option<String>,
    pub hint: Option<String>,
    /// The statuses where a way of everywhere is offered; all when there is none.
    pub within: Vec<String>,
}

/// What sets off a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Somebody.
    Pressed,
    /// Nobody, at once.
    AtOnce,
    After(Delay),
    On(Event),
}

/// Where a way leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Same,
    /// A status, by its identifier in w.c.s.
    Status(String),
}

impl Way {
    pub fn new(label: impl Into<String>, when: When, to: Target) -> Self {
        Self {
            label: label.into(),
            when,
            by: Vec::new(),
            to,
            condition: None,
            input: None,
            effects: Vec::new(),
            confirmation: None,
            hint: None,
            within: Vec::new(),
        }
    }

    /// Whether it leads elsewhere at once and always.
    pub fn is_passage(&self) -> bool {
        self.when == When::AtOnce && self.condition.is_none() && matches!(self.to, Target::Status(_))
    }
}

impl Stay {
    /// Something done on coming in; when it has a condition, or must wait for
    /// what stands before it, it is done in place.
    pub fn does(&mut self, label: &str, effects: Vec<EffectSpec>, condition: Option<String>) {
        if effects.is_empty() || self.is_left {
            return;
        }
        if condition.is_none() && !self.in_order {
            self.entry.extend(effects);
            return;
        }
        if let Some(last) =
            self.ways.last_mut().filter(|way| way.when == When::AtOnce && way.to == Target::Same && way.condition == condition)
        {
            last.effects.extend(effects);
            return;
        }
        self.ways.push(Way { condition, effects, ..Way::new(label, When::AtOnce, Target::Same) });
    }

    /// A way out, unless the status is already left.
    pub fn leads(&mut self, way: Way) {
        let is_dead = self.is_left && way.when == When::AtOnce;
        if !is_dead {
            self.is_left |= way.is_passage();
            self.in_order |= way.when == When::AtOnce;
            self.ways.push(way);
        }
    }

    /// The status where a case goes on at once, when nobody can stay here.
    pub fn passage(&self) -> Option<&str> {
        let first = self.ways.iter().find(|way| way.when == When::AtOnce)?;
        match &first.to {
            Target::Status(id) if first.is_passage() => Some(id),
            _ => None,
        }
    }

    /// The only way out, when it is a form that somebody fills in and nothing else.
    pub fn only_form(&self) -> Option<&Way> {
        match self.ways.as_slice() {
            [way] if way.when == When::Pressed && way.input.is_some() && way.condition.is_none() && way.to != Target::Same => Some(way),
            _ => None,
        }
    }
}
