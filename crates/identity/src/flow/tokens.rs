//! What a grant gives: an access token, an ID token, and for partners a
//! refresh token. All of them are opaque but the ID token.

use db::{IdentityTx, Result};
use kernel::Moment;
use serde_json::{Map, Value, json};
use web::cookie::digest;

use super::{sharing::Sharing, trial::liar::Liar};
use crate::{
    Identity,
    model::{
        claims::IdToken,
        client::Client,
        life::{ACCESS_TOKEN, after},
        scope::Scopes,
    },
    store::{
        grants::Grant,
        tokens::{self, AccessToken, RefreshToken},
    },
};

/// What one answer differs by.
pub(crate) struct Issue<'a> {
    /// What is given, all that was granted or less.
    pub scopes: &'a Scopes,
    /// As the request gave it.
    pub nonce: Option<&'a str>,
    /// The thumbprint of the key that the access token is bound to.
    pub key: Option<&'a str>,
    /// Who signs the ID token of a sign-in of a trial.
    pub liar: Option<&'a Liar>,
}

/// How a token must be shown (RFC 6750, RFC 9449 §5).
pub(crate) const fn token_type(key_thumbprint: Option<&str>) -> &'static str {
    if key_thumbprint.is_some() { "DPoP" } else { "Bearer" }
}

/// What the ID token says of her besides: what was asked there (Core §5.5), as userinfo would tell it.
async fn told_in(
    tx: &mut IdentityTx,
    moment: &Moment,
    client: &Client,
    (grant, scopes): (&Grant, &Scopes),
    subject: &str,
) -> Result<Map<String, Value>> {
    let asked = &grant.in_id_token.0;
    if asked.is_empty() {
        return Ok(Map::new());
    }
    let sharing = Sharing::read(tx, grant.account_id, &client.id).await?;
    let mut told = sharing.told(client, subject, (scopes, &grant.single.0), moment.wall);
    told.retain(|name, _| asked.contains(name));
    Ok(told)
}

/// Makes tokens: the answer of the token endpoint (Core §3.1.3.3).
pub(crate) async fn issue(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    client: &Client,
    grant: &Grant,
    issue: Issue<'_>,
) -> Result<Value> {
    let Issue { scopes, nonce, key, liar } = issue;
    let session_ends = grant.session().ends_at();
    let expires_at = if client.is_ours { session_ends } else { session_ends.min(after(moment.wall, ACCESS_TOKEN)) };
    let access_token = moment.token::<32>();
    let token = AccessToken {
        grant_id: grant.id,
        scopes: scopes.clone(),
        key_thumbprint: key.map(str::to_owned),
        created_at: moment.wall,
        expires_at,
    };
    tokens::create_access(tx, &digest(&access_token), token).await?;

    let subject = identity.salt.subject(&client.sector, grant.account_id);
    let id_token = IdToken {
        issuer: identity.issuer(),
        audience: &client.id,
        subject: &subject,
        told: told_in(tx, moment, client, (grant, scopes), &subject).await?,
        sid: &grant.sid,
        nonce,
        access_token: &access_token,
        methods: &grant.methods,
        authenticated_at: grant.authenticated_at,
    };
    let (ring, claims) = (identity.ring(tx, moment.wall).await?, id_token.claims(moment.wall));
    let id_token = match liar {
        None => ring.sign(client.protocol.0.id_token_alg, "JWT", &claims)?,
        Some(liar) => liar.sign(&ring, claims, moment)?,
    };
    let mut answer = json!({
        "access_token": &access_token,
        "token_type": token_type(key),
        "expires_in": expires_at.as_second() - moment.wall.as_second(),
        "scope": scopes.to_text(),
        "id_token": id_token,
    });
    if !client.is_ours {
        let refresh_token = moment.token::<32>();
        let token = RefreshToken { grant_id: grant.id, created_at: moment.wall, expires_at: session_ends, used_at: None };
        tokens::create_refresh(tx, &digest(&refresh_token), token).await?;
        answer["refresh_token"] = refresh_token.into();
    }
    Ok(answer)
}
