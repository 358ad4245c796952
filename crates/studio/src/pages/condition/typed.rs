//! What stands in the menus: the condition that the document says.

use authoring::{
    Place,
    condition::{self, Condition, Rule, Test},
};
use definition::Definition;
use ui::FormState;

use super::{ANY, BY_HAND, MOST, line, value};

/// Puts a condition in the form.
pub(in crate::pages) fn typed(name: &str, expression: Option<&str>, of: &Definition, place: &Place, rule: Rule, state: &mut FormState) {
    let Some(source) = expression else { return };
    let operands = condition::candidates(of, place, rule);
    state.set(format!("{name}.calcul"), vec![source.to_owned()]);
    match condition::from_expression(source, &operands).and_then(|condition| groups(&condition)).filter(|(_, groups)| fit(groups)) {
        Some((any, groups)) => {
            state.set(format!("{name}.sens"), vec![if any { ANY } else { "toutes" }.to_owned()]);
            for (group, tests) in groups.iter().enumerate() {
                for (rank, test) in tests.iter().enumerate() {
                    put_at(name, (group, rank), test, state);
                }
            }
        }
        None => state.set(format!("{name}.mode"), vec![BY_HAND.to_owned()]),
    }
}

/// Puts the first comparison of a group in the form.
pub(in crate::pages) fn put(name: &str, group: usize, test: &Test, state: &mut FormState) {
    put_at(name, (group, 0), test, state);
}

fn put_at(name: &str, (group, rank): (usize, usize), test: &Test, state: &mut FormState) {
    state.set(line(name, group, rank, "quoi"), vec![test.path.to_string()]);
    state.set(line(name, group, rank, "compare"), vec![value::comparison_name(test.comparison)]);
    value::typed(&test.value, |what, values| state.set(line(name, group, rank, what), values));
}

/// Whether something stands there.
pub(in crate::pages) fn is_typed(name: &str, state: &FormState) -> bool {
    let is_by_hand = state.value(&format!("{name}.mode")) == BY_HAND && !state.value(&format!("{name}.calcul")).is_empty();
    is_by_hand || (0..MOST).any(|group| (0..MOST).any(|rank| !state.value(&line(name, group, rank, "quoi")).is_empty()))
}

/// Whether the menus have room for them, and something to show.
fn fit(groups: &[Vec<Test>]) -> bool {
    (1..=MOST).contains(&groups.len()) && groups.iter().all(|tests| (1..=MOST).contains(&tests.len()))
}

/// Two levels of tests: whether one group is enough, and the groups. Nothing when it has more levels.
fn groups(condition: &Condition) -> Option<(bool, Vec<Vec<Test>>)> {
    let only = |part: &Condition| match part {
        Condition::Test(test) => Some(test.clone()),
        _ => None,
    };
    // one comparison, or several alike: a single level, each line its own group
    let level = |parts: &[Condition], any: bool| {
        let group = |part: &Condition| match (part, any) {
            (Condition::Test(test), _) => Some(vec![test.clone()]),
            (Condition::Any(inside), false) | (Condition::All(inside), true) => inside.iter().map(only).collect(),
            _ => None,
        };
        parts.iter().map(group).collect::<Option<Vec<_>>>()
    };
    match condition {
        Condition::Test(test) => Some((false, vec![vec![test.clone()]])),
        Condition::All(parts) => Some((false, level(parts, false)?)),
        Condition::Any(parts) => Some((true, level(parts, true)?)),
    }
}
