//! The moment of a case at which conditions and effects are evaluated.

use expr::{Expr, Today, Value, Values};
use jiff::Timestamp;

use crate::{Actor, DataField, Snapshot, State, json};

/// The values that expressions read, the time, and who acts.
pub(crate) struct Moment<'a> {
    values: Values,
    now: Timestamp,
    pub(crate) actor: Option<&'a Actor>,
    /// Whether the legal delay can be made longer.
    pub(crate) may_extend: bool,
}

impl<'a> Moment<'a> {
    pub(crate) fn new(answers: &Values, now: Timestamp) -> Self {
        Self { values: answers.clone(), now, actor: None, may_extend: false }
    }

    pub(crate) fn of(snapshot: &Snapshot, fields: &[DataField], now: Timestamp) -> Self {
        let mut moment = Self::new(&snapshot.answers, now);
        moment.refresh(&snapshot.state, fields);
        moment
    }

    /// Lets expressions see the agents' data and the opinions as they now are.
    pub(crate) fn refresh(&mut self, state: &State, fields: &[DataField]) {
        let value = |field: &DataField| state.data.get(&field.slug).map_or(Value::Null, |held| json::read(&held.0, field.kind));
        let data = fields.iter().map(|field| (field.slug.to_string(), value(field))).collect();
        self.values.insert("data".to_owned(), Value::Record(data));
        self.values.insert("opinions".to_owned(), state.opinions.value());
        self.may_extend = state.clock.may_extend();
    }

    /// Lets expressions see what the actor typed.
    pub(crate) fn set_input(&mut self, input: Values) {
        self.values.insert("input".to_owned(), Value::Record(input));
    }

    pub(crate) fn holds(&self, condition: Option<&Expr>) -> bool {
        condition.is_none_or(|expr| expr.holds(&self.values, self.today()))
    }

    /// The value; absent when the computation gives none (a division by zero).
    pub(crate) fn eval(&self, expr: &Expr) -> Value {
        expr.eval(&self.values, self.today()).unwrap_or(Value::Null)
    }

    fn today(&self) -> Today {
        Today { now: self.now }
    }
}
