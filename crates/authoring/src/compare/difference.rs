//! Two versions, in words.

use std::fmt;

use definition::Definition;

use super::{
    apart::{Unit, apart},
    changes::{Change, Detail, change},
    order::moved,
};
use crate::{Place, kinds::capital, labels::named};

/// Something that is not the same in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands: in the second version, in the first when it is gone.
    pub place: Place,
    /// What it is: « La question « Nom » ».
    pub what: String,
    /// What happened to it.
    pub change: Change,
}

/// All the differences, in the order of the document; what is gone stands where it was.
pub fn differences(from: &Definition, to: &Definition) -> Vec<Difference> {
    let (before, after) = (apart(from), apart(to));
    let find = |units: &[Unit], key: &str| units.iter().position(|unit| unit.key == key);
    let mut found = Vec::new();
    let mut gone = before.iter().filter(|unit| find(&after, &unit.key).is_none()).peekable();
    for unit in &after {
        let was = find(&before, &unit.key);
        // what is gone is told before what came after it
        while let Some(lost) = gone.next_if(|lost| was.is_some_and(|was| find(&before, &lost.key) < Some(was))) {
            found.extend(difference((from, Some(lost)), (to, None)));
        }
        found.extend(difference((from, was.map(|was| &before[was])), (to, Some(unit))));
    }
    found.extend(gone.filter_map(|lost| difference((from, Some(lost)), (to, None))));
    add_moved(&mut found, to, &before, &after);
    found
}

fn difference(from: (&Definition, Option<&Unit>), to: (&Definition, Option<&Unit>)) -> Option<Difference> {
    let (definition, unit) = match (from, to) {
        (_, (to, Some(unit))) => (to, unit),
        ((from, Some(unit)), _) => (from, unit),
        _ => return None,
    };
    // a unit inside something that is gone, or new, goes and comes with it
    let change = change(from, to)?;
    Some(Difference { place: unit.place.clone(), what: what(definition, unit), change })
}

/// « La question « Nom » »; for a setting, the page where it is set.
pub(super) fn what(definition: &Definition, unit: &Unit) -> String {
    capital(&named(definition, &unit.place))
}

/// What stays in its list and changed places there.
fn add_moved(found: &mut Vec<Difference>, to: &Definition, before: &[Unit], after: &[Unit]) {
    let mut parents: Vec<&str> = after.iter().map(|unit| unit.parent.as_str()).filter(|parent| !parent.is_empty()).collect();
    parents.dedup();
    let keys = |units: &'_ [Unit], parent: &str| -> Vec<String> {
        units.iter().filter(|unit| unit.parent == parent).map(|unit| unit.key.clone()).collect()
    };
    let mut seen = std::collections::BTreeSet::new();
    for parent in parents.into_iter().filter(|parent| seen.insert(*parent)) {
        let (from, into) = (keys(before, parent), keys(after, parent));
        let (from, into): (Vec<&str>, Vec<&str>) = (from.iter().map(String::as_str).collect(), into.iter().map(String::as_str).collect());
        for key in moved(&from, &into) {
            let unit = after.iter().find(|unit| unit.key == key);
            let told = |unit: &Unit| found.iter().any(|difference| difference.place == unit.place);
            if let Some(unit) = unit.filter(|unit| !told(unit)) {
                let difference = Difference { place: unit.place.clone(), what: what(to, unit), change: Change::Moved };
                let rank = |place: &Place| after.iter().position(|unit| unit.place == *place);
                let at = found.iter().position(|other| rank(&other.place) > rank(&unit.place)).unwrap_or(found.len());
                found.insert(at, difference);
            }
        }
    }
}

/// In one line: « La question « Nom » : libellé changé de « Nom » en « Votre nom » ».
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}: ", self.what)?;
        match &self.change {
            Change::Added => f.write_str("ajout"),
            Change::Removed => f.write_str("suppression"),
            Change::Moved => f.write_str("déplacement"),
            Change::Changed(details) => f.write_str(&details.iter().map(Detail::to_string).collect::<Vec<_>>().join(", ")),
        }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, before, after } = self;
        match (before, after) {
            (Some(before), Some(after)) => write!(f, "{what} changé de «\u{a0}{before}\u{a0}» en «\u{a0}{after}\u{a0}»"),
            (None, Some(after)) => write!(f, "{what} ajouté «\u{a0}{after}\u{a0}»"),
            (Some(before), None) => write!(f, "{what} retiré «\u{a0}{before}\u{a0}»"),
            (None, None) => f.write_str(what),
        }
    }
}
