//! The form by which a service describes itself, on trial and for production.

use serde_json::Value;
use ui::{Choice, FormState, Label, Markup, TextKind, html};
use web::Posted;

use super::options_form;
use crate::model::{
    partner::{address::lines, declaration::Declaration},
    protocol::{AuthMethod, ClientKeys, Protocol},
};

/// How it proves who it is, in the form.
const SECRET: &str = "secret";
const KEYS: &str = "cles";

/// What was typed over what was declared before; the data are declared apart.
///
/// # Errors
/// The form with what is to correct, field by field.
pub(super) fn read(posted: &Posted, before: Declaration, may_be_local: bool) -> Result<Declaration, FormState> {
    let text = |name: &str| posted.value(name).trim().to_owned();
    let maybe = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    let declared = Declaration {
        name: text("name"),
        purpose: text("purpose"),
        keeps_for: text("keeps_for"),
        login_uri: maybe("login_uri"),
        redirect_uris: lines(posted.value("redirect_uris")),
        post_logout_uris: lines(posted.value("post_logout_uris")),
        backchannel_uri: maybe("backchannel_uri"),
        events_uri: maybe("events_uri"),
        protocol: options_form::read(posted, protocol(posted, before.protocol)),
        needs: before.needs,
    };
    let refusals = declared.refusals(may_be_local);
    if refusals.is_empty() { Ok(declared) } else { Err(with(posted.state(), refusals)) }
}

/// The form as it was typed, with what is to correct: all that concerns one field, together.
pub(super) fn with(mut state: FormState, refusals: Vec<(&'static str, String)>) -> FormState {
    for group in refusals.chunk_by(|a, b| a.0 == b.0) {
        let words: Vec<&str> = group.iter().map(|(_, words)| words.as_str()).collect();
        state.add_error(group[0].0, words.join(" "));
    }
    state
}

fn protocol(posted: &Posted, before: Protocol) -> Protocol {
    if posted.value("preuve") != KEYS {
        let auth_method = if before.auth_method == AuthMethod::PrivateKeyJwt { AuthMethod::Secret } else { before.auth_method };
        return Protocol { auth_method, keys: None, ..before };
    }
    let typed = posted.value("jwks").trim();
    let keys = if typed.starts_with("http") {
        Some(ClientKeys::JwksUri(typed.to_owned()))
    } else {
        // what is no JSON is refused as an empty set would be
        (!typed.is_empty()).then(|| ClientKeys::Jwks(serde_json::from_str(typed).unwrap_or(Value::Null)))
    };
    Protocol { auth_method: AuthMethod::PrivateKeyJwt, keys, ..before }
}

/// The form filled with what is declared.
pub(super) fn filled(declared: &Declaration) -> FormState {
    let keys = match &declared.protocol.keys {
        Some(ClientKeys::JwksUri(uri)) => uri.clone(),
        Some(ClientKeys::Jwks(set)) => set.to_string(),
        None => String::new(),
    };
    let proof = if declared.protocol.auth_method == AuthMethod::PrivateKeyJwt { KEYS } else { SECRET };
    let mut state = FormState::from_pairs([
        ("name", declared.name.clone()),
        ("purpose", declared.purpose.clone()),
        ("keeps_for", declared.keeps_for.clone()),
        ("login_uri", declared.login_uri.clone().unwrap_or_default()),
        ("redirect_uris", declared.redirect_uris.join("\n")),
        ("post_logout_uris", declared.post_logout_uris.join("\n")),
        ("backchannel_uri", declared.backchannel_uri.clone().unwrap_or_default()),
        ("events_uri", declared.events_uri.clone().unwrap_or_default()),
        ("preuve", proof.to_owned()),
        ("jwks", keys),
    ]);
    options_form::fill(&mut state, &declared.protocol);
    state
}

/// The fields.
pub(super) fn fields(state: &FormState) -> Markup {
    let line = |label: Label<'_>, kind| ui::text_input(&label.state(state), state.value(label.name), kind, None);
    let area = |label: Label<'_>, rows| ui::textarea(&label.state(state), state.value(label.name), rows, None);
    let proofs = [
        Choice::new(SECRET, "Un secret").hint("Nous le créons. Vous le gardez sur votre serveur."),
        Choice::new(KEYS, "Ses propres clés")
            .hint("Votre serveur signe avec sa clé privée, qui ne le quitte jamais. La page demande ensuite vos clés publiques."),
    ];
    let proof = if state.has("preuve") { state.value("preuve") } else { SECRET };
    html! {
        (ui::section("Ce que lisent les usagers", html! {
            (line(Label::new("name", "Nom du service"), TextKind::Text))
            (line(Label::new("purpose", "À quoi il sert").hint("Une phrase simple, par exemple\u{a0}: Emprunter et réserver des livres."), TextKind::Text))
            (line(Label::new("keeps_for", "Durée de garde des données").hint("À dire si le service demande des données. Par exemple\u{a0}: un an après la dernière visite.").depends(), TextKind::Text))
        }))
        (ui::section("Adresses", html! {
            (area(Label::new("redirect_uris", "Adresses de retour").hint("Une par ligne. L’usager y revient une fois connecté. Les exemples du kit, que vous téléchargerez ensuite, répondent à /callback."), 3))
            (line(Label::new("login_uri", "Page de connexion").hint("Là où la connexion commence. Dans les exemples du kit\u{a0}: /login.").optional(), TextKind::Text))
            (area(Label::new("post_logout_uris", "Adresses après déconnexion").hint("Une par ligne. Dans les exemples du kit\u{a0}: l’accueil, /").optional(), 2))
            (line(Label::new("backchannel_uri", "Adresse prévenue des déconnexions").hint("Notre serveur y écrit quand un usager se déconnecte. Dans les exemples du kit\u{a0}: /backchannel-logout.").optional(), TextKind::Text))
            (line(Label::new("events_uri", "Adresse prévenue des comptes supprimés").hint("Notre serveur y écrit quand un usager supprime son compte. Vous pouvez la laisser vide.").optional(), TextKind::Text))
        }))
        (ui::section("Preuve d’identité du service", html! {
            (ui::radios(&Label::new("preuve", "Votre serveur prouve qui il est avec").state(state), &proofs, proof))
            @if proof == KEYS { (area(Label::new("jwks", "Clés publiques").hint("L’adresse du JWK Set, ou son contenu."), 3)) }
        }))
        (options_form::fields(state))
    }
}
