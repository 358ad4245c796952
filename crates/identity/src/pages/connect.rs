//! The pages of the connect site.

pub(crate) mod account;
pub(crate) mod address;
pub(crate) mod address_under_way;
pub(crate) mod back;
pub(crate) mod change_password;
mod choose_password;
pub(crate) mod closing;
pub(crate) mod code;
pub(crate) mod conditions;
pub(crate) mod confirmation;
pub(crate) mod connections;
pub(crate) mod consent;
pub(crate) mod datum_field;
pub(crate) mod forgotten;
pub(crate) mod franceconnect;
pub(crate) mod home;
pub(crate) mod keeping;
pub(crate) mod leave;
pub(crate) mod new_password;
pub(crate) mod old_address;
pub(crate) mod on_trial;
pub(crate) mod other_account;
pub(crate) mod partners;
pub(crate) mod passkey_sign_in;
pub(crate) mod passkeys;
pub(crate) mod profile;
mod proof;
pub(crate) mod recovery;
pub(crate) mod recovery_codes;
pub(crate) mod second_factor;
pub(crate) mod security;
pub(crate) mod services;
pub(crate) mod share;
pub(crate) mod sign_in;
pub(crate) mod sign_up;
mod step_up;
mod suspended;
pub(crate) mod verification;
mod wrong_request;

use ui::{Markup, Page, html};
use web::{Answer, Ctx, Html, answer::with_cookie};

use crate::flow::{
    authorization::Way,
    session::{COOKIE, Entered},
    visit::{MARK, MARK_LASTS},
};

/// The name of the parameter that carries a request under way.
const REQUEST: &str = "demande";
/// The name of the parameter that carries a step's ticket.
const STEP: &str = "etape";
/// The name of the parameter that carries a letter's ticket.
const TOKEN: &str = "jeton";

/// A parameter of the page's address.
pub(super) fn asked(ctx: &Ctx, name: &str) -> Option<String> {
    asked_even_empty(ctx, name).filter(|value| !value.is_empty())
}

/// The same, when nothing in it says something too.
pub(super) fn asked_even_empty(ctx: &Ctx, name: &str) -> Option<String> {
    let pairs = web::posted::decode(ctx.uri().query().unwrap_or_default().as_bytes());
    pairs.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// A page on the way back to a client: its forms may end there.
fn on_the_way(page: Page, way: Option<&Way>) -> Answer {
    let page = match way {
        Some(way) => page.form_action(way.origin()),
        None => page,
    };
    answer(page)
}

fn answer(page: Page) -> Answer {
    axum::response::IntoResponse::into_response(Html::new(page))
}

/// The words above a heading: whom she came for.
fn towards(way: Option<&Way>) -> Option<String> {
    way.map(|way| format!("Pour continuer vers\u{a0}: {}", way.client.name))
}

/// The request, in a form.
fn way_field(way: Option<&Way>) -> Markup {
    html! { @if let Some(way) = way { (ui::hidden(REQUEST, &way.id)) } }
}

/// The address of a page, with the request under way.
fn along(path: &str, way: Option<&Way>) -> String {
    crate::model::redirection::with_query(path, &[(REQUEST, way.map(|way| way.id.as_str()))])
}

/// She entered: her browser keeps the session and the mark.
pub(crate) fn entered(answer: Answer, ctx: &Ctx, entered: &Entered) -> Answer {
    let answer = with_cookie(answer, ctx, COOKIE, &entered.token, None);
    with_cookie(answer, ctx, MARK, &entered.mark, Some(MARK_LASTS))
}

/// A link that serves no more, whatever the reason.
fn dead_link(start_again: &str, label: &str) -> Answer {
    let body = html! {
        (ui::heading(None, "Ce lien ne sert plus"))
        (ui::lead("Il a déjà servi, ou il est trop ancien."))
        (ui::button_row(html! { (ui::link_button(start_again, label)) }))
    };
    answer(Page::new("Ce lien ne sert plus", body).status(410).narrow())
}
