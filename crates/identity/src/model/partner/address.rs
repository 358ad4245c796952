//! The addresses that a developer may declare, and what is wrong with the others.

use crate::model::client::is_registrable;

/// The longest address.
const LONGEST: usize = 1_000;
/// The most addresses of one kind.
pub const MOST: usize = 20;

/// What is wrong with an address; nothing when it may be declared.
///
/// An address of this very machine serves developers; live, only a provider
/// that is itself on this machine, a demo, accepts it.
pub fn refusal(uri: &str, may_be_local: bool) -> Option<&'static str> {
    match uri {
        _ if uri.len() > LONGEST => Some("Elle est trop longue."),
        _ if !uri.contains("://") => Some("Elle doit commencer par https://."),
        _ if uri.contains('*') => Some("Écrivez chaque adresse en entier, sans étoile."),
        _ if uri.contains('#') => Some("Retirez le signe # et ce qui suit."),
        _ if !is_registrable(uri) => Some("Écrivez une adresse complète, sans espace, accent ni nom d’utilisateur."),
        _ if uri.starts_with("https://") => None,
        _ if is_local(uri) && may_be_local => None,
        _ if is_local(uri) => Some("Une adresse de votre propre machine ne sert qu’en essai."),
        _ => Some("Elle doit commencer par https://. Sans chiffrement, un code peut être volé."),
    }
}

/// Whether an address is one of this very machine.
pub fn is_local(uri: &str) -> bool {
    let is_at = |host: &str| uri.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']));
    ["http://localhost", "http://127.0.0.1", "http://[::1]"].into_iter().any(is_at)
}

/// The addresses of a text, one per line.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_is_refused_for_what_is_wrong_with_it() {
        for (uri, words) in [
            ("bron.example/retour", "https://"),
            ("http://bron.example/retour", "volé"),
            ("http://localhost.evil.example/", "volé"),
            ("http://127.0.0.1.evil.example/", "volé"),
            ("https://*.bron.example/", "étoile"),
            ("https://bron.example/#a", "signe #"),
            ("https://a@bron.example/", "nom d’utilisateur"),
            ("https://bron.example/é", "accent"),
            ("javascript://x", "complète"),
        ] {
            assert!(refusal(uri, true).is_some_and(|said| said.contains(words)), "{uri}: {:?}", refusal(uri, true));
        }
        assert!(refusal(&format!("https://bron.example/{}", "a".repeat(LONGEST)), true).is_some());
    }

    #[test]
    fn the_developers_own_machine_serves_for_trials_only() {
        for uri in ["http://localhost:8080/retour", "http://127.0.0.1/retour", "http://[::1]:3000/", "http://localhost"] {
            assert_eq!(refusal(uri, true), None, "{uri}");
            assert!(refusal(uri, false).is_some_and(|said| said.contains("essai")), "{uri}");
        }
        assert_eq!(refusal("https://bron.example/retour", false), None);
    }

    #[test]
    fn addresses_are_read_one_per_line_and_once() {
        assert_eq!(lines("https://a.fr/\r\n\r\n  https://b.fr/ \nhttps://a.fr/"), ["https://a.fr/", "https://b.fr/"]);
    }
}
