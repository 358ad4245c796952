//! Three versions made one.

use std::collections::{BTreeMap, BTreeSet};

use definition::Definition;

use super::{
    apart::{Unit, apart},
    order,
    three_way::{Side, State, find, keys, state},
    together::together,
};

/// The document with what both did. A question whose page or block one side
/// removed while the other worked on it brings that page or block back. When both
/// sides moved the same things, our order is kept.
///
/// # Errors
/// The keys ([`super::Merge::key`]) of the conflicts that no choice settles.
pub fn merge(
    base: &Definition,
    ours: &Definition,
    theirs: &Definition,
    choices: &BTreeMap<String, Side>,
) -> Result<Definition, Vec<String>> {
    let units = [apart(base), apart(ours), apart(theirs)];
    let (mut kept, mut unsettled) = (Vec::new(), Vec::new());
    for key in keys(&units) {
        let [base, ours, theirs] = [0, 1, 2].map(|version| find(&units[version], &key));
        let unit = match (state(base, ours, theirs), choices.get(&key)) {
            (State::Unchanged | State::Ours | State::Same, _) | (State::Conflict, Some(Side::Ours)) => ours,
            (State::Theirs, _) | (State::Conflict, Some(Side::Theirs)) => theirs,
            (State::Conflict, None) => {
                unsettled.push(key);
                continue;
            }
        };
        kept.extend(unit.cloned());
    }
    if !unsettled.is_empty() {
        return Err(unsettled);
    }
    with_parents(&mut kept, &units);
    // ours holds all that a document needs, and nothing of it is removed by merging
    Ok(together(&ordered(&kept, &units)).unwrap_or_else(|| ours.clone()))
}

/// Brings back what holds something that is kept.
fn with_parents(kept: &mut Vec<Unit>, units: &[Vec<Unit>; 3]) {
    let mut rank = 0;
    while let Some(unit) = kept.get(rank) {
        let parent = unit.parent.clone();
        let there = kept.iter().any(|other| other.key == parent);
        let missing = if there { None } else { units.iter().rev().find_map(|version| find(version, &parent)) };
        kept.extend(missing.cloned());
        rank += 1;
    }
}

/// Each list in its merged order.
fn ordered(kept: &[Unit], units: &[Vec<Unit>; 3]) -> Vec<Unit> {
    let parents: BTreeSet<&str> = kept.iter().map(|unit| unit.parent.as_str()).collect();
    let in_order = |parent: &str| {
        let of = |units: &[Unit]| units.iter().filter(|unit| unit.parent == parent).map(|unit| unit.key.clone()).collect::<Vec<_>>();
        let [base, ours, theirs] = [0, 1, 2].map(|version| of(&units[version]));
        let keys = order::merged(&base, &ours, &theirs, &of(kept));
        keys.into_iter().filter_map(|key| find(kept, &key).cloned()).collect::<Vec<_>>()
    };
    parents.into_iter().flat_map(in_order).collect()
}
