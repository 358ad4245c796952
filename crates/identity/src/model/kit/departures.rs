//! How a service knows which accounts were deleted: the list that its programs
//! read, and the signed event that it is told.

use super::Kit;
use crate::model::{
    api_scope::ApiScope,
    endpoint::{DELETED_ACCOUNTS, Endpoint, OPENAPI},
    protocol::{AuthMethod, Binding},
    security_event::{ACCOUNT_PURGED, TYPE},
};

/// A way to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub title: &'static str,
    /// What it is and what to do, a sentence or two each.
    pub said: Vec<String>,
    /// What the code below is.
    pub label: &'static str,
    /// Calls, or what is received.
    pub code: String,
}

/// What is said of a service that declared no way.
pub const NONE: &str = "Votre service n’a encore aucun moyen de savoir quels comptes sont supprimés. Dans ses réglages, demandez l’accès «\u{a0}Comptes supprimés\u{a0}», ou donnez l’adresse à prévenir.";

/// The ways that the service declared.
pub fn ways(kit: &Kit<'_>) -> Vec<Way> {
    let list = reads_the_list(kit).then(|| list(kit));
    list.into_iter().chain(kit.events_uri.map(|uri| event(kit, uri))).collect()
}

/// Whether its programs may read the list.
pub(super) fn reads_the_list(kit: &Kit<'_>) -> bool {
    kit.client.protocol.0.api_scopes.contains(ApiScope::AccountsDeleted)
}

fn list(kit: &Kit<'_>) -> Way {
    let issuer = kit.issuer;
    let (scheme, proof) = match kit.client.protocol.0.binding {
        Binding::Optional => ("Bearer", ""),
        Binding::Required | Binding::Nonce => ("DPoP", " -H 'DPoP: PREUVE'"),
    };
    let mut said = vec![
        "Lisez la liste une fois par jour. Elle donne le «\u{a0}sub\u{a0}» que vous connaissez. Un compte y reste treize mois.".to_owned(),
        "Le jeton du premier appel vaut dix minutes.".to_owned(),
        "Gardez «\u{a0}next\u{a0}». Au passage suivant, ajoutez-le à l’adresse\u{a0}: «\u{a0}&after=\u{a0}», puis sa valeur. Si «\u{a0}has_more\u{a0}» est vrai, lisez la suite tout de suite."
            .to_owned(),
        format!("La description complète est à {issuer}{OPENAPI}."),
    ];
    if !proof.is_empty() {
        said.push("Vos jetons sont liés à votre clé\u{a0}: chaque appel porte sa preuve (DPoP).".to_owned());
    }
    Way {
        title: "La liste",
        said,
        label: "Demander un jeton, puis lire la liste",
        code: format!(
            "curl {identification}{proof} -d grant_type=client_credentials -d scope={scope} {issuer}{token}\n\
             curl -H 'Authorization: {scheme} JETON'{proof} '{issuer}{DELETED_ACCOUNTS}?limit=100'\n\n\
             {{\"accounts\":[{{\"sub\":\"4V71…\",\"deleted_at\":\"2028-11-22T08:00:00Z\"}}],\"next\":\"AAZg…\",\"has_more\":false}}\n",
            identification = identification(kit),
            scope = ApiScope::AccountsDeleted.as_str(),
            token = Endpoint::Token.path(),
        ),
    }
}

/// How the service says who it is, in a call of curl.
fn identification(kit: &Kit<'_>) -> String {
    let id = &kit.client.id;
    match kit.client.protocol.0.auth_method {
        AuthMethod::Secret | AuthMethod::SecretBasic => format!("-u '{id}:SECRET'"),
        AuthMethod::SecretPost => format!("-d client_id={id} -d client_secret=SECRET"),
        AuthMethod::PrivateKeyJwt => {
            "-d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer -d client_assertion=JETON_SIGNE".to_owned()
        }
    }
}

fn event(kit: &Kit<'_>, uri: &str) -> Way {
    let (issuer, id) = (kit.issuer, &kit.client.id);
    Way {
        title: "L’avis signé",
        said: vec![
            format!("À chaque compte supprimé, nous envoyons un jeton signé à {uri} (RFC 8935)."),
            format!("Vérifiez sa signature (ES256) avec nos clés, à {issuer}/jwks. Son en-tête dit\u{a0}: «\u{a0}typ\u{a0}» {TYPE}."),
            format!(
                "Vérifiez que «\u{a0}iss\u{a0}» est {issuer}, que «\u{a0}aud\u{a0}» est {id}, et que «\u{a0}events\u{a0}» contient {ACCOUNT_PURGED}. Il n’a pas de «\u{a0}exp\u{a0}»."
            ),
            "Effacez les données de la personne que nomme «\u{a0}sub_id.sub\u{a0}», puis répondez 202. Le même avis peut venir deux fois\u{a0}: il a le même «\u{a0}jti\u{a0}»."
                .to_owned(),
            "Si vous ne répondez pas, nous recommençons pendant un jour et demi. Ensuite, seule la liste le dit.".to_owned(),
        ],
        label: "Ce que vous recevez, et ce que dit le jeton",
        code: format!(
            "POST {uri}\nContent-Type: application/{TYPE}\n\n\
             {{\"iss\":\"{issuer}\",\"aud\":\"{id}\",\"iat\":1858233600,\"jti\":\"019…\",\"toe\":1858233600,\n \
             \"sub_id\":{{\"format\":\"iss_sub\",\"iss\":\"{issuer}\",\"sub\":\"4V71…\"}},\n \
             \"events\":{{\"{ACCOUNT_PURGED}\":{{}}}}}}\n"
        ),
    }
}
