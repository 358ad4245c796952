//! The citizen's pages: from the cover of a téléservice to the answer.

mod action;
mod begin;
mod case_page;
mod cover;
mod dashboard;
mod data_notice;
mod download;
mod draft_file;
mod draft_page;
mod erase;
mod form_page;
mod gate;
mod late_answer;
mod later;
mod notices;
mod offered;
mod open_draft;
mod own_only;
mod piece;
mod pieces;
mod receipt;
mod received;
mod reply;
mod saving;
mod seen_case;
mod send;
mod stop;
mod suggest;
mod summary;
#[cfg(test)]
mod tests;
mod tracking;
mod urls;

use std::collections::HashMap;

use axum::{extract::Path, handler::Handler};
use web::{
    Method::{self, Get, Post},
    Policy::{self, Public, SignedIn},
    Route, Site, route,
};

use crate::Cases;

/// The variables of a path, as they stand in it.
type Params = Path<HashMap<String, String>>;

/// What a page with files may weigh, all files together.
const WITH_FILES: usize = 60_000_000;

/// The routes of the citizen's pages.
pub(crate) fn routes(cases: &Cases) -> Vec<Route> {
    let part = Table(cases);
    vec![
        part.line(Get, "/{authority}/{teleservice}", Public, cover::get),
        part.line(Get, "/{authority}/{teleservice}/{page}", Public, begin::get),
        part.line(Post, "/{authority}/{teleservice}/{page}", Public, begin::post).body_limit(WITH_FILES),
        part.line(Get, "/brouillons/{draft}/{page}", Public, draft_page::get),
        part.line(Post, "/brouillons/{draft}/{page}", Public, draft_page::post).body_limit(WITH_FILES),
        part.line(Get, "/brouillons/{draft}/resume", Public, summary::get),
        part.line(Get, "/brouillons/{draft}/plus-tard", Public, later::get),
        part.line(Post, "/brouillons/{draft}/envoi", Public, send::post),
        part.line(Get, "/brouillons/{draft}/suppression", Public, erase::get),
        part.line(Post, "/brouillons/{draft}/suppression", Public, erase::post),
        part.line(Get, "/brouillons/{draft}/fichiers/{file}", Public, draft_file::get),
        part.line(Post, "/api/reponses/{code}", Policy::Protocol, late_answer::post).body_limit(late_answer::WEIGHT),
        part.line(Get, "/suivi", Public, tracking::get),
        part.line(Get, "/suivi/{code}", Public, case_page::get),
        part.line(Post, "/suivi/{code}/reponse", Public, reply::post).body_limit(WITH_FILES),
        part.line(Get, "/suivi/{code}/actions/{transition}", Public, action::get),
        part.line(Post, "/suivi/{code}/actions/{transition}", Public, action::post),
        part.line(Get, "/suivi/{code}/pieces/{attachment}", Public, piece::get),
        part.line(Get, "/mes-demandes", SignedIn, dashboard::get),
        part.line(Post, "/mes-demandes", SignedIn, dashboard::adopt),
        part.line(Get, "/mes-demandes/{instance}/{case}", SignedIn, case_page::get),
        part.line(Post, "/mes-demandes/{instance}/{case}/reponse", SignedIn, reply::post).body_limit(WITH_FILES),
        part.line(Get, "/mes-demandes/{instance}/{case}/actions/{transition}", SignedIn, action::get),
        part.line(Post, "/mes-demandes/{instance}/{case}/actions/{transition}", SignedIn, action::post),
        part.line(Get, "/mes-demandes/{instance}/{case}/pieces/{attachment}", SignedIn, piece::get),
        part.line(Get, "/notifications", SignedIn, notices::get),
        part.line(Post, "/notifications", SignedIn, notices::post_all),
        part.line(Post, "/notifications/{notice}", SignedIn, notices::post_one),
        part.line(Get, "/recherche/{instance}/{list}", Public, suggest::get),
    ]
}

struct Table<'a>(&'a Cases);

impl Table<'_> {
    fn line<H, T>(&self, method: Method, path: &'static str, policy: Policy, handler: H) -> Route
    where
        H: Handler<T, Cases>,
        T: 'static,
    {
        route(Site::Portal, method, path, policy, self.0.clone(), handler)
    }
}

/// A variable of the path, read as what it must be; a page that does not exist otherwise.
fn param<T: std::str::FromStr>(params: &HashMap<String, String>, name: &str) -> Result<T, web::Failure> {
    params.get(name).and_then(|text| text.parse().ok()).ok_or(web::Failure::NOT_FOUND)
}
