//! How a service speaks, in words: the options that an ordinary service leaves alone.

use crate::model::{
    api_scope::ApiScopes,
    protocol::{Binding, Protocol, SigningAlg},
};

/// An option, and what was chosen, as people read it.
pub type Line = (&'static str, String);

/// Every option.
pub fn lines(protocol: &Protocol) -> [Line; 5] {
    [
        ("Demandes déposées à l’avance (PAR)", if protocol.requires_par { "Obligatoires" } else { "Facultatives" }.to_owned()),
        ("Jetons liés à une clé (DPoP)", bound(protocol.binding).to_owned()),
        ("Signature des jetons d’identité", protocol.id_token_alg.as_str().to_owned()),
        ("Réponse de userinfo", told(protocol.userinfo_alg)),
        ("Accès de ses programmes", reached(&protocol.api_scopes)),
    ]
}

/// The options that are not those of an ordinary service.
pub fn unusual(protocol: &Protocol) -> Vec<Line> {
    differing(protocol, &Protocol::default())
}

/// The options that are not the same in another service.
pub fn differing(protocol: &Protocol, other: &Protocol) -> Vec<Line> {
    lines(protocol).into_iter().zip(lines(other)).filter(|(line, other)| line != other).map(|(line, _)| line).collect()
}

const fn bound(binding: Binding) -> &'static str {
    match binding {
        Binding::Optional => "Si le service le demande",
        Binding::Required => "Toujours",
        Binding::Nonce => "Toujours, avec un nonce de notre serveur",
    }
}

fn told(alg: Option<SigningAlg>) -> String {
    alg.map_or_else(|| "JSON".to_owned(), |alg| format!("Signée, en {}", alg.as_str()))
}

fn reached(scopes: &ApiScopes) -> String {
    let labels: Vec<&str> = scopes.iter().map(|scope| scope.label()).collect();
    if labels.is_empty() { "Aucun".to_owned() } else { labels.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_service_has_nothing_unusual() {
        assert!(unusual(&Protocol::default()).is_empty());
    }

    #[test]
    fn each_option_that_differs_is_told_in_words() {
        let protocol = Protocol {
            requires_par: true,
            binding: Binding::Nonce,
            id_token_alg: SigningAlg::RS256,
            userinfo_alg: Some(SigningAlg::ES256),
            api_scopes: ApiScopes::parse("accounts:deleted").unwrap(),
            ..Protocol::default()
        };
        let words: Vec<String> = unusual(&protocol).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Obligatoires", "Toujours, avec un nonce de notre serveur", "RS256", "Signée, en ES256", "Comptes supprimés"]);
        let less = Protocol { requires_par: false, ..protocol.clone() };
        assert_eq!(differing(&less, &protocol), [("Demandes déposées à l’avance (PAR)", "Facultatives".to_owned())]);
    }
}
