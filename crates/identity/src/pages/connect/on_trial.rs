//! `/service-en-essai`: the client is on trial, and she is not of its
//! organisation. Nothing is told to it.

use ui::{Page, html};
use web::{Answer, Ctx, Outcome};

use super::{REQUEST, answer, asked};
use crate::flow::authorization;

pub(crate) const HERE: &str = "/service-en-essai";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let way = authorization::find(&mut tx, &ctx, asked(&ctx, REQUEST).as_deref()).await?;
    Ok(answer(page(way.as_ref().map(|way| way.client.name.as_str()))))
}

fn page(name: Option<&str>) -> Page {
    let body = html! {
        (ui::heading(name, "Ce service est en essai"))
        (ui::lead("Il n’est ouvert qu’à l’équipe qui le prépare. Il n’a rien reçu de vous."))
        p { "Vous êtes de cette équipe\u{a0}? Demandez à être invité, ou connectez-vous avec l’autre compte." }
        (ui::button_row(html! {
            (ui::link_button("/compte", "Aller à mon compte"))
            (ui::secondary_link_button("/deconnexion", "Changer de compte"))
        }))
    };
    Page::new("Service en essai", body).status(403).narrow()
}
