//! `guichet client create`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use identity::{ApiScopes, AuthMethod, Binding, ClientKeys, NewClient, Profile, Protocol, SigningAlg};
use kernel::values::Email;
use serde_json::json;

use super::{Done, opened, say};

#[derive(Args)]
pub struct Create {
    /// The configuration file.
    #[arg(long, default_value = "guichet.toml")]
    config: PathBuf,
    /// Its name, as people read it when they agree.
    #[arg(long)]
    name: String,
    /// An exact address where codes may be sent; may be given several times.
    #[arg(long = "redirect-uri", required_unless_present = "api_scopes")]
    redirect_uris: Vec<String>,
    /// An exact address where people may be sent after signing out.
    #[arg(long = "post-logout-uri")]
    post_logout_uris: Vec<String>,
    /// Where it is told that a session ended.
    #[arg(long)]
    backchannel_uri: Option<String>,
    /// How much freedom it has.
    #[arg(long, value_enum, default_value = "strict")]
    profile: Freedom,
    /// How it proves who it is: client_secret (in the header or in the form),
    /// client_secret_basic, client_secret_post or private_key_jwt.
    #[arg(long, default_value = "client_secret", value_parser = |text: &str| AuthMethod::parse(text).ok_or("unknown method"))]
    auth_method: AuthMethod,
    /// Its public keys: a file that holds a JWKS, or the address of one.
    #[arg(long)]
    jwks: Option<String>,
    /// What its ID tokens are signed with: ES256 or RS256.
    #[arg(long, default_value = "ES256", value_parser = |text: &str| SigningAlg::parse(text).ok_or("ES256 or RS256"))]
    alg: SigningAlg,
    /// Sign userinfo too, with the same algorithm.
    #[arg(long)]
    signed_userinfo: bool,
    /// Its requests must be pushed to /par.
    #[arg(long)]
    requires_par: bool,
    /// Its tokens are bound to its key (DPoP): optional, required, or nonce.
    #[arg(long, default_value = "optional", value_parser = |text: &str| Binding::parse(text).ok_or("optional, required or nonce"))]
    dpop: Binding,
    /// What it may ask in its own name, between spaces: accounts:deleted.
    #[arg(long)]
    api_scopes: Option<String>,
    /// The address written to when its secret grows old.
    #[arg(long, value_parser = |text: &str| Email::parse(text).ok_or("not an e-mail address"))]
    contact: Option<Email>,
    /// One line of JSON instead of a text.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Freedom {
    /// `state` and `nonce` are mandatory.
    Strict,
    /// What the standard makes optional is optional.
    Certification,
}

impl Create {
    pub async fn run(self) -> Done {
        let protocol = self.protocol()?;
        let new = NewClient {
            profile: match self.profile {
                Freedom::Strict => Profile::Strict,
                Freedom::Certification => Profile::Certification,
            },
            redirect_uris: self.redirect_uris,
            post_logout_uris: self.post_logout_uris,
            backchannel_uri: self.backchannel_uri,
            protocol,
            contact: self.contact,
            ..NewClient::confidential(self.name)
        };
        new.check().map_err(|error| error.to_string())?;
        let app = opened(&self.config).await?;
        let moment = app.moment();
        let mut tx = app.parts.databases.identity_write().await.map_err(|error| error.to_string())?;
        let client = app.parts.identity.create_client(&mut tx, &moment, new).await.map_err(|error| error.to_string())?;
        tx.commit().await.map_err(|error| error.to_string())?;
        app.parts.databases.close().await;
        match client.secret {
            _ if self.json => say(json!({ "client_id": client.id, "client_secret": client.secret })),
            None => say(format_args!("client_id      {}", client.id)),
            Some(secret) => {
                say(format_args!("client_id      {}\nclient_secret  {secret}\n\nThe secret is not kept in clear: copy it now.", client.id))
            }
        }
    }

    fn protocol(&self) -> Result<Protocol, String> {
        Ok(Protocol {
            auth_method: self.auth_method,
            keys: self.jwks.as_deref().map(keys).transpose()?,
            requires_par: self.requires_par,
            binding: self.dpop,
            id_token_alg: self.alg,
            userinfo_alg: self.signed_userinfo.then_some(self.alg),
            api_scopes: ApiScopes::parse(self.api_scopes.as_deref().unwrap_or_default()).ok_or("an API scope is unknown")?,
        })
    }
}

/// An address, or a file.
fn keys(given: &str) -> Result<ClientKeys, String> {
    if given.starts_with("https://") || given.starts_with("http://") {
        return Ok(ClientKeys::JwksUri(given.to_owned()));
    }
    let text = std::fs::read(given).map_err(|error| format!("{given}: {error}"))?;
    serde_json::from_slice(&text).map(ClientKeys::Jwks).map_err(|error| format!("{given}: {error}"))
}
