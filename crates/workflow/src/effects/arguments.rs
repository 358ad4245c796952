//! Named expressions: what is sent to a connector, kept in a record, or
//! answered beforehand in another form.

use std::collections::BTreeMap;

use expr::Expr;

use crate::{Private, check::Check, json, moment::Moment};

pub(super) fn compile(key: &str, sources: &BTreeMap<String, String>, check: &mut Check<'_>) -> Option<BTreeMap<String, Expr>> {
    check.at(key, |check| {
        let compiled: Vec<_> = sources.iter().map(|(name, source)| Some((name.clone(), check.expression(name, source)?))).collect();
        compiled.into_iter().collect()
    })
}

pub(super) fn eval(arguments: &BTreeMap<String, Expr>, moment: &Moment<'_>) -> BTreeMap<String, Private> {
    arguments.iter().map(|(name, expr)| (name.clone(), Private(json::write(moment.eval(expr))))).collect()
}
