//! `GET /connexion`: leaves for the identity provider.

use axum::extract::{Query, State};
use serde::Deserialize;

use super::{SignIn, fresh::FRESH, provider::challenge, store, store::SignInRow};
use crate::{Answer, Ctx, Failure, Outcome, answer::local_path, cookie::digest, redirect};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Where she wants to come back to.
    #[serde(default)]
    vers: String,
    /// Whether a second factor is needed.
    fort: Option<String>,
    /// Whether she proves again who she is.
    recente: Option<String>,
    /// Whether a certified identity is wanted.
    certifiee: Option<String>,
    /// Whether she asked to make an account.
    inscription: Option<String>,
}

pub(super) async fn get(State(sign_in): State<SignIn>, ctx: Ctx, Query(asked): Query<Asked>) -> Outcome<Answer> {
    let inner = &sign_in.0;
    let client = inner.clients.get(&ctx.site()).ok_or_else(|| Failure::fault("this site signs nobody in"))?;
    let moment = ctx.moment();
    let (state, nonce, verifier) = (moment.token::<32>(), moment.token::<32>(), moment.token::<32>());
    let back_to = local_path(&asked.vers).unwrap_or("/").to_owned();
    let redirect_uri = SignIn::redirect_uri(&inner.sites, ctx.site());
    let challenge = challenge(&verifier);
    let mut parameters = vec![
        ("response_type", "code"),
        ("client_id", &*client.id),
        ("redirect_uri", &*redirect_uri),
        ("scope", "openid profile email"),
        ("state", &*state),
        ("nonce", &*nonce),
        ("code_challenge", &*challenge),
        ("code_challenge_method", "S256"),
    ];
    match (asked.fort, asked.certifiee) {
        (Some(_), _) => parameters.push(("acr_values", "glc:mfa")),
        (None, Some(_)) => parameters.push(("acr_values", "eidas1")),
        (None, None) => {}
    }
    let max_age = FRESH.to_string();
    if asked.recente.is_some() {
        parameters.push(("max_age", &*max_age));
    }
    if asked.inscription.is_some() {
        parameters.push(("prompt", "create"));
    }
    let url = inner.provider.authorize_url(&parameters);

    let mut tx = ctx.platform_write().await?;
    let row = SignInRow { nonce, verifier, back_to, created_at: moment.wall };
    store::begin(&mut tx, &digest(&state), ctx.site().name(), ctx.visitor(), row).await?;
    tx.commit().await?;
    Ok(redirect(&url))
}
