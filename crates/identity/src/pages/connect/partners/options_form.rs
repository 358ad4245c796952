//! The part of a declaration that an ordinary service leaves alone: how it
//! speaks, and what its programs may reach.

use ui::{Choice, FormState, Label, Markup, html};
use web::Posted;

use crate::model::{
    api_scope::ApiScope,
    protocol::{Binding, Protocol, SigningAlg},
};

const PAR: &str = "par";
const BINDING: &str = "dpop";
const ID_TOKEN: &str = "id_token_alg";
const USERINFO: &str = "userinfo_alg";
const API: &str = "api";
/// Userinfo that nothing signs.
const JSON: &str = "json";

/// What was chosen; what a form does not say stays as it was.
pub(super) fn read(posted: &Posted, before: Protocol) -> Protocol {
    let algorithm = |name| SigningAlg::parse(posted.value(name));
    Protocol {
        requires_par: posted.value(PAR) == "oui",
        binding: Binding::parse(posted.value(BINDING)).unwrap_or(before.binding),
        id_token_alg: algorithm(ID_TOKEN).unwrap_or(before.id_token_alg),
        userinfo_alg: if posted.value(USERINFO) == JSON { None } else { algorithm(USERINFO).or(before.userinfo_alg) },
        api_scopes: posted.state().values(API).iter().filter_map(|name| ApiScope::parse(name)).collect(),
        ..before
    }
}

/// Puts what is declared in the form.
pub(super) fn fill(state: &mut FormState, protocol: &Protocol) {
    let mut set = |name: &str, value: &str| state.set(name, vec![value.to_owned()]);
    set(PAR, if protocol.requires_par { "oui" } else { "" });
    set(BINDING, protocol.binding.as_str());
    set(ID_TOKEN, protocol.id_token_alg.as_str());
    set(USERINFO, protocol.userinfo_alg.map_or(JSON, SigningAlg::as_str));
    state.set(API, protocol.api_scopes.iter().map(|scope| scope.as_str().to_owned()).collect());
}

/// The fields, closed while nothing in them differs from an ordinary service.
pub(super) fn fields(state: &FormState) -> Markup {
    let radios =
        |label: Label<'_>, choices: &[Choice<'_>], usual| ui::radios(&label.state(state), choices, chosen(state, label.name, usual));
    let bindings = [
        Choice::new(Binding::Optional.as_str(), "Si votre serveur le demande"),
        Choice::new(Binding::Required.as_str(), "Toujours")
            .hint("Un jeton volé ne sert alors à personne. Votre logiciel doit connaître DPoP."),
        Choice::new(Binding::Nonce.as_str(), "Toujours, avec un nonce de notre serveur")
            .hint("Une preuve ne sert alors qu’un court moment."),
    ];
    let signatures = [
        Choice::new(SigningAlg::ES256.as_str(), "ES256").hint("Courte et rapide."),
        Choice::new(SigningAlg::RS256.as_str(), "RS256").hint("Si votre logiciel ne connaît pas ES256."),
    ];
    let answers = [
        Choice::new(JSON, "Du JSON"),
        Choice::new(SigningAlg::ES256.as_str(), "Un jeton signé en ES256"),
        Choice::new(SigningAlg::RS256.as_str(), "Un jeton signé en RS256"),
    ];
    let scopes: Vec<Choice<'_>> = ApiScope::ALL.iter().map(|scope| Choice::new(scope.as_str(), scope.label()).hint(scope.hint())).collect();
    let push = Label::new(PAR, "N’accepter que les demandes déposées à l’avance (PAR)")
        .hint("Votre serveur dépose la demande de connexion, puis envoie l’usager. Votre logiciel doit connaître PAR.");
    let api = Label::new(API, "Accès de vos programmes, sans usager").hint("La Métropole les accepte avant la mise en service.");
    ui::details_open(
        "Options techniques",
        is_unusual(state),
        html! {
            p { "Presque tous les services les gardent ainsi." }
            (ui::checkbox(&push.state(state), state.value(PAR) == "oui"))
            (radios(Label::new(BINDING, "Lier les jetons à une clé de votre serveur (DPoP)"), &bindings, Binding::Optional.as_str()))
            (radios(Label::new(ID_TOKEN, "Signature des jetons d’identité"), &signatures, SigningAlg::ES256.as_str()))
            (radios(Label::new(USERINFO, "Réponse de userinfo"), &answers, JSON))
            (ui::checkboxes(&api.state(state), &scopes, state.values(API)))
        },
    )
}

fn chosen<'a>(state: &'a FormState, name: &str, usual: &'a str) -> &'a str {
    if state.has(name) { state.value(name) } else { usual }
}

fn is_unusual(state: &FormState) -> bool {
    let usual = [(BINDING, Binding::Optional.as_str()), (ID_TOKEN, SigningAlg::ES256.as_str()), (USERINFO, JSON)];
    state.value(PAR) == "oui" || !state.values(API).is_empty() || usual.iter().any(|(name, usual)| chosen(state, name, usual) != *usual)
}
