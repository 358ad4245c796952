//! A code whose case belongs to an account: the account's own page shows it.

use db::InstanceKey;
use ui::{Page, button_row, heading, html, lead, link_button};
use web::{Ctx, Html};

use super::{stop::Stop, urls};
use crate::store::cases::CaseRow;

/// The account that filed the case goes to its page; anybody else is told to
/// sign in, and nothing of the case.
pub(super) fn instead(ctx: &Ctx, instance: &InstanceKey, row: &CaseRow) -> Stop {
    let own = urls::own_case(instance, row.id);
    match ctx.person() {
        Some(person) if row.subject.as_ref() == Some(&person.subject) => {
            Stop::to(&ctx.uri().query().map_or(own.clone(), |query| format!("{own}?{query}")))
        }
        Some(_) => refused(
            "Elle a été envoyée avec un autre compte que le vôtre.",
            html! {
                (link_button(urls::DASHBOARD, "Voir mes demandes"))
            },
        ),
        None => refused(
            "Pour la voir, connectez-vous avec le compte qui l’a envoyée.",
            html! {
                (link_button(&ctx.sign_in_url(&own, false), "Se connecter"))
            },
        ),
    }
}

fn refused(why: &str, way_out: ui::Markup) -> Stop {
    let body = html! {
        (heading(None, "Cette demande est dans un compte"))
        (lead(why))
        (button_row(way_out))
    };
    Stop::instead(Html::new(
        Page::new("Cette demande est dans un compte", body).status(403).narrow().back(urls::TRACKING, "Suivre une autre demande"),
    ))
}
