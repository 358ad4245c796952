//! Which team of an instance stands behind a function that a workflow names.

use definition::Compiled;
use kernel::Slug;

/// The functions of a téléservice and the teams that bear them in an instance.
pub(crate) type Bindings = [(Slug, Slug)];

/// The team that bears every function until somebody says otherwise.
pub const USUAL_TEAM: (&str, &str) = ("accueil", "Accueil");

/// The team that bears a function.
pub(crate) fn team_behind(bindings: &Bindings, function: &Slug) -> Option<Slug> {
    bindings.iter().find(|(name, _)| name == function).map(|(_, team)| team.clone())
}

/// The team that new requests come to: the one behind the first function.
pub(crate) fn receiving_team(compiled: &Compiled, bindings: &Bindings) -> Option<Slug> {
    compiled.workflow().workflow().functions.first().and_then(|function| team_behind(bindings, &function.slug))
}

/// The team that does here what `team` did there; the one that receives when
/// nobody here does.
pub(crate) fn team_across(compiled: &Compiled, team: Option<&Slug>, there: &Bindings, here: &Bindings) -> Option<Slug> {
    let functions = compiled.workflow().workflow().functions.iter().map(|function| &function.slug);
    let mut borne = functions.filter(|function| team.is_some() && team_behind(there, function).as_ref() == team);
    borne.find_map(|function| team_behind(here, function)).or_else(|| receiving_team(compiled, here))
}
