//! Refusals of an authorization request, pushed or brought by a browser.

super::reasons! { AUTHORIZATION:
    CLIENT_MISSING = "client-missing", "invalid_request", "client_id is missing or repeated",
        "Envoyez client_id, une seule fois.";
    CLIENT_UNKNOWN = "client-unknown", "invalid_request", "client_id is not registered",
        "client_id n’est pas inscrit. Vérifiez-le auprès de la Métropole.";
    CLIENT_SUSPENDED = "client-suspended", "unauthorized_client", "the service is suspended",
        "Ce service, ou son organisation, est suspendu. Personne n’y entre tant que la Métropole ne l’a pas rétabli. Écrivez-lui.";
    REDIRECT_MISSING = "redirect-missing", "invalid_request", "redirect_uri is missing or repeated",
        "Envoyez redirect_uri, une seule fois.";
    REDIRECT_UNKNOWN = "redirect-unknown", "invalid_request", "redirect_uri is not registered",
        "redirect_uri n’est pas inscrite. Elle doit être la même à la lettre près\u{a0}: majuscules, port et barre finale comptent.";
    REPEATED = "repeated", "invalid_request", "a parameter is repeated",
        "Envoyez chaque paramètre une seule fois.";
    REQUEST_OBJECT = "request-object", "request_not_supported", "request objects are not supported",
        "Retirez le paramètre request. Pour protéger la demande, poussez-la à l’adresse /par.";
    REQUEST_URI = "request-uri", "request_uri_not_supported", "only a request_uri given by /par is supported",
        "Retirez request_uri, ou donnez celle que /par vous a rendue.";
    REQUEST_GONE = "request-gone", "invalid_request", "this pushed request is unknown, used, expired, or not yours",
        "Une demande poussée sert une fois, pendant 60 secondes. Poussez-en une nouvelle à chaque connexion.";
    REGISTRATION = "registration", "registration_not_supported", "registration is not supported",
        "Retirez le paramètre registration. La Métropole inscrit les services.";
    PUSH_FIRST = "push-first", "invalid_request", "this client must push its requests to /par",
        "Ce service s’est engagé à pousser ses demandes. Envoyez les paramètres à /par, puis seulement client_id et request_uri.";
    RESPONSE_TYPE_MISSING = "response-type-missing", "invalid_request", "response_type is missing",
        "Ajoutez response_type=code.";
    RESPONSE_TYPE = "response-type", "unsupported_response_type", "only response_type=code is supported",
        "Remplacez la valeur de response_type par code. Les autres façons ne sont pas sûres.";
    RESPONSE_MODE = "response-mode", "invalid_request", "response_mode must be query, fragment or form_post",
        "Donnez à response_mode la valeur query, fragment ou form_post, ou retirez-le.";
    OPENID_MISSING = "openid-missing", "invalid_scope", "scope must contain openid",
        "Ajoutez openid à scope.";
    SCOPE_NOT_REGISTERED = "scope-not-registered", "invalid_scope", "this client may not ask for one of these scopes",
        "Demandez seulement les scopes inscrits pour ce service. Pour en ajouter, ouvrez «\u{a0}Changer les données\u{a0}» dans l’espace partenaires.";
    STATE = "state", "invalid_request", "state must have 16 to 512 printable characters, chosen at random",
        "Tirez state au hasard à chaque demande\u{a0}: de 16 à 512 caractères ASCII. Gardez-le pour le comparer au retour.";
    NONCE = "nonce", "invalid_request", "nonce must have 16 to 512 printable characters, chosen at random",
        "Tirez nonce au hasard à chaque demande\u{a0}: de 16 à 512 caractères ASCII. Gardez-le pour le comparer à celui de l’ID token.";
    CHALLENGE_MISSING = "challenge-missing", "invalid_request", "code_challenge is missing",
        "Ajoutez code_challenge et code_challenge_method=S256 (PKCE).";
    CHALLENGE = "challenge", "invalid_request", "code_challenge must be the base64url of a SHA-256",
        "code_challenge est le SHA-256 de code_verifier, en base64url sans signe égal\u{a0}: 43 caractères.";
    CHALLENGE_METHOD = "challenge-method", "invalid_request", "code_challenge_method must be S256",
        "Envoyez code_challenge_method=S256. La méthode plain est refusée.";
    PROMPT = "prompt", "invalid_request", "prompt has an unknown value",
        "prompt accepte none, login, consent, select_account et create.";
    PROMPT_ALONE = "prompt-alone", "invalid_request", "prompt=none and prompt=create stand alone",
        "Envoyez prompt=none ou prompt=create sans autre valeur.";
    MAX_AGE = "max-age", "invalid_request", "max_age must be a number of seconds",
        "Écrivez max_age en secondes, en chiffres seulement.";
    HINT_LENGTH = "hint-length", "invalid_request", "id_token_hint is too long",
        "Donnez dans id_token_hint l’ID token que nous avons signé, tel quel.";
    CLAIMS = "claims", "invalid_request", "claims must be the JSON object of OpenID Connect Core 5.5, of at most 4096 bytes",
        "Écrivez claims en JSON\u{a0}: un objet avec userinfo ou id_token, de 4\u{a0}096 octets au plus, et 40 données au plus.";
    ACR_UNMET = "acr-unmet", "unmet_authentication_requirements", "none of the essential acr values can be reached",
        "Aucune des valeurs acr exigées n’existe ici. Choisissez parmi acr_values_supported.";
    KEY_THUMBPRINT = "key-thumbprint", "invalid_request", "dpop_jkt must be the thumbprint of the key of the DPoP proof",
        "dpop_jkt est l’empreinte SHA-256 (RFC 7638) de votre clé publique, en base64url\u{a0}: 43 caractères. Elle est celle de la preuve DPoP.";
}
