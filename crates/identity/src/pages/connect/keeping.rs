//! `/compte/suppression/annulation`: the link of the letter that lets keep an
//! account. Reading the page keeps nothing, because mail filters read links.

use ui::{Page, html};
use web::{Answer, Ctx, Outcome, Posted};

use super::{TOKEN, answer, asked, dead_link};
use crate::{
    flow::{leaving, tickets},
    store::tickets::Purpose,
};

pub(crate) const HERE: &str = "/compte/suppression/annulation";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    if tickets::peek(&mut tx, ctx.moment(), Purpose::Keep, &token).await?.is_none() {
        return Ok(dead_link("/connexion", "Me connecter"));
    }
    let body = html! {
        (ui::heading(None, "Garder mon compte\u{a0}?"))
        (ui::lead("Votre compte ne sera pas supprimé. Rien n’est perdu."))
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (ui::hidden(TOKEN, &token))
            (ui::button_row(html! { (ui::button("Garder mon compte")) }))
        }))
    };
    Ok(answer(Page::new("Garder mon compte", body).narrow()))
}

pub(crate) async fn post(ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = tickets::take(&mut tx, ctx.moment(), Purpose::Keep, posted.value(TOKEN)).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    leaving::keep(&mut tx, ctx.moment(), ticket.account_id).await?;
    tx.commit().await?;
    let body = html! {
        (ui::heading(None, "Votre compte est gardé"))
        (ui::lead("Il ne sera pas supprimé."))
        (ui::button_row(html! { (ui::link_button("/connexion", "Me connecter")) }))
        p { "Vous n’aviez rien demandé\u{a0}? Changez votre mot de passe." }
    };
    Ok(answer(Page::new("Votre compte est gardé", body).narrow()))
}
