//! `/compte/mot-de-passe`: another password. The old one is asked, and a fresh
//! second factor of whoever has one. Whoever has no password chooses her first.

use axum::extract::State;
use http::HeaderMap;
use kernel::Personal;
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{account::own_still, answer, choose_password, entered, step_up::proven};
use crate::{
    Identity,
    flow::{
        attempts,
        notices::{self, Change},
        own_password, session,
        visit::Visit,
    },
    model::{account::Account, password},
    store::{accounts, tickets},
};

const HERE: &str = "/compte/mot-de-passe";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    match proven(&ctx, HERE).await? {
        Ok((mut tx, session)) => {
            let account = accounts::by_id(&mut tx, session.account_id).await?;
            Ok(answer(page(&ctx, &FormState::default(), &account, "")))
        }
        Err(page) => Ok(redirect(&page)),
    }
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (mut tx, before) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let account = accounts::by_id(&mut tx, before.account_id).await?;
    drop(tx);
    let chosen = posted.value("password");
    if choose_password::is_asked(&headers) {
        return Ok(answer(page(&ctx, &FormState::default(), &account, &choose_password::strength(chosen, &personal(&account)))));
    }
    let mut state = FormState::default();
    let old = Personal::new(posted.value("old_password").to_owned());
    if account.hash().is_some() && !own_password::is_right(&identity, &ctx, &account, before.id, old).await? {
        state.add_error("old_password", own_password::WRONG);
    }
    if let Err(weakness) = password::check(chosen, &personal(&account)) {
        state.add_error("password", weakness.sentence());
    }
    if state.has_errors() {
        return Ok(answer(page(&ctx, &state, &account, "").status(422)));
    }
    let moment = ctx.moment();
    let hashed = identity.hashing.hash(Personal::new(chosen.to_owned()), &*moment.rng).await?;

    let (mut tx, before) = own_still(&ctx, &account).await?;
    tickets::void(&mut tx, account.id).await?;
    accounts::set_password(&mut tx, account.id, &hashed).await?;
    attempts::forget_strange_codes(&mut tx, account.id).await?;
    session::leave_everywhere(&identity, &mut tx, moment, account.id, Some(before.id)).await?;
    let visit = Visit::of(&ctx, &headers);
    notices::tell(&identity, &mut tx, moment, &account, Change::Password, &visit).await?;
    // whoever took this session's token has nothing any more
    let here = session::enter(&identity, &mut tx, moment, Some(before.id), (account.id, before.methods), &visit).await?;
    tx.commit().await?;
    Ok(entered(redirect("/compte/securite?fait=mot-de-passe"), &ctx, &here))
}

fn personal(account: &Account) -> [&str; 3] {
    [account.email.expose(), account.given_name.expose(), account.family_name.expose()].map(String::as_str)
}

fn page(ctx: &Ctx, state: &FormState, account: &Account, strength: &str) -> Page {
    let old = Label::new("old_password", "Mot de passe actuel").state(state);
    let has_one = account.hash().is_some();
    let title = if has_one { "Changer mon mot de passe" } else { "Choisir un mot de passe" };
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, title))
        (choose_password::form(HERE, ctx, html! {
            @if has_one { (ui::text_input(&old, "", TextKind::Password { new: false }, Some(40))) }
            (choose_password::field(if has_one { "Nouveau mot de passe" } else { "Mot de passe" }, state, strength))
            (ui::button_row(html! { (ui::button(title)) }))
        }))
        p.hint { "Vos autres appareils seront déconnectés." }
        @if has_one { p { a href="/mot-de-passe/oubli" { "Mot de passe oublié\u{a0}?" } } }
    };
    choose_password::scripts(Page::new(title, body).narrow().back("/compte/securite", "Sécurité"))
}
