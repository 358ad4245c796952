//! « Ma commune »: chosen once, kept in a cookie that says nothing else.

use axum::extract::State;
use http::HeaderMap;
use kernel::Slug;
use territory::Directory;
use ui::{Choice, Label, Markup, html};
use web::{
    Answer, Ctx, Failure, Outcome, Posted,
    answer::{local_path, with_cookie},
    cookie, redirect,
};

use super::Visit;
use crate::{Catalogue, urls};

const COOKIE: &str = "commune";
/// Thirteen months at most (CNIL); a year.
const KEPT: u32 = 365 * 24 * 3600;
const FIELD: &str = "commune";
const BACK: &str = "retour";

/// The commune that the visitor chose on the portal, if it is one of the territory.
pub fn my_commune(ctx: &Ctx, headers: &HeaderMap, directory: &Directory) -> Option<Slug> {
    let chosen = cookie::read(headers, ctx.sites(), ctx.site(), COOKIE)?.parse().ok()?;
    known(directory, chosen)
}

/// A commune of the territory.
pub(super) fn known(directory: &Directory, slug: Slug) -> Option<Slug> {
    directory.communes().iter().any(|commune| commune.slug == slug).then_some(slug)
}

/// The form that chooses; it leads back to `back`.
pub(super) fn form(visit: &Visit, back: &str) -> Markup {
    let mut choices = vec![Choice::new("", "Toutes les communes")];
    choices.extend(visit.directory.communes().iter().map(|commune| Choice::new(commune.slug.as_str(), &commune.name)));
    let chosen = visit.commune.as_ref().map_or("", Slug::as_str);
    ui::form(
        urls::MY_COMMUNE,
        visit.ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden(BACK, back))
            (ui::select(&Label::new(FIELD, "Ma commune").optional(), &choices, chosen))
            (ui::secondary_button("Choisir cette commune"))
        },
    )
}

/// The commune chosen, or the form; a chosen one can be changed.
pub(super) fn choice(visit: &Visit, back: &str) -> Markup {
    html! {
        @match visit.own() {
            Some(own) => {
                p { "Votre commune\u{a0}: " a href=(urls::authority(&own.slug)) { (own.name) } "." }
                (ui::details("Changer de commune", form(visit, back)))
            }
            None => (form(visit, back)),
        }
    }
}

pub(super) async fn post(State(catalogue): State<Catalogue>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let back = redirect(local_path(posted.value(BACK)).unwrap_or(urls::HOME));
    let chosen = posted.value(FIELD);
    if chosen.is_empty() {
        return Ok(with_cookie(back, &ctx, COOKIE, "", Some(0)));
    }
    let directory = catalogue.territory().directory();
    let commune = chosen.parse().ok().and_then(|slug| known(&directory, slug));
    let commune = commune.ok_or_else(|| Failure::invalid("Choisissez une commune dans la liste."))?;
    Ok(with_cookie(back, &ctx, COOKIE, commune.as_str(), Some(KEPT)))
}
