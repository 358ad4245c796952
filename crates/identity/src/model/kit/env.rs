//! The settings file of a sample: everything but the secret.

use super::{Kit, place::Place};
use crate::model::{
    client::Client,
    datum::Datum,
    scope::{Scope, Scopes},
};

/// The name of the file.
pub const FILE: &str = "glc.env";
/// The setting that follows the data: what the service asks for.
pub const SCOPE: &str = "GLC_SCOPE";

/// The setting that its owner fills.
const SECRET: &str = "GLC_CLIENT_SECRET";

/// The line of this setting.
pub fn scope_line(client: &Client) -> String {
    line(SCOPE, &scopes(client).to_text())
}

/// Of the scopes that it may ask, those that are enough for what it needs: each
/// holds something that those before it, more usual, do not.
fn scopes(client: &Client) -> Scopes {
    let mut left: Vec<Datum> = client.needs.0.iter().map(|need| need.datum).collect();
    let mut serves = |scope: &Scope| {
        let count = left.len();
        left.retain(|datum| !scope.data().contains(datum));
        left.len() < count
    };
    client.scopes.iter().filter(|scope| *scope == Scope::OpenId || serves(scope)).collect()
}

/// The value of a setting; nothing for the secret, which its owner types.
fn value(name: &str, kit: &Kit<'_>, place: &Place) -> String {
    match name {
        "GLC_ISSUER" => kit.issuer.to_owned(),
        "GLC_CLIENT_ID" => kit.client.id.clone(),
        SCOPE => scopes(kit.client).to_text(),
        "BASE_URL" => place.base.clone(),
        "PORT" => place.port().to_owned(),
        _ => String::new(),
    }
}

/// The file, with these settings, but the secret of a client that has none.
pub(super) fn text<'a>(kit: &Kit<'_>, place: &Place, names: impl Iterator<Item = &'a str>) -> String {
    let has_secret = kit.client.protocol.0.auth_method.has_secret();
    let names = names.filter(|name| has_secret || *name != SECRET);
    let lines: String = names.map(|name| line(name, &value(name, kit, place)) + "\n").collect();
    let missing = if has_secret { " Il y manque le secret\u{a0}: collez-le." } else { "" };
    format!("# Les réglages de votre service.{missing}\n# Ce fichier ne va jamais dans le dépôt de votre code.\n{lines}")
}

fn line(name: &str, value: &str) -> String {
    format!("{name}={}", quoted(value))
}

/// A word of the shell that stands for this text.
fn quoted(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/[]".contains(&byte));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_shell_would_read_otherwise_is_quoted() {
        assert_eq!(super::quoted("https://bron.example:8443"), "https://bron.example:8443");
        assert_eq!(super::quoted("https://$(id)"), "'https://$(id)'");
        assert_eq!(super::quoted("a'b"), r"'a'\''b'");
    }
}
