//! The pages of the studio: a work, its parts, and the editor of each place.

mod add_field;
mod adding;
mod automation;
mod calculation;
mod check;
mod comments;
mod condition;
mod described;
mod diagram;
mod from_library;
mod help;
mod history;
mod library;
mod list;
mod moving;
mod outline;
mod pack;
mod preview;
mod publish;
mod settings;
mod sheet;
mod shell;
mod small;
mod teams;
mod tests;
mod texts;
mod try_out;
mod urls;
mod versions;
mod workflow;

use web::{Method, Policy, Right, Route, Site, route};

use crate::Studio;

/// The last word of the library's address: no work bears it.
pub(crate) const LIBRARY: &str = "bibliotheque";
/// The last word of the address of its help: no work bears it either.
pub(crate) const HELP: &str = "aide";

/// The lines of the table for the desk.
pub(crate) fn routes(studio: &Studio) -> Vec<Route> {
    use Method::{Get, Post};
    const ADMINISTER: Policy = Policy::Agent(Right::Administer);
    let part = || studio.clone();
    let mut all = vec![
        route(Site::Desk, Get, "/{instance}/atelier", ADMINISTER, part(), list::get),
        route(Site::Desk, Post, "/{instance}/atelier", ADMINISTER, part(), list::post),
        route(Site::Desk, Get, "/{instance}/atelier/aide", ADMINISTER, part(), help::get),
        route(Site::Desk, Get, "/{instance}/atelier/bibliotheque", ADMINISTER, part(), library::get),
        route(Site::Desk, Post, "/{instance}/atelier/bibliotheque", ADMINISTER, part(), library::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}", ADMINISTER, part(), outline::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}", ADMINISTER, part(), outline::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/historique", ADMINISTER, part(), history::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/historique", ADMINISTER, part(), history::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/circuit", ADMINISTER, part(), workflow::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/circuit", ADMINISTER, part(), workflow::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/automatisme", ADMINISTER, part(), automation::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/automatisme", ADMINISTER, part(), automation::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/textes", ADMINISTER, part(), texts::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/textes", ADMINISTER, part(), texts::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/reglages", ADMINISTER, part(), settings::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/reglages", ADMINISTER, part(), settings::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/essais", ADMINISTER, part(), tests::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/essais", ADMINISTER, part(), tests::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/essayer", ADMINISTER, part(), try_out::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/essayer", ADMINISTER, part(), try_out::post).body_limit(try_out::WEIGHT),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/commentaires", ADMINISTER, part(), comments::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/commentaires", ADMINISTER, part(), comments::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/verifier", ADMINISTER, part(), check::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/verifier", ADMINISTER, part(), publish::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/apercu/{page}", ADMINISTER, part(), preview::get),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/ajouter/{*place}", ADMINISTER, part(), add_field::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/ajouter/{*place}", ADMINISTER, part(), add_field::post),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/bibliotheque/{*place}", ADMINISTER, part(), library::keep),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/reprendre/{*place}", ADMINISTER, part(), from_library::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/reprendre/{*place}", ADMINISTER, part(), from_library::post),
        route(Site::Desk, Get, "/{instance}/atelier/{work}/sur/{*place}", ADMINISTER, part(), sheet::get),
        route(Site::Desk, Post, "/{instance}/atelier/{work}/sur/{*place}", ADMINISTER, part(), sheet::post),
        route(Site::Desk, Get, "/{instance}/demarches/{teleservice}/versions", ADMINISTER, part(), versions::get),
        route(Site::Desk, Get, "/{instance}/demarches/{teleservice}/versions/{version}", ADMINISTER, part(), moving::get),
        route(Site::Desk, Post, "/{instance}/demarches/{teleservice}/versions/{version}", ADMINISTER, part(), moving::post),
    ];
    all.extend(pack::routes(studio));
    all
}
