//! Forgetting a request, or a part of it.

use workflow::{Anonymise, EffectSpec};

use super::{Draft, Stay};
use crate::{report::Weight, wcs::Item};

pub(super) fn anonymise(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    match item.get("mode") {
        None | Some("final") => {
            draft.kept(item);
            draft.does(item, stay, vec![EffectSpec::Anonymise(Anonymise {})]);
        }
        Some(_) => {
            draft.left(item, Weight::Check, "L’effacement d’une partie des réponses n’est pas repris. Voyez la durée de conservation.")
        }
    }
}

pub(super) fn remove(item: &Item, _: &[Item], _: &mut Stay, draft: &mut Draft<'_>) {
    draft.left(item, Weight::Check, "Une demande ne s’efface pas d’un geste. La durée de conservation l’efface.");
}
