//! Proofs of possession (RFC 9449): read from the `DPoP` header, checked against
//! the call, used once.

use http::HeaderMap;
use web::Ctx;

use super::error::ApiError;
use crate::{
    Identity,
    flow::proofs,
    model::{
        dpop::{self, Call, Proof},
        protocol::Binding,
        reason,
        reason::Reason,
    },
};

/// The header of a proof.
const DPOP: &str = "dpop";
/// What a nonce is signed for.
const NONCE: &str = "dpop-nonce";

/// Where a proof is shown.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub identity: &'a Identity,
    pub ctx: &'a Ctx,
    pub headers: &'a HeaderMap,
    /// The path called.
    pub path: &'a str,
}

/// The thumbprint of the key that a call to an endpoint proves to hold; nothing
/// when it shows no proof and `binding` asks for none.
pub(crate) async fn of_call(place: Place<'_>, binding: Binding) -> Result<Option<String>, ApiError> {
    match if_shown(place, binding).await? {
        None if binding != Binding::Optional => Err(refused(None, &reason::PROOF_MISSING)),
        key => Ok(key),
    }
}

/// The same where none is asked.
pub(crate) async fn if_shown(place: Place<'_>, binding: Binding) -> Result<Option<String>, ApiError> {
    match shown(place.headers).map_err(|reason| refused(None, reason))? {
        None => Ok(None),
        Some(text) => checked(place, "POST", text, None, binding).await.map(Some),
    }
}

/// Whether a call that shows an access token bound to `thumbprint` proves to hold that key.
pub(crate) async fn of_token(place: Place<'_>, method: &str, token: &str, thumbprint: &str, binding: Binding) -> Result<(), ApiError> {
    let text = shown(place.headers).and_then(|text| text.ok_or(&reason::PROOF_SHAPE)).map_err(|reason| refused(Some(token), reason))?;
    let key = checked(place, method, text, Some(token), binding).await?;
    if key == thumbprint { Ok(()) } else { Err(ApiError::Token { is_dpop: true, reason: &reason::BEARER_BOUND }) }
}

/// The proof of a call: one at most (RFC 9449 §4.3, first check).
fn shown(headers: &HeaderMap) -> Result<Option<&str>, &'static Reason> {
    let mut values = headers.get_all(DPOP).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| &reason::PROOF_SHAPE),
        (Some(_), Some(_)) => Err(&reason::PROOF_SHAPE),
    }
}

async fn checked(place: Place<'_>, method: &str, text: &str, token: Option<&str>, binding: Binding) -> Result<String, ApiError> {
    let wall = place.ctx.moment().wall;
    let url = format!("{}{}", place.identity.issuer(), place.path);
    let proof = dpop::check(text, Call { method, url: &url, access_token: token }, wall).map_err(|reason| refused(token, reason))?;
    if !has_good_nonce(place.ctx, &proof, binding) {
        let nonce = place.ctx.sign(NONCE, &dpop::nonce_period(wall));
        return Err(ApiError::Proof { with_token: token.is_some(), reason: &reason::PROOF_NONCE, nonce: Some(nonce) });
    }
    if !proofs::spend(place.identity, &format!("proof {}", proof.thumbprint), &proof.id, proof.until).await? {
        return Err(refused(token, &reason::PROOF_SPENT));
    }
    Ok(proof.thumbprint)
}

/// A nonce of ours is never wrong, and is there when it must be.
fn has_good_nonce(ctx: &Ctx, proof: &Proof, binding: Binding) -> bool {
    match &proof.nonce {
        None => binding != Binding::Nonce,
        Some(nonce) => ctx.verify(NONCE, nonce).is_some_and(|period| dpop::is_recent(&period, ctx.moment().wall)),
    }
}

const fn refused(token: Option<&str>, reason: &'static Reason) -> ApiError {
    ApiError::Proof { with_token: token.is_some(), reason, nonce: None }
}
