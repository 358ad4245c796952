//! The form of a connector: drawn, and read. Its secret is never drawn again.

use ui::{Choice, FormState, Label, Markup, TextKind, html};
use web::Posted;

use crate::model::{Connector, Proof};

pub const LABEL: &str = "nom";
const URL: &str = "adresse";
const PROOF: &str = "preuve";
const NAME: &str = "identifiant";
const SECRET: &str = "secret";
const SECONDS: &str = "attente";

/// How long one may wait: seconds and words.
const WAITS: [(&str, &str); 3] = [("5", "5 secondes"), ("10", "10 secondes"), ("20", "20 secondes")];

/// What was typed.
pub struct Typed {
    pub label: String,
    pub url: String,
    pub proof: Proof,
    pub name: String,
    /// Nothing: the secret that is kept stays.
    pub secret: String,
    pub seconds: i64,
}

/// What stands in the form when it opens.
pub fn opening(connector: &Connector) -> FormState {
    FormState::from_pairs([
        (LABEL, connector.label.clone()),
        (URL, connector.url.clone()),
        (PROOF, connector.proof.as_str().to_owned()),
        (NAME, connector.name.clone()),
        (SECONDS, connector.seconds.to_string()),
    ])
}

/// Reads the form; what is wrong is told beside its input. `before` is the
/// connector that is changed: its secret may stay.
pub fn read(posted: &Posted, before: Option<&Connector>, state: &mut FormState) -> Option<Typed> {
    let get = |name: &str| posted.value(name).trim().to_owned();
    let (label, url, name, secret) = (get(LABEL), get(URL), get(NAME), get(SECRET));
    if label.is_empty() || label.chars().count() > 80 {
        state.add_error(LABEL, "Donnez au connecteur un nom de 80 caractères au plus.");
    }
    if !is_address(&url) {
        state.add_error(URL, "Écrivez l’adresse entière, sans mot de passe. Exemple\u{a0}: https://logiciel.exemple.fr/demandes.");
    }
    let proof = Proof::parse(&get(PROOF));
    let seconds = WAITS.iter().find(|(seconds, _)| *seconds == get(SECONDS)).and_then(|(seconds, _)| seconds.parse().ok());
    match proof {
        None => state.add_error(PROOF, "Choisissez comment le guichet prouve qui il est."),
        Some(Proof::None) => {}
        Some(proof) => {
            let is_kept = before.is_some_and(|before| before.proof == proof && before.secret.is_some());
            if secret.is_empty() && !is_kept {
                state.add_error(SECRET, "Écrivez le secret que le responsable du logiciel vous a donné.");
            }
            if !secret.chars().all(|c| c.is_ascii_graphic() || c == ' ') || secret.len() > 4_000 {
                state.add_error(SECRET, "Ce secret ne peut pas être envoyé. Vérifiez-le.");
            }
            if !is_named(proof, &name) {
                state.add_error(NAME, named_wrong(proof));
            }
        }
    }
    if seconds.is_none() {
        state.add_error(SECONDS, "Choisissez une durée.");
    }
    let (proof, seconds) = (proof?, seconds?);
    let name = if proof.is_named() { name } else { String::new() };
    (!state.has_errors()).then_some(Typed { label, url, proof, name, secret, seconds })
}

fn is_address(url: &str) -> bool {
    let uri: Option<http::Uri> = url.parse().ok();
    let is_whole = |uri: &http::Uri| {
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.authority().is_some_and(|at| !at.as_str().contains('@'))
    };
    url.len() <= 2_000 && uri.is_some_and(|uri| is_whole(&uri))
}

/// The headers that say what is sent are not an administrator's to choose.
const OURS: [&str; 8] =
    ["host", "content-type", "content-length", "transfer-encoding", "connection", "accept", "idempotency-key", "guichet-reference"];

fn is_named(proof: Proof, name: &str) -> bool {
    match proof {
        Proof::None | Proof::Bearer => true,
        Proof::Basic => !name.is_empty() && name.len() <= 200 && !name.contains(':') && name.chars().all(|c| !c.is_control()),
        Proof::Header => name.parse::<http::HeaderName>().is_ok_and(|header| !OURS.contains(&header.as_str())),
    }
}

const fn named_wrong(proof: Proof) -> &'static str {
    match proof {
        Proof::Header => "Écrivez le nom de l’en-tête. Exemple\u{a0}: X-Api-Key.",
        _ => "Écrivez le nom d’utilisateur, sans «\u{a0}:\u{a0}».",
    }
}

/// The inputs. `keeps` says that a secret is kept already.
pub fn inputs(state: &FormState, keeps: bool) -> Markup {
    let proofs: Vec<Choice<'_>> = Proof::ALL.iter().map(|proof| Choice::new(proof.as_str(), proof.label())).collect();
    let waits: Vec<Choice<'_>> = WAITS.iter().map(|(seconds, words)| Choice::new(seconds, words)).collect();
    let or = |name: &str, usual: &'static str| if state.value(name).is_empty() { usual.to_owned() } else { state.value(name).to_owned() };
    let secret = match keeps {
        true => "Laissez vide pour garder celui qui est enregistré. Il n’est plus jamais montré.",
        false => "Mot de passe, jeton ou clé. Il est chiffré, et n’est plus jamais montré.",
    };
    let text = |name: &'static str, label: &'static str, hint: &'static str| {
        ui::text_input(&Label::new(name, label).hint(hint).state(state), state.value(name), TextKind::Text, None)
    };
    html! {
        (text(LABEL, "Nom du connecteur", "Exemple\u{a0}: Logiciel de l’état civil."))
        (text(URL, "Adresse", "Le guichet y envoie un document JSON (POST). Elle reste dans cet espace\u{a0}: aucune démarche ne la contient."))
        (ui::select(&Label::new(PROOF, "Preuve d’identité").hint("Comment ce logiciel reconnaît le guichet.").state(state), &proofs, &or(PROOF, "none")))
        (ui::text_input(
            &Label::new(NAME, "Nom d’utilisateur, ou nom de l’en-tête").hint("Seulement avec un mot de passe, ou une clé dans un en-tête.").optional().state(state),
            state.value(NAME), TextKind::Text, Some(30),
        ))
        (ui::text_input(&Label::new(SECRET, "Secret").hint(secret).optional().state(state), "", TextKind::Password { new: true }, Some(30)))
        (ui::select(&Label::new(SECONDS, "Attendre la réponse au plus").state(state), &waits, &or(SECONDS, "10")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_holds_no_password() {
        for good in ["https://logiciel.exemple.fr/demandes", "http://localhost:8090/api?x=1"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "logiciel.exemple.fr", "/demandes", "ftp://x.fr/", "https://moi:secret@x.fr/", "https://"] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_header_of_ours_is_not_a_key() {
        assert!(is_named(Proof::Header, "X-Api-Key") && is_named(Proof::Basic, "guichet"));
        for bad in ["", "x y", "Host", "Idempotency-Key"] {
            assert!(!is_named(Proof::Header, bad), "{bad}");
        }
        assert!(!is_named(Proof::Basic, "a:b") && !is_named(Proof::Basic, ""));
    }
}
