//! `/compte/adresse/ancienne`: the old mailbox agrees to another address, or
//! says that it was not she who asked. Reading the page does neither.

use axum::extract::State;
use ui::{Page, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{TOKEN, answer, asked, dead_link};
use crate::{
    Identity,
    flow::{
        address::settling::{self, Settled},
        tickets,
    },
    store::tickets::Purpose,
};

pub(crate) const HERE: &str = "/compte/adresse/ancienne";
/// The field that says what she answers.
const ANSWER: &str = "choix";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    if tickets::peek(&mut tx, ctx.moment(), Purpose::OldAddress, &token).await?.is_none() {
        return Ok(dead());
    }
    let body = html! {
        (ui::heading(None, "Changer l’adresse de votre compte\u{a0}?"))
        (ui::lead("Une autre adresse doit remplacer celle où vous avez reçu ce message."))
        p { "Ce n’est pas vous qui l’avez demandé\u{a0}? L’adresse ne change pas. Tous les appareils sont déconnectés, et vous choisissez un autre mot de passe." }
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (ui::hidden(TOKEN, &token))
            (ui::button_row(html! {
                (ui::button_named(ANSWER, "oui", "Oui, changer d’adresse"))
                (ui::secondary_button_named(ANSWER, "non", "Ce n’est pas moi"))
            }))
        }))
    };
    Ok(answer(Page::new("Changer l’adresse de votre compte", body).narrow()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = tickets::take(&mut tx, moment, Purpose::OldAddress, posted.value(TOKEN)).await? else { return Ok(dead()) };
    if posted.value(ANSWER) != "oui" {
        let was_asked = settling::oppose(&identity, &mut tx, moment, ticket.account_id).await?;
        tx.commit().await?;
        return Ok(if was_asked { redirect("/mot-de-passe/oubli?motif=garde") } else { dead() });
    }
    let settled = settling::confirm_old(&identity, &mut tx, moment, ticket.account_id).await?;
    tx.commit().await?;
    Ok(match settled {
        Settled::Changed => answer(thanks("L’adresse de votre compte a changé. Connectez-vous avec la nouvelle.")),
        Settled::Waits => answer(thanks("Ouvrez aussi le lien reçu à la nouvelle adresse\u{a0}: l’adresse changera à ce moment.")),
        Settled::Over => dead(),
    })
}

fn thanks(next: &str) -> Page {
    let body = html! {
        (ui::heading(None, "C’est confirmé"))
        (ui::lead(next))
        (ui::button_row(html! { (ui::secondary_link_button("/compte", "Aller à mon compte")) }))
    };
    Page::new("C’est confirmé", body).narrow()
}

fn dead() -> Answer {
    dead_link("/connexion", "Me connecter")
}
