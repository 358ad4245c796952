//! `/compte/certification`: a service asks for a certified identity.

use axum::extract::State;
use ui::{Page, html};
use web::{Answer, Ctx, Outcome, Posted, cookie::digest, redirect};

use super::button;
use crate::{
    Identity,
    flow::authorization::{self, Way},
    model::{authorize::Certified, journey::UNMET},
    pages::connect::{REQUEST, asked, back, on_the_way, towards, way_field},
    store::requests,
};

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let Some(way) = authorization::find(&mut tx, &ctx, asked(&ctx, REQUEST).as_deref()).await? else {
        return Ok(redirect("/compte/identite"));
    };
    Ok(on_the_way(button::towards_franceconnect(page(&identity, &ctx, &way), &identity), Some(&way)))
}

/// `POST /compte/certification`: she does not want to, this time.
pub(crate) async fn go_on_without(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let Some(mut way) = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await? else {
        return Ok(redirect("/compte/identite"));
    };
    if way.request.certified == Certified::Required {
        requests::answered(&mut tx, &digest(&way.id)).await?;
        tx.commit().await?;
        return Ok(back::send(&authorization::refused(&identity, &way.request, UNMET)));
    }
    way.request.certified = Certified::No;
    requests::replace(&mut tx, &digest(&way.id), &way.request).await?;
    let here = ctx.person().map(|person| person.session);
    Ok(back::onward(&authorization::go_on(&identity, &ctx, tx, Some(&way.id), here).await?))
}

fn page(identity: &Identity, ctx: &Ctx, way: &Way) -> Page {
    let over = towards(Some(way));
    let is_required = way.request.certified == Certified::Required;
    let body = html! {
        (ui::heading(over.as_deref(), "Ce service demande une identité certifiée"))
        (ui::lead("FranceConnect dit qui vous êtes, avec un compte que vous avez déjà\u{a0}: impots.gouv.fr, Ameli, La Poste…"))
        (button::to_certify(identity, ctx, Some(&way.id)))
        (ui::form("/compte/certification", ctx.csrf(), None, false, html! {
            (way_field(Some(way)))
            (ui::button_row(html! {
                (ui::secondary_button(if is_required { "Revenir au service" } else { "Continuer sans certifier" }))
            }))
        }))
    };
    Page::new("Identité certifiée", body).narrow()
}
