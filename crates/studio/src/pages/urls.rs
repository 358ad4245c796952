//! The addresses of the studio, in one place.

use authoring::Place;
use db::InstanceKey;
use kernel::{Slug, id::CaseId};

use super::{HELP, LIBRARY};
use crate::pack::PROPOSALS;

/// What is written in an instance.
pub(super) fn list(instance: &InstanceKey) -> String {
    format!("/{instance}/atelier")
}

/// The outline of a work.
pub(super) fn work(instance: &InstanceKey, work: &Slug) -> String {
    format!("/{instance}/atelier/{work}")
}

/// The same address, where the page tells what made this version and takes it back.
pub(super) fn done(address: &str, version: i64) -> String {
    let (path, anchor) = address.split_once('#').map_or((address, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    format!("{path}?{}{anchor}", made(version))
}

/// What such an address asks.
pub(super) fn made(version: i64) -> String {
    format!("fait={version}")
}

/// A page of a work: `circuit`, `textes`…
pub(super) fn of_work(instance: &InstanceKey, work: &Slug, page: &str) -> String {
    format!("/{instance}/atelier/{work}/{page}")
}

/// The editor of a place of a work; a whole part has its page.
pub(super) fn place(instance: &InstanceKey, work: &Slug, place: &Place) -> String {
    match place {
        Place::Form => self::work(instance, work),
        Place::Workflow | Place::Texts | Place::Tests => of_work(instance, work, &place.to_string()),
        Place::Test(rank) => format!("{}#{}", of_work(instance, work, &Place::Tests.to_string()), test(*rank)),
        _ => format!("/{instance}/atelier/{work}/sur/{place}"),
    }
}

/// Where a test is on its page: it has no editor of its own.
pub(super) fn test(rank: usize) -> String {
    format!("essai-{rank}")
}

/// Where a question is added: to a page, to an input form, or to a block.
pub(super) fn add_field(instance: &InstanceKey, work: &Slug, place: &Place) -> String {
    format!("/{instance}/atelier/{work}/ajouter/{place}")
}

/// Where a question of the library is copied to such a place.
pub(super) fn from_library(instance: &InstanceKey, work: &Slug, place: &Place) -> String {
    format!("/{instance}/atelier/{work}/reprendre/{place}")
}

/// How to make a téléservice.
pub(super) fn help(instance: &InstanceKey) -> String {
    format!("/{instance}/atelier/{HELP}")
}

/// The questions that authorities share.
pub(super) fn library(instance: &InstanceKey) -> String {
    format!("/{instance}/atelier/{LIBRARY}")
}

/// Where a question is put in the library.
pub(super) fn to_library(instance: &InstanceKey, work: &Slug, place: &Place) -> String {
    format!("/{instance}/atelier/{work}/{LIBRARY}/{place}")
}

/// What the citizen will see, in a frame.
pub(super) fn preview(instance: &InstanceKey, work: &Slug, page: &str) -> String {
    format!("/{instance}/atelier/{work}/apercu/{page}")
}

/// What the other authorities offer.
pub(super) fn proposals(instance: &InstanceKey) -> String {
    format!("/{instance}/atelier/{PROPOSALS}")
}

/// One of them.
pub(super) fn proposal(instance: &InstanceKey, authority: &Slug, teleservice: &Slug) -> String {
    format!("/{instance}/atelier/{PROPOSALS}/{authority}/{teleservice}")
}

/// The requests under way of a téléservice, by version.
pub(super) fn versions(instance: &InstanceKey, teleservice: &Slug) -> String {
    format!("/{instance}/demarches/{teleservice}/versions")
}

/// Moving the requests of a version to the live one.
pub(super) fn moving(instance: &InstanceKey, teleservice: &Slug, version: &str) -> String {
    format!("/{instance}/demarches/{teleservice}/versions/{version}")
}

/// A request.
pub(super) fn case(instance: &InstanceKey, case: CaseId) -> String {
    format!("/{instance}/demandes/{case}")
}

/// The téléservices of the instance.
pub(super) fn teleservices(instance: &InstanceKey) -> String {
    format!("/{instance}/demarches")
}
