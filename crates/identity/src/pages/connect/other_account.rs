//! `/connexion/autre-compte`: the service expects another person than the one
//! who is signed in. She changes account, or goes back with nothing.

use axum::extract::State;
use ui::{Page, html};
use web::{Answer, Ctx, Outcome, Posted, cookie::digest, redirect};

use super::{REQUEST, account::own, along, answer, asked, back, consent, on_the_way, towards, way_field};
use crate::{
    Identity,
    flow::authorization::{self, Way},
    model::account::Account,
    store::{accounts, requests},
};

pub(crate) const HERE: &str = "/connexion/autre-compte";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let Some(way) = authorization::find(&mut tx, &ctx, asked(&ctx, REQUEST).as_deref()).await? else {
        return Ok(answer(consent::lost()));
    };
    if ctx.person().is_none() {
        return Ok(redirect(&along("/connexion", Some(&way))));
    }
    let session = own(&mut tx, &ctx).await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    Ok(on_the_way(page(&ctx, &way, &account), Some(&way)))
}

/// `POST /connexion/autre-compte`: she has no other account.
pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let Some(way) = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await? else {
        return Ok(answer(consent::lost()));
    };
    requests::answered(&mut tx, &digest(&way.id)).await?;
    tx.commit().await?;
    Ok(back::send(&authorization::refused(&identity, &way.request, "login_required")))
}

fn page(ctx: &Ctx, way: &Way, account: &Account) -> Page {
    let over = towards(Some(way));
    let body = html! {
        (ui::heading(over.as_deref(), "Ce service attend un autre compte"))
        (ui::lead(&format!("Vous êtes connecté avec {}.", account.email.expose())))
        p { "Une autre personne, ou un autre de vos comptes, utilisait ce service dans ce navigateur." }
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (way_field(Some(way)))
            (ui::button_row(html! {
                (ui::link_button(&along("/connexion", Some(way)), "Changer de compte"))
                (ui::secondary_button("Revenir au service"))
            }))
        }))
    };
    Page::new("Un autre compte", body).narrow()
}
