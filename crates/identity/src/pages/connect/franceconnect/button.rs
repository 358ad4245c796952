//! The ways to FranceConnect. Its rules fix the words and the link below; its
//! own picture is the operator's to place (docs/configuration.md).

use ui::{Kind, Markup, Page, html};
use web::Ctx;

use super::unlink;
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

/// On the sign-in page, before `own`, the form of our own accounts; that form alone when there is no FranceConnect here.
pub(in crate::pages::connect) fn sign_in(identity: &Identity, ctx: &Ctx, way: Option<&Way>, own: Markup) -> Markup {
    html! {
        @if identity.franceconnect().is_some() {
            (ui::section("Avec FranceConnect", html! {
                p { "Un compte que vous avez déjà\u{a0}: impots.gouv.fr, Ameli, La Poste…" }
                (form(ctx, way_field(way)))
            }))
            (ui::section("Avec votre compte GrandLyon Connect", own))
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
                (to_certify(ctx, None))
            }))
        }
    }
}

/// The button of somebody who certifies the account that she is signed in to.
pub(super) fn to_certify(ctx: &Ctx, request: Option<&str>) -> Markup {
    form(
        ctx,
        html! {
            @if let Some(request) = request { (ui::hidden(REQUEST, request)) }
            (ui::hidden(CERTIFIES, "oui"))
        },
    )
}

fn form(ctx: &Ctx, hidden: Markup) -> Markup {
    html! {
        (ui::form("/franceconnect/debut", ctx.csrf(), None, false, html! {
            (hidden)
            (ui::button_row(html! { (ui::button(WORDS)) }))
        }))
        p { a href=(ABOUT) { "Qu’est-ce que FranceConnect\u{a0}?" } }
    }
}

/// Lets the forms of a page end at FranceConnect.
pub(in crate::pages::connect) fn towards_franceconnect(page: Page, identity: &Identity) -> Page {
    match identity.franceconnect().and_then(|fc| origin(&fc.settings.issuer)) {
        Some(origin) => page.form_action(origin),
        None => page,
    }
}
