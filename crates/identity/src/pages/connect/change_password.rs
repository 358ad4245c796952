//! `/compte/mot-de-passe`: another password. The old one is asked, and a fresh
//! second factor of whoever has one.

use axum::extract::State;
use http::HeaderMap;
use kernel::Personal;
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{answer, choose_password, entered, step_up::proven};
use crate::{
    Identity,
    flow::{
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
        Ok(_) => Ok(answer(page(&ctx, &FormState::default(), ""))),
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
        return Ok(answer(page(&ctx, &FormState::default(), &choose_password::strength(chosen, &personal(&account)))));
    }
    let mut state = FormState::default();
    let old = Personal::new(posted.value("old_password").to_owned());
    if !own_password::is_right(&identity, &ctx, &account, before.id, old).await? {
        state.add_error("old_password", own_password::WRONG);
    }
    if let Err(weakness) = password::check(chosen, &personal(&account)) {
        state.add_error("password", weakness.sentence());
    }
    if state.has_errors() {
        return Ok(answer(page(&ctx, &state, "").status(422)));
    }
    let moment = ctx.moment();
    let hashed = identity.hashing.hash(Personal::new(chosen.to_owned()), &*moment.rng).await?;

    let mut tx = ctx.identity_write().await?;
    tickets::void(&mut tx, account.id).await?;
    accounts::set_password(&mut tx, account.id, &hashed).await?;
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

fn page(ctx: &Ctx, state: &FormState, strength: &str) -> Page {
    let old = Label::new("old_password", "Mot de passe actuel").state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Changer mon mot de passe"))
        (choose_password::form(HERE, ctx, html! {
            (ui::text_input(&old, "", TextKind::Password { new: false }, Some(40)))
            (choose_password::field("Nouveau mot de passe", state, strength))
            (ui::button_row(html! { (ui::button("Changer mon mot de passe")) }))
        }))
        p.hint { "Vos autres appareils seront déconnectés." }
        p { a href="/mot-de-passe/oubli" { "Mot de passe oublié\u{a0}?" } }
    };
    choose_password::scripts(Page::new("Changer mon mot de passe", body).narrow().back("/compte/securite", "Sécurité"))
}
