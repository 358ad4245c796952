//! The addresses of the citizen's pages, in one place.

use std::fmt::Display;

use db::InstanceKey;
use kernel::{
    Slug,
    id::{AttachmentId, CaseId, DraftId, NoticeId},
};
use web::posted::encode;

/// Where a citizen finds her requests.
pub(super) const DASHBOARD: &str = "/mes-demandes";
/// Where a tracking code is asked for.
pub(super) const TRACKING: &str = "/suivi";
/// What the application told her.
pub(super) const NOTICES: &str = "/notifications";
/// The parameter that carries the key of a draft to come.
pub(super) const KEY: &str = "cle";

/// `at` is an authority, or the test space of one: `bron~test`.
pub(super) fn cover(at: &impl Display, teleservice: &Slug) -> String {
    format!("/{at}/{teleservice}")
}

/// A page of a form, before any draft.
pub(super) fn beginning(at: &impl Display, teleservice: &Slug, page: &str) -> String {
    format!("/{at}/{teleservice}/{page}")
}

pub(super) fn draft_page(draft: DraftId, page: &str) -> String {
    format!("/brouillons/{draft}/{page}")
}

pub(super) fn summary(draft: DraftId) -> String {
    draft_page(draft, "resume")
}

pub(super) fn later(draft: DraftId) -> String {
    draft_page(draft, "plus-tard")
}

pub(super) fn sending(draft: DraftId) -> String {
    draft_page(draft, "envoi")
}

pub(super) fn erasing(draft: DraftId) -> String {
    draft_page(draft, "suppression")
}

pub(super) fn draft_file(draft: DraftId, file: &str) -> String {
    format!("/brouillons/{draft}/fichiers/{file}")
}

/// A case, for whoever holds its code.
pub(super) fn tracked(code: &str) -> String {
    format!("{TRACKING}/{code}")
}

/// A case, for the account that filed it.
pub(super) fn own_case(instance: &InstanceKey, case: CaseId) -> String {
    format!("{DASHBOARD}/{instance}/{case}")
}

/// Where a citizen writes on her case, whose page is `case`.
pub(super) fn reply(case: &str) -> String {
    format!("{case}/reponse")
}

pub(super) fn action(case: &str, transition: &Slug) -> String {
    format!("{case}/actions/{transition}")
}

pub(super) fn piece(case: &str, attachment: AttachmentId) -> String {
    format!("{case}/pieces/{attachment}")
}

pub(super) fn notice(notice: NoticeId) -> String {
    format!("{NOTICES}/{notice}")
}

/// Where words are searched in a list of the forms of an instance, among what
/// depends on `parent`.
pub(super) fn suggestions(instance: &InstanceKey, list: &str, parent: Option<&str>) -> String {
    let parent = parent.map(|parent| format!("?dans={}", encode(parent))).unwrap_or_default();
    format!("/recherche/{instance}/{list}{parent}")
}
