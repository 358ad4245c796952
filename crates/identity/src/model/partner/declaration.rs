//! What a service declares of itself: what its developer writes on trial, and
//! what the Métropole reads before it is live.

use serde::{Deserialize, Serialize};

use super::{
    address::{self, MOST},
    options,
};
use crate::model::{
    client::Client,
    datum::Datum,
    jwk::KeySet,
    protocol::{AuthMethod, ClientKeys, Protocol},
    scope::{Scope, Scopes},
    sharing::Need,
};

/// The longest name, purpose, reason, in characters.
const NAME: usize = 80;
const SENTENCE: usize = 200;

/// A service, as it describes itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Declaration {
    /// Its name, as people read it.
    pub name: String,
    /// What it is for, in one sentence that people read.
    pub purpose: String,
    /// Where its sign-in starts.
    pub login_uri: Option<String>,
    /// Where codes may be sent.
    pub redirect_uris: Vec<String>,
    /// Where people may be sent after signing out.
    pub post_logout_uris: Vec<String>,
    /// Where it is told that a session ended.
    pub backchannel_uri: Option<String>,
    /// Where it is told that an account was deleted.
    pub events_uri: Option<String>,
    /// What it needs to know, datum by datum.
    pub needs: Vec<Need>,
    /// How long it keeps them, as people read it.
    pub keeps_for: String,
    /// How it speaks.
    pub protocol: Protocol,
}

/// What is wrong with a declaration: the field, and what to do.
pub type Refusal = (&'static str, String);

/// A difference between what is live and what is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What differs, as people read it.
    pub what: &'static str,
    /// What it was, line by line.
    pub before: Vec<String>,
    /// What it would be.
    pub after: Vec<String>,
}

impl Declaration {
    /// What a client declares now; where it is told of deleted accounts is kept apart.
    pub fn of(client: &Client, events_uri: Option<String>) -> Self {
        Self {
            name: client.name.clone(),
            purpose: client.purpose.clone(),
            login_uri: client.login_uri.clone(),
            redirect_uris: client.redirect_uris.0.clone(),
            post_logout_uris: client.post_logout_uris.0.clone(),
            backchannel_uri: client.backchannel_uri.clone(),
            events_uri,
            needs: client.needs.0.clone(),
            keeps_for: client.keeps_for.clone(),
            protocol: client.protocol.0.clone(),
        }
    }

    /// The same without the addresses of the developer's own machine.
    #[must_use]
    pub fn without_local_addresses(mut self) -> Self {
        self.redirect_uris.retain(|uri| !address::is_local(uri));
        self.post_logout_uris.retain(|uri| !address::is_local(uri));
        for uri in [&mut self.login_uri, &mut self.backchannel_uri, &mut self.events_uri] {
            uri.take_if(|uri| address::is_local(uri));
        }
        self
    }

    /// All that it may ask: each scope that holds something it needs.
    pub fn scopes(&self) -> Scopes {
        let is_needed = |datum: &Datum| self.needs.iter().any(|need| need.datum == *datum);
        Scope::ALL.iter().copied().filter(|scope| *scope == Scope::OpenId || scope.data().iter().any(is_needed)).collect()
    }

    /// What is wrong with it, field by field.
    pub fn refusals(&self, may_be_local: bool) -> Vec<Refusal> {
        let mut refusals = self.words();
        refusals.extend(self.addresses(may_be_local));
        refusals.extend(self.keys(may_be_local).map(|words| ("jwks", words.to_owned())));
        refusals
    }

    fn words(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let mut ask = |field, text: &str, longest, empty: &str| match text.chars().count() {
            0 => refusals.push((field, empty.to_owned())),
            count if count > longest => refusals.push((field, format!("{longest}\u{a0}caractères au plus."))),
            _ => {}
        };
        ask("name", &self.name, NAME, "Écrivez le nom du service.");
        ask("purpose", &self.purpose, SENTENCE, "Écrivez en une phrase à quoi sert le service.");
        if !self.needs.is_empty() || !self.keeps_for.is_empty() {
            ask("keeps_for", &self.keeps_for, NAME, "Dites combien de temps les données sont gardées.");
        }
        refusals
    }

    fn addresses(&self, may_be_local: bool) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        if self.redirect_uris.is_empty() {
            refusals.push(("redirect_uris", "Écrivez au moins une adresse de retour.".to_owned()));
        }
        let lists = [("redirect_uris", &self.redirect_uris), ("post_logout_uris", &self.post_logout_uris)];
        for (field, uris) in lists {
            if uris.len() > MOST {
                refusals.push((field, format!("{MOST}\u{a0}adresses au plus.")));
            }
            let refused = uris.iter().filter_map(|uri| address::refusal(uri, may_be_local).map(|why| (field, said(uri, why))));
            refusals.extend(refused);
        }
        for (field, uri) in [("login_uri", &self.login_uri), ("backchannel_uri", &self.backchannel_uri), ("events_uri", &self.events_uri)] {
            let refused = uri.as_deref().and_then(|uri| address::refusal(uri, may_be_local));
            refusals.extend(refused.map(|why| (field, why.to_owned())));
        }
        refusals
    }

    fn keys(&self, may_be_local: bool) -> Option<&'static str> {
        match &self.protocol.keys {
            _ if self.protocol.auth_method != AuthMethod::PrivateKeyJwt => None,
            None => Some("Donnez l’adresse de vos clés publiques, ou collez-les."),
            Some(ClientKeys::JwksUri(uri)) => address::refusal(uri, may_be_local),
            Some(ClientKeys::Jwks(set)) if KeySet::read(set).is_none() => Some(
                "Collez un objet JWK Set\u{a0}: 1 à 20\u{a0}clés publiques, P-256 ou RSA de 2\u{a0}048 à 4\u{a0}096\u{a0}bits, aucune clé privée.",
            ),
            Some(ClientKeys::Jwks(_)) => None,
        }
    }

    /// What differs from `before`, the data apart.
    pub fn changes(&self, before: &Self) -> Vec<Change> {
        let spoken = |declared: &Self| options::lines(&declared.protocol).map(|(what, words)| (what, vec![words]));
        let options = spoken(before).into_iter().zip(spoken(self));
        let pairs = before.lines().into_iter().zip(self.lines()).chain(options);
        pairs.filter(|(old, new)| old.1 != new.1).map(|(old, new)| Change { what: old.0, before: old.1, after: new.1 }).collect()
    }

    /// All but the data and the options, in words.
    pub fn lines(&self) -> [(&'static str, Vec<String>); 9] {
        let one = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect::<Vec<_>>();
        let maybe = |uri: &Option<String>| uri.iter().cloned().collect::<Vec<_>>();
        [
            ("Nom", one(&self.name)),
            ("À quoi il sert", one(&self.purpose)),
            ("Page de connexion", maybe(&self.login_uri)),
            ("Adresses de retour", self.redirect_uris.clone()),
            ("Adresses après déconnexion", self.post_logout_uris.clone()),
            ("Adresse prévenue des déconnexions", maybe(&self.backchannel_uri)),
            ("Adresse prévenue des comptes supprimés", maybe(&self.events_uri)),
            ("Données gardées", one(&self.keeps_for)),
            ("Preuve d’identité du service", proof(&self.protocol)),
        ]
    }
}

/// What is wrong with the reason of a need.
pub fn refused_reason(why: &str) -> Option<&'static str> {
    match why.chars().count() {
        0..10 => Some("Dites à quoi sert cette donnée, en une phrase."),
        10..=SENTENCE => None,
        _ => Some("200\u{a0}caractères au plus."),
    }
}

fn said(uri: &str, why: &str) -> String {
    format!("{uri}\u{a0}: {why}")
}

fn proof(protocol: &Protocol) -> Vec<String> {
    match &protocol.keys {
        _ if protocol.auth_method != AuthMethod::PrivateKeyJwt => vec!["Un secret".to_owned()],
        Some(ClientKeys::JwksUri(uri)) => vec![format!("Ses clés, à l’adresse {uri}")],
        Some(ClientKeys::Jwks(set)) => vec![format!("Ses clés, déposées\u{a0}: {set}")],
        None => vec!["Ses clés".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::api_scope::ApiScope;

    fn whole() -> Declaration {
        Declaration {
            name: "Médiathèque".into(),
            purpose: "Emprunter des livres.".into(),
            redirect_uris: vec!["https://bron.example/retour".into()],
            ..Declaration::default()
        }
    }

    fn need(datum: Datum) -> Need {
        Need { datum, why: "Vérifier votre âge.".into(), required: true }
    }

    fn fields(declaration: &Declaration, may_be_local: bool) -> Vec<&'static str> {
        declaration.refusals(may_be_local).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn what_is_missing_is_told_field_by_field() {
        assert!(fields(&whole(), false).is_empty());
        assert_eq!(fields(&Declaration::default(), true), ["name", "purpose", "redirect_uris"]);
        let needy = Declaration { needs: vec![need(Datum::Birthdate)], ..whole() };
        assert_eq!(fields(&needy, true), ["keeps_for"]);
        let long = Declaration { name: "é".repeat(81), ..whole() };
        assert_eq!(fields(&long, true), ["name"]);
    }

    #[test]
    fn each_wrong_address_is_named() {
        let two = ["https://bron.example/#x", "http://bron.example/", "https://bron.example/"].map(str::to_owned).to_vec();
        let refusals = Declaration { redirect_uris: two, ..whole() }.refusals(true);
        assert_eq!(refusals.len(), 2);
        assert!(refusals[0].1.starts_with("https://bron.example/#x\u{a0}:") && refusals[1].1.starts_with("http://bron.example/\u{a0}:"));
        let single = Declaration { backchannel_uri: Some("bron".into()), login_uri: Some("https://a b".into()), ..whole() };
        assert_eq!(fields(&single, true), ["login_uri", "backchannel_uri"]);
    }

    #[test]
    fn local_addresses_stay_on_trial() {
        let local = Declaration {
            redirect_uris: vec!["http://localhost:3000/retour".into(), "https://bron.example/retour".into()],
            events_uri: Some("http://127.0.0.1/e".into()),
            ..whole()
        };
        assert!(fields(&local, true).is_empty());
        assert_eq!(fields(&local, false), ["redirect_uris", "events_uri"]);
        let live = local.without_local_addresses();
        assert!(fields(&live, false).is_empty());
        assert_eq!((live.redirect_uris.len(), live.events_uri), (1, None));
    }

    #[test]
    fn own_keys_must_be_there_and_public() {
        let with = |keys| {
            let protocol = Protocol { auth_method: AuthMethod::PrivateKeyJwt, keys, ..Protocol::default() };
            fields(&Declaration { protocol, ..whole() }, false)
        };
        assert_eq!(with(None), ["jwks"]);
        assert_eq!(with(Some(ClientKeys::Jwks(json!({ "keys": [] })))), ["jwks"]);
        assert_eq!(with(Some(ClientKeys::JwksUri("http://bron.example/".into()))), ["jwks"]);
        assert!(with(Some(ClientKeys::JwksUri("https://bron.example/cles".into()))).is_empty());
    }

    #[test]
    fn it_may_ask_the_scopes_that_hold_what_it_needs() {
        let needs = vec![need(Datum::Email), need(Datum::Birthdate)];
        let scopes = Declaration { needs, ..whole() }.scopes();
        assert_eq!(scopes.to_text(), "openid profile email identite_pivot birthdate");
        assert_eq!(whole().scopes().to_text(), "openid");
    }

    #[test]
    fn what_changes_is_told_and_nothing_else() {
        let after = Declaration { name: "Bibliothèque".into(), keeps_for: "un an".into(), needs: vec![need(Datum::Email)], ..whole() };
        let changes = after.changes(&whole());
        assert_eq!(changes.iter().map(|change| change.what).collect::<Vec<_>>(), ["Nom", "Données gardées"]);
        assert_eq!((changes[1].before.len(), changes[1].after.as_slice()), (0, &["un an".to_owned()][..]));
        assert!(whole().changes(&whole()).is_empty());
    }

    #[test]
    fn options_that_change_are_told_with_what_they_were() {
        let protocol =
            Protocol { requires_par: true, api_scopes: [ApiScope::AccountsDeleted].into_iter().collect(), ..Protocol::default() };
        let changes = Declaration { protocol, ..whole() }.changes(&whole());
        let told: Vec<_> = changes.iter().map(|change| (change.before.join(" "), change.after.join(" "))).collect();
        assert_eq!(told, [("Facultatives".into(), "Obligatoires".into()), ("Aucun".into(), "Comptes supprimés".into())]);
    }

    #[test]
    fn a_reason_is_a_sentence() {
        assert!(refused_reason("Pour.").is_some() && refused_reason("Vérifier votre âge.").is_none());
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let declaration = Declaration { needs: vec![need(Datum::Email)], ..whole() };
        let kept = serde_json::to_value(&declaration).unwrap();
        assert_eq!(serde_json::from_value::<Declaration>(kept).unwrap(), declaration);
    }
}
