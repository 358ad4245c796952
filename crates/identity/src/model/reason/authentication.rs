//! Refusals of a client that does not prove who it is, or of its proof of
//! possession. What is said on the wire is less than what is kept.

super::reasons! { AUTHENTICATION:
    NOBODY = "client-silent", "invalid_client", "client authentication failed",
        "Prouvez qui est votre service\u{a0}: par l’en-tête Authorization (Basic), par client_secret, ou par client_assertion.";
    DISCONNECTED = "client-disconnected", "invalid_client", "client authentication failed",
        "client_id n’est pas inscrit, ou le service est suspendu. Parlez-en à la Métropole.";
    TWO_WAYS = "two-ways", "invalid_request", "use one way of authentication only",
        "Utilisez une seule façon de prouver qui est votre service\u{a0}: en-tête, formulaire ou assertion.";
    TWO_NAMES = "two-names", "invalid_request", "client_id is not the one that is proved",
        "client_id n’est pas celui de la preuve. Envoyez le même partout.";
    HEADER = "basic-header", "invalid_client", "client authentication failed",
        "L’en-tête Authorization est illisible. Écrivez Basic, puis en base64 l’identifiant et le secret encodés pour un formulaire, joints par deux-points.";
    SECRET = "secret-wrong", "invalid_client", "client authentication failed",
        "Le secret n’est pas le bon, ou il a été remplacé. Après plusieurs essais, votre service attend.";
    METHOD = "auth-method", "invalid_client", "client authentication failed",
        "Ce service est inscrit avec une autre façon de prouver qui il est (token_endpoint_auth_method). Utilisez celle-là.";
    ASSERTION_TYPE = "assertion-type", "invalid_client", "client authentication failed",
        "Envoyez client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer.";
    ASSERTION_SHAPE = "assertion-shape", "invalid_client", "client authentication failed",
        "client_assertion est un JWT signé en ES256, RS256 ou PS256, de 8\u{a0}192 caractères au plus, sans clé ni adresse de clé dans son en-tête.";
    ASSERTION_SIGNATURE = "assertion-signature", "invalid_client", "client authentication failed",
        "Aucune clé inscrite ne vérifie la signature de client_assertion. Vérifiez kid, l’algorithme et les clés publiées.";
    ASSERTION_NAMES = "assertion-names", "invalid_client", "client authentication failed",
        "Dans client_assertion, iss et sub sont tous deux votre client_id.";
    ASSERTION_AUDIENCE = "assertion-audience", "invalid_client", "client authentication failed",
        "Dans client_assertion, aud est une seule valeur\u{a0}: notre issuer, ou l’adresse de /token.";
    ASSERTION_TIME = "assertion-time", "invalid_client", "client authentication failed",
        "Dans client_assertion, exp est dans le futur, d’une heure au plus, et iat n’y est pas. Vérifiez l’horloge du serveur.";
    ASSERTION_ID = "assertion-id", "invalid_client", "client authentication failed",
        "Dans client_assertion, jti est présent, de 128 caractères au plus.";
    ASSERTION_SPENT = "assertion-spent", "invalid_client", "client authentication failed",
        "Cette assertion a déjà servi. Signez-en une nouvelle, avec un autre jti, à chaque appel.";
    KEYS_UNREADABLE = "keys-unreadable", "invalid_client", "client authentication failed",
        "Vos clés ne peuvent pas être lues à jwks_uri. L’adresse doit répondre 200 en moins de 5 secondes, avec un JWKS de 64\u{a0}ko au plus.";
    PROOF_SHAPE = "proof-shape", "invalid_dpop_proof", "the DPoP proof must be one JWT of type dpop+jwt with a public key",
        "L’en-tête DPoP porte un seul JWT de type dpop+jwt, signé en ES256, RS256 ou PS256, avec votre clé publique dans jwk et rien de privé.";
    PROOF_SIGNATURE = "proof-signature", "invalid_dpop_proof", "the DPoP proof is not signed by its own key",
        "La signature de la preuve DPoP n’est pas celle de la clé jwk de son en-tête.";
    PROOF_TARGET = "proof-target", "invalid_dpop_proof", "htm and htu must be the method and the address of this call",
        "Dans la preuve DPoP, htm est la méthode et htu l’adresse appelée, sans paramètres.";
    PROOF_TIME = "proof-time", "invalid_dpop_proof", "iat must be within one minute of now",
        "Dans la preuve DPoP, iat est l’heure de l’appel, à une minute près. Vérifiez l’horloge du serveur.";
    PROOF_SPENT = "proof-spent", "invalid_dpop_proof", "this DPoP proof was used already, or has no jti",
        "Une preuve DPoP sert une fois. Signez-en une nouvelle, avec un autre jti, à chaque appel.";
    PROOF_TOKEN = "proof-token", "invalid_dpop_proof", "ath must be the hash of the access token",
        "Dans la preuve DPoP, ath est le SHA-256 du jeton d’accès, en base64url.";
    PROOF_NONCE = "proof-nonce", "use_dpop_nonce", "put the value of the DPoP-Nonce header into the proof",
        "Recommencez avec, dans la preuve DPoP, le nonce que donne notre en-tête DPoP-Nonce. Il change toutes les 5 minutes.";
    PROOF_MISSING = "proof-missing", "invalid_dpop_proof", "this client must bind its tokens with DPoP",
        "Ce service s’est engagé à lier ses jetons à une clé. Ajoutez l’en-tête DPoP.";
}
