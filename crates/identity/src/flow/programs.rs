//! Tokens that a client holds in its own name (RFC 6749 §4.4): opaque, without
//! a person, so that disconnecting the client ends them at once.

use db::Result;
use kernel::Moment;
use serde_json::{Value, json};
use web::cookie::digest;

use super::tokens::token_type;
use crate::{
    Identity,
    model::{
        api_scope::ApiScopes,
        client::Client,
        life::{ACCESS_TOKEN, after},
        reason,
        reason::Reason,
    },
    store::program_tokens::{self, ProgramToken},
};

/// Makes a token, or says why not. One write, which does not wait for the disk:
/// a program whose token was lost with the power asks for another.
pub(crate) async fn issue(
    identity: &Identity,
    moment: &Moment,
    client: &Client,
    asked: Option<&str>,
    key_thumbprint: Option<String>,
) -> Result<std::result::Result<Value, &'static Reason>> {
    let scopes = match granted(&client.protocol.0.api_scopes, asked) {
        Ok(scopes) => scopes,
        Err(reason) => return Ok(Err(reason)),
    };
    let token = moment.token::<32>();
    let answer = json!({
        "access_token": &token,
        "token_type": token_type(key_thumbprint.as_deref()),
        "expires_in": ACCESS_TOKEN,
        "scope": scopes.to_text(),
    });
    let (created_at, expires_at) = (moment.wall, after(moment.wall, ACCESS_TOKEN));
    let row = ProgramToken { client_id: client.id.clone(), scopes, key_thumbprint, created_at, expires_at };
    let mut tx = identity.databases.identity_note().await?;
    program_tokens::create(&mut tx, &digest(&token), row).await?;
    tx.commit().await?;
    Ok(Ok(answer))
}

/// What is asked of what the client may have; all of it when nothing is asked (RFC 6749 §3.3).
fn granted(own: &ApiScopes, asked: Option<&str>) -> std::result::Result<ApiScopes, &'static Reason> {
    if own.is_empty() {
        return Err(&reason::NO_API);
    }
    let Some(asked) = asked else { return Ok(own.clone()) };
    ApiScopes::parse(asked).filter(|scopes| !scopes.is_empty() && scopes.is_within(own)).ok_or(&reason::API_SCOPE)
}
