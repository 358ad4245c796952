//! How it may misbehave: a mood is a line of [`MOODS`].

use serde_json::{Map, Value, json};

use super::forgery::Forgery;

/// Members of a JSON document.
pub(super) type Members = Map<String, Value>;
/// Parameters of an address.
pub(super) type Parameters = Vec<(&'static str, String)>;

/// A way to behave.
pub(super) struct Mood {
    /// Its word, for programs.
    pub word: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    pub change: Change,
}

/// What is not as it should be.
pub(super) enum Change {
    Nothing,
    /// The keys are new since this mood was chosen: a client that reads them again goes on.
    NewKeys,
    /// What the ID token says.
    IdToken(fn(&mut Members)),
    /// How the ID token is signed.
    IdTokenSignature(Forgery),
    /// What the token endpoint answers.
    Tokens(fn(&mut Members)),
    /// How the token endpoint answers.
    TokenEndpoint(Trouble),
    /// What userinfo says.
    Userinfo(fn(&mut Members)),
    /// How userinfo is signed.
    UserinfoSignature(Forgery),
    /// How userinfo answers.
    UserinfoEndpoint(Trouble),
    /// What comes back by the browser.
    Return(fn(&mut Parameters)),
    /// The code that was given before is given again.
    SameCode,
    /// Nobody can sign in.
    Unavailable,
}

/// An endpoint that does not answer as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// 500.
    Fails,
    /// A right answer, late.
    Slow,
    /// A document larger than anybody reads.
    Huge,
    /// A page in place of a document, with status 200.
    Page,
    /// A plain JSON document in place of a signed one.
    Plain,
}

const fn mood(word: &'static str, label: &'static str, change: Change) -> Mood {
    Mood { word, label, change }
}

/// As it should.
pub(super) static NORMAL: Mood = mood("normal", "Il répond comme prévu", Change::Nothing);

/// Every other way.
static MOODS: &[Mood] = &[
    mood("unavailable", "Connexion\u{a0}: service indisponible (temporarily_unavailable)", Change::Unavailable),
    mood("no-state", "Retour\u{a0}: sans state", Change::Return(|sent| sent.retain(|(name, _)| *name != "state"))),
    mood(
        "wrong-state",
        "Retour\u{a0}: state changé",
        Change::Return(|sent| put(sent, "state", "another-state-than-the-one-that-was-sent")),
    ),
    mood("wrong-response-iss", "Retour\u{a0}: un autre émetteur", Change::Return(|sent| put(sent, "iss", ELSEWHERE))),
    mood("no-code", "Retour\u{a0}: sans code", Change::Return(|sent| sent.retain(|(name, _)| *name != "code"))),
    mood("unknown-code", "Retour\u{a0}: un code inconnu", Change::Return(|sent| put(sent, "code", "nobody-gave-this-code"))),
    mood("same-code", "Retour\u{a0}: le même code deux fois", Change::SameCode),
    mood("token-500", "Jetons\u{a0}: erreur 500", Change::TokenEndpoint(Trouble::Fails)),
    mood("token-slow", "Jetons\u{a0}: réponse trop lente", Change::TokenEndpoint(Trouble::Slow)),
    mood("token-huge", "Jetons\u{a0}: réponse énorme", Change::TokenEndpoint(Trouble::Huge)),
    mood("token-html", "Jetons\u{a0}: une page à la place du document", Change::TokenEndpoint(Trouble::Page)),
    mood("no-id-token", "Jetons\u{a0}: sans id_token", Change::Tokens(|said| drop(said.remove("id_token")))),
    mood("no-access-token", "Jetons\u{a0}: sans access_token", Change::Tokens(|said| drop(said.remove("access_token")))),
    mood("new-keys", "Clés\u{a0}: elles viennent de changer", Change::NewKeys),
    mood("wrong-nonce", "ID token\u{a0}: un autre nonce", Change::IdToken(|said| set(said, "nonce", json!("another-nonce")))),
    mood("no-nonce", "ID token\u{a0}: sans nonce", Change::IdToken(|said| drop(said.remove("nonce")))),
    mood("wrong-aud", "ID token\u{a0}: pour un autre service", Change::IdToken(|said| set(said, "aud", json!("another-client")))),
    mood("wrong-iss", "ID token\u{a0}: un autre émetteur", Change::IdToken(|said| set(said, "iss", json!(ELSEWHERE)))),
    mood("expired", "ID token\u{a0}: périmé depuis une heure", Change::IdToken(expire)),
    mood("no-sub", "ID token\u{a0}: sans sub", Change::IdToken(|said| drop(said.remove("sub")))),
    mood("no-acr", "ID token\u{a0}: sans acr", Change::IdToken(|said| drop(said.remove("acr")))),
    mood("unknown-kid", "ID token\u{a0}: une clé que personne ne publie", Change::IdTokenSignature(Forgery::UnknownKid)),
    mood("other-key", "ID token\u{a0}: signé par une autre clé", Change::IdTokenSignature(Forgery::OtherKey)),
    mood("alg-none", "ID token\u{a0}: sans signature (alg none)", Change::IdTokenSignature(Forgery::Unsigned)),
    mood("hs256", "ID token\u{a0}: HS256 avec la clé publique", Change::IdTokenSignature(Forgery::PublicKeyAsSecret)),
    mood("userinfo-500", "Identité\u{a0}: erreur 500", Change::UserinfoEndpoint(Trouble::Fails)),
    mood("userinfo-huge", "Identité\u{a0}: réponse énorme", Change::UserinfoEndpoint(Trouble::Huge)),
    mood("userinfo-html", "Identité\u{a0}: une page à la place du document", Change::UserinfoEndpoint(Trouble::Page)),
    mood("userinfo-json", "Identité\u{a0}: sans signature (application/json)", Change::UserinfoEndpoint(Trouble::Plain)),
    mood(
        "userinfo-other-sub",
        "Identité\u{a0}: celle d’une autre personne",
        Change::Userinfo(|said| set(said, "sub", json!(SOMEBODY_ELSE))),
    ),
    mood("userinfo-wrong-aud", "Identité\u{a0}: pour un autre service", Change::Userinfo(|said| set(said, "aud", json!("another-client")))),
    mood("userinfo-wrong-iss", "Identité\u{a0}: un autre émetteur", Change::Userinfo(|said| set(said, "iss", json!(ELSEWHERE)))),
    mood("userinfo-expired", "Identité\u{a0}: périmée depuis une heure", Change::Userinfo(expire)),
    mood("userinfo-missing", "Identité\u{a0}: il manque le nom et la date de naissance", Change::Userinfo(forget_birth)),
    mood("userinfo-other-key", "Identité\u{a0}: signée par une autre clé", Change::UserinfoSignature(Forgery::OtherKey)),
    mood("userinfo-alg-none", "Identité\u{a0}: sans signature (alg none)", Change::UserinfoSignature(Forgery::Unsigned)),
    mood("userinfo-hs256", "Identité\u{a0}: HS256 avec la clé publique", Change::UserinfoSignature(Forgery::PublicKeyAsSecret)),
];

const ELSEWHERE: &str = "https://another-issuer.example/api/v2";
const SOMEBODY_ELSE: &str = "0000000000000000000000000000000000000000000000000000000000000000v1";

/// Every mood, the right one first.
pub(super) fn all() -> impl Iterator<Item = &'static Mood> {
    std::iter::once(&NORMAL).chain(MOODS)
}

/// A mood, by its word.
pub(super) fn find(word: &str) -> Option<&'static Mood> {
    all().find(|mood| mood.word == word)
}

impl Mood {
    /// Changes what the ID token says, if that is the mood.
    pub fn in_id_token(&self, said: &mut Members) {
        if let Change::IdToken(change) = self.change {
            change(said);
        }
    }

    pub fn in_tokens(&self, said: &mut Members) {
        if let Change::Tokens(change) = self.change {
            change(said);
        }
    }

    pub fn in_userinfo(&self, said: &mut Members) {
        if let Change::Userinfo(change) = self.change {
            change(said);
        }
    }

    pub fn in_return(&self, sent: &mut Parameters) {
        if let Change::Return(change) = self.change {
            change(sent);
        }
    }

    pub const fn of_id_token(&self) -> Option<Forgery> {
        if let Change::IdTokenSignature(forgery) = self.change { Some(forgery) } else { None }
    }

    pub const fn of_userinfo(&self) -> Option<Forgery> {
        if let Change::UserinfoSignature(forgery) = self.change { Some(forgery) } else { None }
    }
}

/// A document whose members were changed.
pub(super) fn changed(mut document: Value, change: impl FnOnce(&mut Members)) -> Value {
    if let Value::Object(members) = &mut document {
        change(members);
    }
    document
}

fn set(said: &mut Members, name: &str, value: Value) {
    said.insert(name.to_owned(), value);
}

fn put(sent: &mut Parameters, name: &'static str, value: &str) {
    sent.retain(|(known, _)| *known != name);
    sent.push((name, value.to_owned()));
}

fn expire(said: &mut Members) {
    for name in ["exp", "iat", "auth_time"] {
        if let Some(at) = said.get(name).and_then(Value::as_i64) {
            set(said, name, json!(at - 3_660));
        }
    }
}

fn forget_birth(said: &mut Members) {
    for name in ["family_name", "birthdate", "birthplace", "gender"] {
        said.remove(name);
    }
}
