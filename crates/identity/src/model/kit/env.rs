//! The settings file of a sample: everything but the secret.

use super::{Kit, place::Place};

/// The value of a setting; nothing for the secret, which its owner types.
fn value<'a>(name: &str, kit: &'a Kit<'_>, place: &'a Place) -> &'a str {
    match name {
        "GLC_ISSUER" => kit.issuer,
        "GLC_CLIENT_ID" => &kit.client.id,
        "BASE_URL" => &place.base,
        "PORT" => place.port(),
        _ => "",
    }
}

/// The file, with these settings.
pub(super) fn text<'a>(kit: &Kit<'_>, place: &Place, names: impl Iterator<Item = &'a str>) -> String {
    let lines: String = names.map(|name| format!("{name}={}\n", quoted(value(name, kit, place)))).collect();
    format!(
        "# Les réglages de votre service. Il y manque le secret\u{a0}: collez-le.\n\
         # Ce fichier ne va jamais dans le dépôt de votre code.\n{lines}"
    )
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
