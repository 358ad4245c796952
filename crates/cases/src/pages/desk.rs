//! The agents' pages: their queue, each case, what they do on it, their team.

mod action;
mod ask;
mod assign;
mod case;
mod consult;
mod contact;
mod deadline;
mod done;
mod found;
mod gone;
mod home;
mod mobile;
mod next;
mod note;
mod opinion;
mod opinions;
mod piece;
mod preview;
mod prose;
mod queue;
mod reading;
mod received;
mod sheet;
mod stop;
mod summary;
mod team;
mod teleservices;
#[cfg(test)]
mod tests;
mod transfer;
mod urls;
mod when;
mod write;

use web::{Method, Policy, Right, Route, Site, route};

use crate::Cases;

/// A message and its files.
const WITH_FILES: usize = 80_000_000;

/// The lines of the table for the desk.
pub(crate) fn routes(cases: &Cases) -> Vec<Route> {
    use Method::{Get, Post};
    const PROCESS: Policy = Policy::Agent(Right::Process);
    const ADMINISTER: Policy = Policy::Agent(Right::Administer);
    let part = || cases.clone();
    vec![
        route(Site::Desk, Get, "/", Policy::SignedIn, part(), home::get),
        route(Site::Desk, Get, "/{instance}", PROCESS, part(), queue::get),
        route(Site::Desk, Get, "/{instance}/suivante", PROCESS, part(), next::get),
        route(Site::Desk, Get, "/{instance}/demarches", PROCESS, part(), teleservices::get),
        route(Site::Desk, Get, "/{instance}/demandes/{case}", PROCESS, part(), case::get),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/pieces/{attachment}", PROCESS, part(), piece::get),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/actions/{transition}", PROCESS, part(), action::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/actions/{transition}", PROCESS, part(), action::post).body_limit(WITH_FILES),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/attribution", PROCESS, part(), assign::post),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/ecrire", PROCESS, part(), write::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/ecrire", PROCESS, part(), write::post).body_limit(WITH_FILES),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/completer", PROCESS, part(), ask::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/completer", PROCESS, part(), ask::post),
        route(Site::Desk, Get, "/{instance}/avis", PROCESS, part(), opinions::get),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/avis", PROCESS, part(), consult::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/avis", PROCESS, part(), consult::post),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/avis/{opinion}", PROCESS, part(), opinion::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/avis/{opinion}", PROCESS, part(), opinion::post).body_limit(WITH_FILES),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/avis/{opinion}/retrait", PROCESS, part(), consult::post_drop),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/note", PROCESS, part(), note::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/note", PROCESS, part(), note::post),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/blocages/{stop}", PROCESS, part(), stop::post),
        route(Site::Desk, Get, "/{instance}/demandes/{case}/transmettre", PROCESS, part(), transfer::get),
        route(Site::Desk, Post, "/{instance}/demandes/{case}/transmettre", PROCESS, part(), transfer::post),
        route(Site::Desk, Get, "/{instance}/equipe", ADMINISTER, part(), team::get),
        route(Site::Desk, Post, "/{instance}/equipe", ADMINISTER, part(), team::post),
        route(Site::Desk, Get, "/{instance}/equipe/{team}", ADMINISTER, part(), contact::get),
        route(Site::Desk, Post, "/{instance}/equipe/{team}", ADMINISTER, part(), contact::post),
        route(Site::Desk, Get, "/{instance}/agents/{agent}/telephone", ADMINISTER, part(), mobile::get),
        route(Site::Desk, Post, "/{instance}/agents/{agent}/telephone", ADMINISTER, part(), mobile::post),
    ]
}
