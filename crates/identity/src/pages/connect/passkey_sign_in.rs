//! `/connexion/cle`: signs in with a passkey, or gives it as a second factor.
//!
//! Nothing is said of any account: the browser offers the keys that it has,
//! and what it answers is a person's or nobody's.

use axum::extract::State;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::IdentityTx;
use http::HeaderMap;
use kernel::{Problem, id::AccountId};
use serde_json::json;
use ui::{Markup, html};
use web::{Answer, Ctx, Outcome, Posted};

use super::{REQUEST, STEP, back, code, entered, on_the_way, sign_in};
use crate::{
    Identity,
    api::json as json_answer,
    flow::{
        authorization,
        passkeys::{self, Shown},
        second_step,
        session::{self, Entered},
        visit::Visit,
    },
    model::{methods::Method, redirection::own_page},
};

/// One sentence, whatever was wrong.
const WRONG: &str = "Cette clé d’accès n’est pas reconnue. Recommencez, ou connectez-vous autrement.";

/// `POST /connexion/cle/defi`: what the script asks of the browser.
pub(crate) async fn challenge(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let challenge = passkeys::challenge(&mut tx, &ctx).await?;
    let allowed = match second_step::find(&mut tx, &ctx, posted.value(STEP)).await? {
        Some(ticket) => passkeys::descriptors(&mut tx, ticket.account_id).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    Ok(json_answer(&json!({
        "challenge": challenge,
        "rpId": identity.relying_party().id(),
        "userVerification": "required",
        "timeout": passkeys::TIMEOUT,
        "allowCredentials": allowed,
    })))
}

/// `POST /connexion/cle`: the browser's answer.
pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let step = posted.value(STEP);
    let mut tx = ctx.identity_write().await?;
    let ticket = second_step::find(&mut tx, &ctx, step).await?;
    let way = match &ticket {
        Some(ticket) => authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?,
        None => authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?,
    };
    let shown = passkeys::shown(&identity, &mut tx, &ctx, posted.value(passkeys::FIELD)).await?;
    let expected = ticket.as_ref().map(|ticket| ticket.account_id);
    let Some(Shown { account, method }) = shown.filter(|shown| expected.is_none_or(|account| account == shown.account)) else {
        tx.commit().await?;
        let state = posted.state().with_error("", WRONG);
        return match ticket {
            Some(ticket) => code::again(&ctx, &state, step, &ticket).await,
            None => Ok(on_the_way(sign_in::page(&identity, &ctx, &state, way.as_ref(), None).status(422), way.as_ref())),
        };
    };
    let (here, request) = match ticket {
        Some(ticket) => {
            let passed = second_step::pass(&identity, &mut tx, &ctx, &headers, step, method).await?;
            (passed.ok_or_else(|| Problem::Gone(GONE.to_owned()))?, ticket.request)
        }
        None => {
            let request = way.map(|way| way.id).or_else(|| own_page(posted.value(REQUEST)).map(str::to_owned));
            (alone(&identity, &mut tx, &ctx, &headers, (account, method)).await?, request)
        }
    };
    let onward = authorization::go_on(&identity, &ctx, tx, request.as_deref(), Some(here.session)).await?;
    Ok(entered(back::onward(&onward), &ctx, &here))
}

/// The key opens the account by itself, or adds to what her session here proved.
async fn alone(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, headers: &HeaderMap, who: (AccountId, Method)) -> Outcome<Entered> {
    let ((account, method), moment) = (who, ctx.moment());
    let here = ctx.person().map(|person| person.session);
    let methods = match session::alive(tx, here, moment.wall).await? {
        Some(before) if before.account_id == account => before.methods.with(method),
        _ => [method].into_iter().collect(),
    };
    Ok(session::enter(identity, tx, moment, here, (account, methods), &Visit::of(ctx, headers)).await?)
}

const GONE: &str = "Cette étape a déjà servi. Recommencez la connexion.";

/// The form, on the pages that offer it; `more` is what it carries besides.
pub(super) fn form(ctx: &Ctx, more: Markup) -> Markup {
    ui::form(
        "/connexion/cle",
        ctx.csrf(),
        None,
        false,
        html! {
            (more)
            (ask("/connexion/cle/defi", ui::button_row(ui::secondary_button("Utiliser une clé d’accès"))))
        },
    )
}

/// The part of a form that asks the browser for a passkey: `challenge` is
/// where the script reads what to ask.
pub(super) fn ask(challenge: &str, controls: Markup) -> Markup {
    html! {
        (ui::hidden(passkeys::FIELD, ""))
        div.flow data-passkey=(challenge) hidden { (controls) }
        // the script takes this away
        p.hint data-passkey-said role="status" { "Une clé d’accès a besoin de JavaScript. Utilisez votre mot de passe et votre code de sécurité." }
    }
}

/// Bytes, as the script reads them.
pub(super) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
