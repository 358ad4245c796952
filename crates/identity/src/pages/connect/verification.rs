//! `/compte/verification`: her password again, before a sensitive act, when
//! she has no second factor.

use axum::extract::State;
use db::IdentityTx;
use http::HeaderMap;
use kernel::Personal;
use ui::{FormState, Label, Module, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{
    account::{own, own_still},
    answer, asked, entered,
    franceconnect::button,
};
use crate::{
    Identity,
    flow::{authorization, own_password, session, visit::Visit},
    model::{methods::Method, redirection::own_page},
    store::{accounts, second_factors, sessions::Session},
};

/// The parameter that says where she goes then.
const BACK: &str = "vers";

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let back = asked(&ctx, BACK).unwrap_or_default();
    let back = own_page(&back).unwrap_or("/compte");
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, &ctx).await?;
    if let Some(step) = stronger(&mut tx, &ctx, &session, back).await? {
        tx.commit().await?;
        return Ok(redirect(&step));
    }
    Ok(match accounts::by_id(&mut tx, session.account_id).await?.hash() {
        Some(_) => answer(page(&ctx, &FormState::default(), back)),
        None => answer(by_franceconnect(&identity, &ctx, back)),
    })
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let back = own_page(posted.value(BACK)).unwrap_or("/compte");
    let mut tx = ctx.identity_write().await?;
    let before = own(&mut tx, &ctx).await?;
    if let Some(step) = stronger(&mut tx, &ctx, &before, back).await? {
        tx.commit().await?;
        return Ok(redirect(&step));
    }
    let account = accounts::by_id(&mut tx, before.account_id).await?;
    drop(tx);
    let typed = Personal::new(posted.value("password").to_owned());
    if !own_password::is_right(&identity, &ctx, &account, before.id, typed).await? {
        let state = FormState::default().with_error("password", own_password::WRONG);
        return Ok(answer(page(&ctx, &state, back).status(422)));
    }
    let (mut tx, _) = own_still(&ctx, &account).await?;
    let methods = session::with_proof(&mut tx, moment, Some(before.id), account.id, Method::Password).await?;
    let visit = Visit::of(&ctx, &headers);
    let here = session::enter(&identity, &mut tx, moment, Some(before.id), (account.id, methods), &visit).await?;
    tx.commit().await?;
    Ok(entered(redirect(back), &ctx, &here))
}

/// Where whoever has a second factor shows it: her password alone proves nothing
/// then, since the factor of her session may have been shown hours ago.
async fn stronger(tx: &mut IdentityTx, ctx: &Ctx, session: &Session, back: &str) -> Outcome<Option<String>> {
    Ok(match second_factors::standing(tx, session.account_id).await?.has_one {
        true => Some(authorization::code_step(tx, ctx, session, Some(back.to_owned())).await?),
        false => None,
    })
}

/// She has no password: FranceConnect says again who she is.
fn by_franceconnect(identity: &Identity, ctx: &Ctx, back: &str) -> Page {
    let body = html! {
        (ui::heading(None, "C’est bien vous\u{a0}?"))
        (ui::lead("Cette page touche à la sécurité de votre compte. Identifiez-vous encore une fois pour continuer."))
        (button::again(identity, ctx, back))
    };
    button::towards_franceconnect(Page::new("C’est bien vous\u{a0}?", body).narrow().back("/compte", "Mon compte"), identity)
}

fn page(ctx: &Ctx, state: &FormState, back: &str) -> Page {
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "C’est bien vous\u{a0}?"))
        (ui::lead("Cette page touche à la sécurité de votre compte. Écrivez votre mot de passe pour continuer."))
        (ui::form("/compte/verification", ctx.csrf(), None, false, html! {
            (ui::hidden(BACK, back))
            (ui::text_input(&Label::new("password", "Mot de passe").state(state), "", TextKind::Password { new: false }, Some(40)))
            (ui::button_row(html! { (ui::button("Continuer")) }))
        }))
    };
    Page::new("C’est bien vous\u{a0}?", body).narrow().back("/compte", "Mon compte").module(Module::Password)
}
