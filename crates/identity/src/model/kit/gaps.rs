//! What the options of a service ask that a sample does not do, and what to
//! change in it. The samples speak as an ordinary service does.

use crate::model::protocol::{AuthMethod, Binding, Protocol};

/// An option that a sample does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The service signs with its key: it has no secret.
    Key,
    /// The secret goes in the form only.
    SecretPost,
    /// The secret goes in the header only.
    SecretBasic,
    /// Every request is pushed first.
    Par,
    /// Tokens are bound to a key.
    Dpop,
    /// Userinfo is a signed token.
    SignedUserinfo,
}

use Gap::{Dpop, Key, Par, SecretBasic, SecretPost, SignedUserinfo};

impl Gap {
    /// What the service chose.
    pub const fn label(self) -> &'static str {
        match self {
            Key => "Une clé à la place du secret (private_key_jwt)",
            SecretPost => "Le secret dans le formulaire (client_secret_post)",
            SecretBasic => "Le secret dans l’en-tête (client_secret_basic)",
            Par => "Demandes déposées à l’avance (PAR)",
            Dpop => "Jetons liés à une clé (DPoP)",
            SignedUserinfo => "Réponse de userinfo signée",
        }
    }

    /// What to change in the sample of this folder; nothing when it does it already.
    fn change(self, sample: &str) -> Option<&'static str> {
        Some(match (self, sample) {
            (Key, "node") => {
                "dans `server.mjs`, ne lisez plus `GLC_CLIENT_SECRET`. Lisez votre clé avec `importPKCS8` de `jose`, et remplacez `oidc.ClientSecretBasic(GLC_CLIENT_SECRET)` par `oidc.PrivateKeyJwt({ key, kid })`."
            }
            (Key, "python") => {
                "dans `app.py`, ne lisez plus `GLC_CLIENT_SECRET`. Dans `register`, donnez à `client_secret` votre clé RSA (PEM), ajoutez `client_auth_methods=[PrivateKeyJWT(f\"{ISSUER}/token\")]` (de `authlib.oauth2.rfc7523`) et, dans `client_kwargs`, `\"token_endpoint_auth_method\": \"private_key_jwt\"`."
            }
            (Key, "php") => {
                "dans `tokens` de `glc.php`, remplacez `client_secret` par `client_assertion_type` (`urn:ietf:params:oauth:client-assertion-type:jwt-bearer`) et `client_assertion`\u{a0}: un jeton que vous signez avec `openssl_sign`. Il dit `iss` et `sub` (votre identifiant), `aud` (`GLC_ISSUER`), `exp` (dans une minute) et un `jti` nouveau à chaque fois."
            }
            (Key, "apache") => {
                "dans `glc.conf`, remplacez `OIDCClientSecret` par `OIDCPrivateKeyFiles` et le fichier de votre clé RSA. En dessous, mettez `OIDCProviderTokenEndpointAuth private_key_jwt`."
            }
            (SecretPost, "node") => "dans `server.mjs`, remplacez `oidc.ClientSecretBasic` par `oidc.ClientSecretPost`.",
            (SecretPost, "python") => "dans `client_kwargs` de `app.py`, ajoutez `\"token_endpoint_auth_method\": \"client_secret_post\"`.",
            (SecretPost, "apache") => "dans `glc.conf`, mettez `OIDCProviderTokenEndpointAuth client_secret_post`.",
            (SecretBasic, "php") => {
                "dans `tokens` de `glc.php`, retirez `client_id` et `client_secret` du formulaire. Donnez à `call` l’en-tête `Authorization: Basic`, puis `base64_encode` de l’identifiant, de deux points et du secret."
            }
            (Par, "node") => {
                "dans `signIn`, remplacez `oidc.buildAuthorizationUrl(glc, asked)` par `await oidc.buildAuthorizationUrlWithPAR(glc, asked)`."
            }
            (Par, "python") => {
                "Authlib ne le fait pas. Dans `login`, prenez les paramètres de l’adresse que rend `glc.create_authorization_url`, et gardez ce qu’elle rend avec `glc.save_authorize_data`. Envoyez ces paramètres à `/par` (POST), avec la preuve de votre service. Puis envoyez la personne à `/authorize`, avec `client_id` et le `request_uri` reçu, rien d’autre."
            }
            (Par, "php") => {
                "dans `authorization_url` de `glc.php`, envoyez les paramètres à `pushed_authorization_request_endpoint` (POST), avec la même preuve que dans `tokens`. La réponse a le statut 201\u{a0}: `call` doit l’accepter. Puis envoyez la personne à `/authorize`, avec `client_id` et le `request_uri` reçu, rien d’autre."
            }
            (Par, "apache") => {
                "le module de Debian 12 (2.4.12) ne le fait pas. Prenez une version qui connaît `OIDCProviderAuthRequestMethod PAR`, et ajoutez cette ligne à `glc.conf`."
            }
            (Dpop, "node") => {
                "dans `server.mjs`, faites une fois `const DPoP = oidc.getDPoPHandle(glc, await oidc.randomDPoPKeyPair('ES256'))`. Donnez `{ DPoP }` en dernier à `authorizationCodeGrant` et à `refreshTokenGrant` (avec `undefined` juste avant), et à `fetchUserInfo`."
            }
            (Dpop, "python") => {
                "Authlib ne le fait pas. Signez vous-même une preuve pour chaque appel (RFC 9449, avec `joserfc`)\u{a0}: l’en-tête `DPoP` à `/token`, puis à `/userinfo` avec `Authorization: DPoP`. Ou partez de l’exemple Node, dont la bibliothèque le fait."
            }
            (Dpop, "php") => {
                "dans `glc.php`, donnez à `call` l’en-tête `DPoP`\u{a0}: une preuve signée pour chaque appel à `/token` et à `/userinfo` (RFC 9449). Dans `userinfo`, remplacez `Bearer` par `DPoP`."
            }
            (Dpop, "apache") => {
                "le module de Debian 12 (2.4.12) ne le fait pas. Prenez une version qui connaît `OIDCDPoPMode required`, et ajoutez cette ligne à `glc.conf`, avec `OIDCPrivateKeyFiles` et le fichier de votre clé."
            }
            (SignedUserinfo, "python") => {
                "dans `app.py`, `glc.userinfo` lit du JSON. Lisez `glc.get(f\"{ISSUER}/userinfo\", token=token).text` et vérifiez ce jeton avec `jwt.decode`, comme `backchannel_logout` vérifie le sien\u{a0}: la signature, `iss`, `aud` et `exp`."
            }
            (SignedUserinfo, "php") => {
                "dans `userinfo` de `glc.php`, `call` lit du JSON. Lisez la réponse comme un texte, et donnez-la à `checked`, avec `'JWT'`."
            }
            (SignedUserinfo, "apache") => "dans `glc.conf`, ajoutez `OIDCUserInfoSignedResponseAlg`, puis le nom de votre signature.",
            // PHP puts it in the form; the other samples, in the header; openid-client reads signed answers
            _ => return None,
        })
    }
}

/// What a service chose that some sample does not do.
pub fn of(protocol: &Protocol) -> Vec<Gap> {
    let proof = match protocol.auth_method {
        AuthMethod::Secret => None,
        AuthMethod::SecretBasic => Some(SecretBasic),
        AuthMethod::SecretPost => Some(SecretPost),
        AuthMethod::PrivateKeyJwt => Some(Key),
    };
    let others =
        [(protocol.requires_par, Par), (protocol.binding != Binding::Optional, Dpop), (protocol.userinfo_alg.is_some(), SignedUserinfo)];
    proof.into_iter().chain(others.into_iter().filter(|(is_chosen, _)| *is_chosen).map(|(_, gap)| gap)).collect()
}

/// What a service chose that this sample does not do, and what to change in it.
pub fn in_sample(protocol: &Protocol, sample: &str) -> Vec<(Gap, &'static str)> {
    of(protocol).into_iter().filter_map(|gap| Some((gap, gap.change(sample)?))).collect()
}
