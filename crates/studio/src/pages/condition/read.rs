//! What an author chose in the menus, as an expression.

use authoring::{
    Place,
    condition::{self, Condition, Operand, Rule, Test, Value},
};
use definition::Definition;
use ui::FormState;

use super::{ANY, BY_HAND, MOST, line, typed::is_typed, value};

/// The condition typed; nothing when none was. What is wrong is told beside its input.
pub(in crate::pages) fn read(
    name: &str,
    of: &Definition,
    place: &Place,
    rule: Rule,
    typed: &FormState,
    state: &mut FormState,
) -> Option<String> {
    let source = typed.value(&format!("{name}.calcul"));
    if typed.value(&format!("{name}.mode")) == BY_HAND {
        return Some(source.to_owned()).filter(|source| !source.trim().is_empty());
    }
    if !is_typed(name, typed) {
        return None;
    }
    let operands = condition::candidates(of, place, rule);
    let any = typed.value(&format!("{name}.sens")) == ANY;
    let mut groups = Vec::new();
    for group in 0..MOST {
        let tests = (0..MOST).filter_map(|rank| one(&line_of(name, group, rank), &operands, typed, state));
        let tests: Vec<Condition> = tests.map(Condition::Test).collect();
        if !tests.is_empty() {
            groups.push(if any { Condition::All(tests) } else { Condition::Any(tests) });
        }
    }
    if groups.is_empty() {
        return None;
    }
    let whole = if any { Condition::Any(groups) } else { Condition::All(groups) };
    let whole = whole.normal();
    // menus that nobody touched say what was written, in its own words
    let is_untouched = condition::from_expression(source, &operands).map(sorted) == Some(sorted(whole.clone()));
    Some(if is_untouched { source.to_owned() } else { condition::to_expression(&whole) })
}

/// The same condition, answers that are boxes to tick in one order.
fn sorted(condition: Condition) -> Condition {
    match condition {
        Condition::All(parts) => Condition::All(parts.into_iter().map(sorted).collect()),
        Condition::Any(parts) => Condition::Any(parts.into_iter().map(sorted).collect()),
        Condition::Test(Test { path, comparison, value: Value::Texts(mut texts) }) => {
            texts.sort();
            Condition::Test(Test { path, comparison, value: Value::Texts(texts) })
        }
        test @ Condition::Test(_) => test,
    }
}

struct Line {
    what: String,
    comparison: String,
    value: String,
    day: String,
}

fn line_of(name: &str, group: usize, rank: usize) -> Line {
    let at = |what: &str| line(name, group, rank, what);
    Line { what: at("quoi"), comparison: at("compare"), value: at("valeur"), day: at("jour") }
}

/// The first comparison of a group, if one is typed.
pub(in crate::pages) fn test(name: &str, group: usize, operands: &[Operand], typed: &FormState, state: &mut FormState) -> Option<Test> {
    one(&line_of(name, group, 0), operands, typed, state)
}

fn one(line: &Line, operands: &[Operand], typed: &FormState, state: &mut FormState) -> Option<Test> {
    let path = typed.value(&line.what);
    if path.is_empty() {
        return None;
    }
    let Some(operand) = operands.iter().find(|operand| operand.path.to_string() == path) else {
        state.add_error(&line.what, "Cette question ne peut pas servir ici. Choisissez-en une autre.");
        return None;
    };
    let Some(comparison) = value::comparison(typed.value(&line.comparison), operand.kind) else {
        state.add_error(&line.comparison, "Choisissez une comparaison.");
        return None;
    };
    let values = typed.values(&line.value);
    match value::read(comparison, operand.kind, values, typed.value(&line.day)) {
        Ok(value) => Some(Test { path: operand.path.clone(), comparison, value }),
        Err(message) => {
            state.add_error(&line.value, message);
            None
        }
    }
}
