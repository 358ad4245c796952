//! `/compte/cles`: adds a passkey, or takes one away.

use axum::extract::State;
use http::HeaderMap;
use kernel::Problem;
use serde_json::json;
use ui::{FormState, Label, Module, Page, TextKind, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{answer, entered, passkey_sign_in, security, step_up::proven};
use crate::{
    Identity,
    api::json as json_answer,
    flow::{
        factors,
        notices::{self, Change},
        passkeys, session,
        visit::Visit,
    },
    identity::OWN_SECTOR,
    model::{
        methods::Method,
        passkey::{ALGORITHMS, New},
    },
    store::{
        accounts,
        passkeys::{self as kept, Passkey},
    },
};

const HERE: &str = "/compte/cles";
/// The longest name of a passkey.
const LONGEST_NAME: usize = 60;
/// The most passkeys of one account.
const MOST: usize = 20;

const REFUSED: &str = "La clé n’a pas pu être ajoutée. Recommencez, ou essayez un autre appareil.";

pub(crate) async fn get(ctx: Ctx, headers: HeaderMap) -> Outcome<Answer> {
    Ok(match proven(&ctx, HERE).await? {
        Ok(_) => {
            let mut state = FormState::default();
            state.set("name", vec![Visit::of(&ctx, &headers).browser]);
            answer(page(&ctx, &state))
        }
        Err(page) => redirect(&page),
    })
}

/// `POST /compte/cles/defi`: what the script asks of the browser.
pub(crate) async fn challenge(State(identity): State<Identity>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let Ok((mut tx, session)) = proven(&ctx, HERE).await? else { return Err(Problem::Forbidden.into()) };
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let challenge = passkeys::challenge(&mut tx, &ctx).await?;
    let known = passkeys::descriptors(&mut tx, account.id).await?;
    tx.commit().await?;
    let algorithms = ALGORITHMS.map(|alg| json!({ "type": "public-key", "alg": alg }));
    Ok(json_answer(&json!({
        "challenge": challenge,
        "rp": { "id": identity.relying_party().id(), "name": "GrandLyon Connect" },
        "user": {
            "id": identity.salt.subject(OWN_SECTOR, account.id),
            "name": account.email.expose(),
            "displayName": format!("{} {}", account.given_name.expose(), account.family_name.expose()),
        },
        "pubKeyCredParams": algorithms,
        "authenticatorSelection": { "residentKey": "required", "requireResidentKey": true, "userVerification": "required" },
        "attestation": "none",
        "timeout": passkeys::TIMEOUT,
        "excludeCredentials": known,
    })))
}

/// `POST /compte/cles`: the key that the browser made.
pub(crate) async fn add(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let (mut tx, before) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let name = posted.value("name").trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        let state = posted.state().with_error("name", "Donnez un nom à cette clé, en 60\u{a0}lettres au plus.");
        return Ok(answer(page(&ctx, &state).status(422)));
    }
    if kept::of_account(&mut tx, before.account_id).await?.len() >= MOST {
        return Err(Problem::Conflict("Vous avez déjà 20\u{a0}clés d’accès. Retirez-en une d’abord.".to_owned()).into());
    }
    let new = match passkeys::made(&identity, &mut tx, &ctx, posted.value(passkeys::FIELD)).await? {
        Ok(new) => new,
        Err(refusal) => {
            tx.commit().await?;
            tracing::info!(?refusal, "a passkey was refused");
            return Ok(answer(page(&ctx, &posted.state().with_error("", REFUSED)).status(422)));
        }
    };
    let method = if new.is_synced { Method::SyncedPasskey } else { Method::DevicePasskey };
    let New { credential, public_key, uses, is_synced } = new;
    let (credential, public_key) = (passkey_sign_in::text(&credential), passkey_sign_in::text(&public_key));
    if kept::by_credential(&mut tx, &credential).await?.is_some() {
        return Ok(answer(page(&ctx, &posted.state().with_error("", REFUSED)).status(422)));
    }
    let id = moment.id();
    let row = Passkey {
        id,
        account_id: before.account_id,
        credential,
        public_key,
        name: name.to_owned(),
        uses,
        is_synced,
        created_at: moment.wall,
        used_at: None,
    };
    kept::add(&mut tx, row).await?;
    let account = accounts::by_id(&mut tx, before.account_id).await?;
    let visit = Visit::of(&ctx, &headers);
    notices::tell(&identity, &mut tx, moment, &account, Change::PasskeyAdded(name), &visit).await?;
    // the key was shown just now: it is her second factor for this session
    let proof = (account.id, before.methods.with(method));
    let here = session::enter(&identity, &mut tx, moment, Some(before.id), proof, &visit).await?;
    tx.commit().await?;
    Ok(entered(redirect("/compte/securite?fait=cle"), &ctx, &here))
}

/// `POST /compte/cles/retrait`.
pub(crate) async fn remove(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (mut tx, before) = match proven(&ctx, security::HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let id = posted.value("cle").parse().map_err(|_| Failure::NOT_FOUND)?;
    let Some(name) = kept::remove(&mut tx, before.account_id, id).await? else { return Ok(redirect(security::HERE)) };
    factors::after_removal(&mut tx, before.account_id).await?;
    let account = accounts::by_id(&mut tx, before.account_id).await?;
    let visit = Visit::of(&ctx, &headers);
    notices::tell(&identity, &mut tx, ctx.moment(), &account, Change::PasskeyRemoved(&name), &visit).await?;
    tx.commit().await?;
    Ok(redirect("/compte/securite?fait=sans-cle"))
}

fn page(ctx: &Ctx, state: &FormState) -> Page {
    let name = Label::new("name", "Nom de la clé").hint("Pour la reconnaître plus tard.").state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Ajouter une clé d’accès"))
        (ui::lead("Votre appareil va vous demander votre doigt, votre visage ou son code. Il garde la clé\u{a0}: nous ne la voyons jamais."))
        (ui::form(HERE, ctx.csrf(), None, false, passkey_sign_in::ask("/compte/cles/defi", html! {
            (ui::text_input(&name, state.value("name"), TextKind::Text, Some(40)))
            (ui::button_row(html! { (ui::button("Ajouter la clé")) }))
        })))
    };
    Page::new("Ajouter une clé d’accès", body).narrow().back(security::HERE, "Sécurité").module(Module::Passkey)
}
