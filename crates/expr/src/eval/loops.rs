//! `exists`, `all`, `filter` and `map`.

use std::borrow::Cow;

use super::{Evaluation, NULL, Outcome, owned, verdict::Verdict};
use crate::{
    Value,
    plan::{Loop, Node},
};

impl<'a> Evaluation<'a> {
    pub(super) fn repeat(&mut self, kind: Loop, list: &'a Node, body: &'a Node) -> Outcome<'a> {
        let items = match self.node(list)? {
            Cow::Borrowed(Value::List(items)) => items.iter().map(Cow::Borrowed).collect(),
            Cow::Owned(Value::List(items)) => items.into_iter().map(Cow::Owned).collect::<Vec<_>>(),
            _ => return Ok(NULL),
        };
        match kind {
            Loop::Exists => self.quantified(items, body, true),
            Loop::All => self.quantified(items, body, false),
            Loop::Filter => self.filtered(items, body),
            Loop::Map => self.mapped(items, body),
        }
    }

    fn with_item(&mut self, item: Cow<'a, Value>, body: &'a Node) -> Outcome<'a> {
        self.locals.push(item);
        let outcome = self.node(body);
        self.locals.pop();
        outcome
    }

    fn quantified(&mut self, items: Vec<Cow<'a, Value>>, body: &'a Node, settling: bool) -> Outcome<'a> {
        let mut verdict = Verdict::new(settling);
        for item in items {
            let answer = self.with_item(item, body);
            if verdict.hears(answer) {
                break;
            }
        }
        verdict.end().and_then(owned)
    }

    fn filtered(&mut self, items: Vec<Cow<'a, Value>>, body: &'a Node) -> Outcome<'a> {
        let mut kept = Vec::new();
        for item in items {
            if *self.with_item(item.clone(), body)? == Value::Bool(true) {
                self.steps.walk(&item)?;
                kept.push(item.into_owned());
            }
        }
        owned(Value::List(kept))
    }

    fn mapped(&mut self, items: Vec<Cow<'a, Value>>, body: &'a Node) -> Outcome<'a> {
        let mut made = Vec::new();
        for item in items {
            let value = self.with_item(item, body)?;
            self.steps.walk(&value)?;
            made.push(value.into_owned());
        }
        owned(Value::List(made))
    }
}
