//! Refusals of the endpoints that give, describe and take back tokens.

super::reasons! { TOKENS:
    NOT_A_FORM = "not-a-form", "invalid_request", "the body must be application/x-www-form-urlencoded",
        "Envoyez un formulaire (application/x-www-form-urlencoded), pas du JSON.";
    FORM_REPEATED = "form-repeated", "invalid_request", "a parameter is repeated",
        "Envoyez chaque paramètre du formulaire une seule fois.";
    GRANT_TYPE_MISSING = "grant-type-missing", "invalid_request", "grant_type is missing",
        "Ajoutez grant_type\u{a0}: authorization_code, refresh_token ou client_credentials.";
    GRANT_TYPE = "grant-type", "unsupported_grant_type", "use authorization_code, refresh_token or client_credentials",
        "grant_type accepte authorization_code, refresh_token et client_credentials.";
    CODE_MISSING = "code-missing", "invalid_request", "code is missing",
        "Ajoutez le code reçu à votre redirect_uri.";
    CODE_REDIRECT_MISSING = "code-redirect-missing", "invalid_request", "redirect_uri is missing",
        "Ajoutez redirect_uri, la même que dans la demande.";
    CODE_WORTHLESS = "code-worthless", "invalid_grant", "this grant is unknown, expired, used, or not yours",
        "Ce code ne vaut rien\u{a0}: il a déjà servi, il a plus de 60 secondes, ou il est d’un autre service.";
    CODE_REDIRECT = "code-redirect", "invalid_grant", "this grant is unknown, expired, used, or not yours",
        "redirect_uri n’est pas celle de la demande qui a donné ce code.";
    CODE_VERIFIER = "code-verifier", "invalid_grant", "this grant is unknown, expired, used, or not yours",
        "code_verifier ne répond pas au code_challenge de la demande. Gardez-le dans la session de la personne, de la demande au retour.";
    CODE_KEY = "code-key", "invalid_grant", "this grant is unknown, expired, used, or not yours",
        "Ce code est lié à une clé (dpop_jkt). La preuve DPoP vient d’une autre clé, ou elle manque.";
    REPLAYED = "replayed", "invalid_grant", "this grant is unknown, expired, used, or not yours",
        "Ce code ou ce refresh_token a servi deux fois\u{a0}: tout ce qu’il a donné est repris. N’envoyez jamais deux fois la même demande.";
    REFRESH_MISSING = "refresh-missing", "invalid_request", "refresh_token is missing",
        "Ajoutez refresh_token.";
    REFRESH_WORTHLESS = "refresh-worthless", "invalid_grant", "this grant is unknown, expired, used, or not yours",
        "Ce refresh_token ne vaut plus rien\u{a0}: la personne s’est déconnectée, elle a retiré son accord, ou il est trop vieux. Faites-la se connecter.";
    SCOPE_WIDER = "scope-wider", "invalid_scope", "ask for openid, and for nothing more than what was granted",
        "En renouvelant, demandez openid, et rien de plus que ce qui a été accordé.";
    NO_API = "no-api", "unauthorized_client", "this client has no scope of its own",
        "Ce service n’a droit à aucune API en son propre nom. Demandez-le à la Métropole.";
    API_SCOPE = "api-scope", "invalid_scope", "this client may not have one of these scopes of its own",
        "Demandez seulement les scopes d’API inscrits pour ce service. openid demande une personne.";
    TOKEN_MISSING = "token-missing", "invalid_request", "token is missing",
        "Ajoutez token\u{a0}: le jeton à décrire ou à reprendre.";
    TOKEN_WORTHLESS = "token-worthless", "invalid_token", "this token is unknown, expired or revoked",
        "Ce jeton ne vaut rien\u{a0}: il a expiré, il a été repris, ou la personne s’est déconnectée.";
    BEARER_BOUND = "bearer-bound", "invalid_token", "this token is unknown, expired or revoked",
        "Ce jeton est lié à une clé. Envoyez Authorization: DPoP et une preuve DPoP de la même clé.";
    SCOPE_TOO_SMALL = "scope-too-small", "insufficient_scope", "this token has not the scope that this API asks",
        "Ce jeton n’a pas le scope de cette API. Demandez-le avec scope, si la Métropole vous l’a donné.";
    FEED_CURSOR = "feed-cursor", "invalid_request", "after is not a cursor of ours",
        "Dans after, mettez la valeur de next de la réponse d’avant, telle quelle. Sans after, la lecture commence au début.";
    FEED_LIMIT = "feed-limit", "invalid_request", "limit is a number from 1 to 1000",
        "Dans limit, mettez un nombre de 1 à 1000.";
}
