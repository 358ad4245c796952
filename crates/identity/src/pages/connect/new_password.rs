//! `/mot-de-passe/nouveau`: the link of the letter. It also confirms the
//! address, and ends every session of the account.

use axum::extract::State;
use http::HeaderMap;
use kernel::{Personal, Problem};
use ui::{FormState, Page, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie, redirect};

use super::{TOKEN, answer, asked, choose_password, dead_link};
use crate::{
    Identity,
    flow::{
        attempts::{self, Attempt},
        notices::{self, Change},
        session::{self, COOKIE},
        tickets,
        visit::Visit,
    },
    model::{password, redirection::with_query},
    store::{
        accounts, known_browsers,
        tickets::{self as kept, Purpose},
    },
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    Ok(match tickets::peek(&mut tx, ctx.moment(), Purpose::Reset, &token).await? {
        Some(_) => answer(page(&ctx, &FormState::default(), &token, "")),
        None => dead_link("/mot-de-passe/oubli", "Demander un autre lien"),
    })
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (moment, token) = (ctx.moment(), posted.value(TOKEN));
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = tickets::peek(&mut tx, moment, Purpose::Reset, token).await? else {
        return Ok(dead_link("/mot-de-passe/oubli", "Demander un autre lien"));
    };
    let account = accounts::by_id(&mut tx, ticket.account_id).await?;
    drop(tx);
    let personal = [account.email.expose(), account.given_name.expose(), account.family_name.expose()].map(String::as_str);
    if choose_password::is_asked(&headers) {
        return Ok(answer(page(&ctx, &FormState::default(), token, &choose_password::strength(posted.value("password"), &personal))));
    }
    if let Err(weakness) = password::check(posted.value("password"), &personal) {
        let state = FormState::default().with_error("password", weakness.sentence());
        return Ok(answer(page(&ctx, &state, token, "").status(422)));
    }
    let hashed = identity.hashing.hash(Personal::new(posted.value("password").to_owned()), &*moment.rng).await?;

    let mut tx = ctx.identity_write().await?;
    // used up here and now: of two answers to the same letter, one counts
    let Some(ticket) = tickets::take(&mut tx, moment, Purpose::Reset, token).await? else { return Err(Problem::Gone(GONE.into()).into()) };
    accounts::set_password(&mut tx, account.id, &hashed).await?;
    kept::void(&mut tx, account.id).await?;
    attempts::forget_strange_codes(&mut tx, account.id).await?;
    accounts::confirm(&mut tx, account.id, moment.wall).await?;
    session::leave_everywhere(&identity, &mut tx, moment, account.id, None).await?;
    Attempt::account(&account.email.expose().to_lowercase()).succeeded(&mut tx).await?;
    // whoever took the account over may have signed in somewhere: no browser is trusted any more
    known_browsers::forget(&mut tx, account.id).await?;
    notices::tell(&identity, &mut tx, moment, &account, Change::Password, &Visit::of(&ctx, &headers)).await?;
    tx.commit().await?;
    let target = with_query("/connexion", &[("motif", Some("mot-de-passe-change")), ("demande", ticket.request.as_deref())]);
    Ok(with_cookie(redirect(&target), &ctx, COOKIE, "", Some(0)))
}

const GONE: &str = "Ce lien a déjà servi. Connectez-vous avec le nouveau mot de passe.";

fn page(ctx: &Ctx, state: &FormState, token: &str, strength: &str) -> Page {
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Choisir un nouveau mot de passe"))
        (choose_password::form("/mot-de-passe/nouveau", ctx, html! {
            (ui::hidden(TOKEN, token))
            (choose_password::field("Nouveau mot de passe", state, strength))
            (ui::button_row(html! { (ui::button("Changer mon mot de passe")) }))
        }))
        p.hint { "Vous serez déconnecté partout, puis vous vous connecterez avec le nouveau mot de passe." }
    };
    choose_password::scripts(Page::new("Nouveau mot de passe", body).narrow())
}
