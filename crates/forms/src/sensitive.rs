//! Which answers are sensitive: those of questions that are marked so, of blocks
//! that ask one, and what is computed from them, unless its author says that it
//! may be shown.

use std::collections::BTreeSet;

use crate::{Field, FieldType, kind};

/// The names of the questions whose answers are sensitive, among those of one form, in its order.
pub fn sensitive<'a>(fields: impl IntoIterator<Item = &'a Field>) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    for field in fields {
        let read = kind(&field.kind).and_then(|kind| kind.read(field.settings.clone()).ok());
        // settings that cannot be read tell nothing more
        if read.map_or(field.sensitive, |kind| is_sensitive(field, kind.as_ref(), &met)) {
            met.insert(field.slug.clone());
        }
    }
    met
}

/// Whether the answers of a question are sensitive; `above` are the sensitive questions that it may read.
pub(crate) fn is_sensitive(field: &Field, kind: &dyn FieldType, above: &BTreeSet<String>) -> bool {
    let computed = || kind.told_from().is_some_and(|source| !above.is_disjoint(&expr::syntax::names(source)));
    field.sensitive || computed() || kind.children().iter().any(|(child, kind)| is_sensitive(child, kind.as_ref(), above))
}
