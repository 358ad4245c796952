//! Two people changed the same version: unit by unit, who changed what.

use definition::Definition;
use serde::{Deserialize, Serialize};

use super::{
    apart::{Unit, apart},
    changes::{Change, change},
    difference::what,
};
use crate::Place;

/// A unit of the three versions together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// What names it among the choices of [`super::merge`].
    pub key: String,
    /// Where it stands, in the version that has it.
    pub place: Place,
    /// What it is: « La question « Nom » ».
    pub what: String,
    /// Who changed it.
    pub state: State,
    /// What we did to it.
    pub ours: Option<Change>,
    /// What they did to it.
    pub theirs: Option<Change>,
}

/// Who changed a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody.
    Unchanged,
    /// We alone.
    Ours,
    /// They alone.
    Theirs,
    /// Both, in the same way.
    Same,
    /// Both, each in another way: somebody must choose.
    Conflict,
}

/// Whose unit is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// All units, in the order of our version, then those that only others have.
pub fn three_way(base: &Definition, ours: &Definition, theirs: &Definition) -> Vec<Merge> {
    let units = [apart(base), apart(ours), apart(theirs)];
    keys(&units).into_iter().filter_map(|key| one([base, ours, theirs], &units, key)).collect()
}

/// The keys of three versions, each once.
pub(super) fn keys(units: &[Vec<Unit>; 3]) -> Vec<String> {
    let [base, ours, theirs] = units;
    let mut seen = std::collections::BTreeSet::new();
    let all = ours.iter().chain(theirs).chain(base);
    all.filter(|unit| seen.insert(unit.key.clone())).map(|unit| unit.key.clone()).collect()
}

pub(super) fn find<'u>(units: &'u [Unit], key: &str) -> Option<&'u Unit> {
    units.iter().find(|unit| unit.key == key)
}

fn one(versions: [&Definition; 3], units: &[Vec<Unit>; 3], key: String) -> Option<Merge> {
    let found = [0, 1, 2].map(|version| find(&units[version], &key));
    let [base, ours, theirs] = found;
    let (unit, version) = ours.map(|unit| (unit, 1)).or(theirs.map(|unit| (unit, 2))).or(base.map(|unit| (unit, 0)))?;
    let done = |version: usize| change((versions[0], base), (versions[version], found[version]));
    Some(Merge {
        place: unit.place.clone(),
        what: what(versions[version], unit),
        state: state(base, ours, theirs),
        ours: done(1),
        theirs: done(2),
        key,
    })
}

/// Who changed what a unit says, or where it is.
pub(super) fn state(base: Option<&Unit>, ours: Option<&Unit>, theirs: Option<&Unit>) -> State {
    let said = |unit: Option<&Unit>| unit.map(|unit| (unit.parent.clone(), unit.content.clone()));
    let (base, ours, theirs) = (said(base), said(ours), said(theirs));
    match (ours == base, theirs == base) {
        (true, true) => State::Unchanged,
        (false, true) => State::Ours,
        (true, false) => State::Theirs,
        (false, false) if ours == theirs => State::Same,
        (false, false) => State::Conflict,
    }
}
