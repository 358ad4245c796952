//! An account for somebody whom FranceConnect certifies: an address to confirm,
//! the conditions, and no password.

use axum::extract::State;
use http::HeaderMap;
use kernel::{Personal, Problem, values::Email};
use ui::{Page, html};
use web::{Answer, Ctx, Outcome, Posted, cookie::digest, redirect};

use super::{arrival, arrived, refused};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        franceconnect::{
            arriving, entering,
            signing_up::{self, Confirmation},
        },
    },
    franceconnect::refusal::Refusal,
    model::life::{ARRIVAL, before},
    pages::connect::{TOKEN, answer, asked, dead_link},
    store::franceconnect::{arrivals, links},
    vault::Purpose,
};

/// `POST /franceconnect/inscription`: a link is sent to the address.
pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    if arriving::waiting(&identity, &mut tx, &ctx).await?.is_none() {
        return Ok(refused::page(&ctx, Refusal::Lost, None));
    }
    let mut state = posted.state();
    if posted.value("accord") != "oui" {
        state.add_error("accord", "Acceptez les conditions pour créer un compte.");
    }
    let Some(email) = Email::parse(posted.value("email")).filter(|_| !state.has_errors()) else {
        if Email::parse(posted.value("email")).is_none() {
            state.add_error("email", "Complétez votre adresse e-mail, par exemple nom@exemple.fr.");
        }
        return arrival::show(&identity, &ctx, &mut tx, &state).await;
    };
    if let Some(retry_after) = Attempt::letter(&email.key(), ctx.client()).begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    let errand = Confirmation { email: Personal::new(email.as_str().to_owned()), visitor: ctx.visitor().to_owned() };
    errand.leave(&identity, &mut tx, moment).await?;
    tx.commit().await?;
    Ok(redirect("/inscription/envoyee"))
}

/// `GET /franceconnect/confirmation`: the link of the letter. Reading the page
/// does nothing, because mail filters read links; the button does.
pub(crate) async fn confirm(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    let waiting = arrivals::by_link(&mut tx, &digest(&token), before(ctx.moment().wall, ARRIVAL)).await?;
    Ok(match waiting {
        None => dead_link("/connexion", "Me connecter"),
        Some(waiting) if waiting.visitor != ctx.visitor() => elsewhere(),
        Some(_) => {
            let body = html! {
                (ui::heading(None, "Confirmer mon adresse"))
                (ui::lead("Un dernier geste\u{a0}: votre compte sera ouvert."))
                (ui::form("/franceconnect/confirmation", ctx.csrf(), None, false, html! {
                    (ui::hidden(TOKEN, &token))
                    (ui::button_row(html! { (ui::button("Confirmer mon adresse")) }))
                }))
            };
            answer(Page::new("Confirmer mon adresse", body).narrow())
        }
    })
}

/// `POST /franceconnect/confirmation`: the account is made.
pub(crate) async fn confirmed(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    let found = arrivals::by_link(&mut tx, &digest(posted.value(TOKEN)), before(moment.wall, ARRIVAL)).await?;
    let Some(waiting) = found.filter(|waiting| waiting.visitor == ctx.visitor()) else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    let (Some(arrival), Some(sealed)) = (arriving::open(&identity, &waiting)?, &waiting.address) else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    if links::by_sub(&mut tx, &arrival.sub).await?.is_some() {
        return Ok(dead_link("/connexion", "Me connecter"));
    }
    let address = Personal::new(identity.vault.open_text(Purpose::FranceConnect, &waiting.visitor, sealed)?);
    let account = match signing_up::create(&identity, &mut tx, moment, &arrival, &address).await {
        Err(db::DbError::Unique) => return Ok(dead_link("/connexion", "Me connecter")),
        created => created?,
    };
    Ok(arrived(&ctx, &entering::enter(&identity, &ctx, tx, &headers, (account, &arrival), waiting.request.as_deref()).await?))
}

/// The link was opened in another browser than the one that FranceConnect brought.
fn elsewhere() -> Answer {
    let body = html! {
        (ui::heading(None, "Ouvrez ce lien dans le même navigateur"))
        (ui::lead("Ouvrez-le dans le navigateur où vous avez utilisé FranceConnect, sur le même appareil."))
        p { "Ce n’est pas possible\u{a0}? Recommencez ici avec FranceConnect." }
        (ui::button_row(html! { (ui::link_button("/connexion", "Recommencer")) }))
    };
    answer(Page::new("Ouvrez ce lien dans le même navigateur", body).status(403).narrow())
}
