//! The ways to FranceConnect. Its rules fix the words and the link below. The
//! picture of its button may not be redrawn: the operator places it.

use axum::{extract::State, response::IntoResponse};
use http::{HeaderValue, header};
use ui::{Kind, Markup, Page, html};
use web::{Answer, Ctx, Failure, Outcome};

use super::{provider, unlink};
use crate::{
    Identity,
    flow::authorization::Way,
    model::client::origin,
    pages::connect::{REQUEST, way_field},
};

/// The field that tells that she wants her account certified.
pub(super) const CERTIFIES: &str = "certifier";

/// The words that FranceConnect asks for.
const WORDS: &str = "S’identifier avec FranceConnect";
/// Where it presents itself.
const ABOUT: &str = "https://franceconnect.gouv.fr/";

/// Where one signs in or signs up, before `own`, the form of our own accounts, under its title; that form alone when there is no
/// FranceConnect here.
pub(in crate::pages::connect) fn or_own(identity: &Identity, ctx: &Ctx, way: Option<&Way>, (title, own): (&str, Markup)) -> Markup {
    html! {
        @if identity.franceconnect().is_some() {
            (ui::section("Avec FranceConnect", html! {
                p { "Un compte que vous avez déjà\u{a0}: impots.gouv.fr, Ameli, La Poste…" }
                (form(identity, ctx, way_field(way)))
            }))
            (ui::section(title, own))
        } @else {
            (own)
        }
    }
}

/// On the page of her identity.
pub(in crate::pages::connect) fn certification(identity: &Identity, ctx: &Ctx, is_certified: bool) -> Markup {
    html! {
        @if is_certified {
            (ui::notice(Kind::Success, "Votre identité est certifiée par FranceConnect.", html! {
                p { a href=(unlink::HERE) { "Voir ou retirer FranceConnect" } }
            }))
        } @else if identity.franceconnect().is_some() {
            (ui::section("Certifier mon identité avec FranceConnect", html! {
                p { "Certains services demandent une identité certifiée. FranceConnect donne votre état civil\u{a0}: vous n’aurez plus à le prouver." }
                (to_certify(identity, ctx, None))
            }))
        }
    }
}

/// The button of somebody who certifies the account that she is signed in to.
pub(super) fn to_certify(identity: &Identity, ctx: &Ctx, request: Option<&str>) -> Markup {
    form(
        identity,
        ctx,
        html! {
            @if let Some(request) = request { (ui::hidden(REQUEST, request)) }
            (ui::hidden(CERTIFIES, "oui"))
        },
    )
}

/// The button of somebody who is asked again who she is, before the page `back` of her account.
pub(in crate::pages::connect) fn again(identity: &Identity, ctx: &Ctx, back: &str) -> Markup {
    form(identity, ctx, ui::hidden(REQUEST, back))
}

fn form(identity: &Identity, ctx: &Ctx, hidden: Markup) -> Markup {
    let has_picture = identity.franceconnect().is_some_and(|fc| fc.settings.button.is_some());
    html! {
        (ui::form("/franceconnect/debut", ctx.csrf(), None, false, html! {
            (hidden)
            (ui::button_row(html! {
                @if has_picture { button.link type="submit" { img src=(PICTURE) alt=(WORDS) height="60"; } } @else { (ui::button(WORDS)) }
            }))
        }))
        p { a href=(ABOUT) { "Qu’est-ce que FranceConnect\u{a0}?" } }
    }
}

/// Where the picture of the button is.
pub(crate) const PICTURE: &str = "/franceconnect/bouton";

/// `GET /franceconnect/bouton`: the picture that the operator placed.
pub(crate) async fn picture(State(identity): State<Identity>) -> Outcome<Answer> {
    let picture = provider(&identity)?.settings.button.as_ref().ok_or(Failure::NOT_FOUND)?;
    let mut response = picture.content.to_vec().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(picture.content_type));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Ok(response)
}

/// Lets the forms of a page end at FranceConnect.
pub(in crate::pages::connect) fn towards_franceconnect(page: Page, identity: &Identity) -> Page {
    match identity.franceconnect().and_then(|fc| origin(&fc.settings.issuer)) {
        Some(origin) => page.form_action(origin),
        None => page,
    }
}
