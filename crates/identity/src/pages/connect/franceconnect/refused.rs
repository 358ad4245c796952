//! Nobody is certified this time: what happened, and what to do. Nothing changed.

use ui::{Page, html};
use web::{Answer, Ctx};

use super::unlink;
use crate::{
    franceconnect::refusal::Refusal,
    model::redirection::with_query,
    pages::connect::{REQUEST, answer},
};

/// The page; `request` is the authorization request on the way.
pub(super) fn page(ctx: &Ctx, refusal: Refusal, request: Option<&str>) -> Answer {
    if refusal.is_ours_to_look_at() {
        tracing::warn!(?refusal, "FranceConnect certified nobody");
    }
    let again = with_query("/connexion", &[(REQUEST, request)]);
    let body = html! {
        (ui::heading(None, refusal.title()))
        (ui::lead(refusal.advice()))
        p { "Rien n’a changé dans votre compte." }
        (ui::button_row(html! {
            @if refusal == Refusal::SomebodyElse { (ui::link_button(unlink::HERE, "Retirer FranceConnect de ce compte")) }
            @if ctx.person().is_some() && request.is_none() {
                (ui::secondary_link_button("/compte/identite", "Revenir à mon identité"))
            } @else {
                (ui::link_button(&again, "Revenir à la connexion"))
            }
        }))
    };
    answer(Page::new(refusal.title(), body).status(refusal.status()).narrow())
}
