//! Why nobody is certified this time: what happened, what to do.

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// She gave up.
    Cancelled,
    /// FranceConnect or the national register refuses her.
    Denied,
    /// Nobody answers, or not in time.
    Unavailable,
    /// It was too long ago, in another browser, or never asked.
    Lost,
    /// We are not known there, or ask what we may not.
    Misconfigured,
    /// What came back cannot be believed: what, for the operator.
    Untrusted(&'static str),
    /// What came back is no identity.
    Incomplete,
    /// Her account is certified as somebody else.
    SomebodyElse,
}

impl Refusal {
    /// What the error of a redirection means (RFC 6749 §4.1.2.1, and
    /// FranceConnect's own descriptions).
    pub(crate) fn of_error(error: &str, description: &str) -> Self {
        match error {
            "access_denied" if description.contains("aborted") => Self::Cancelled,
            "access_denied" => Self::Denied,
            "temporarily_unavailable" | "server_error" => Self::Unavailable,
            _ => Self::Misconfigured,
        }
    }

    /// What happened.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Cancelled => "Vous avez annulé",
            Self::Denied => "FranceConnect n’a pas confirmé votre identité",
            Self::Unavailable => "FranceConnect ne répond pas",
            Self::Lost => "Cette étape a expiré",
            Self::Misconfigured => "FranceConnect ne nous reconnaît pas",
            Self::Untrusted(_) => "La réponse de FranceConnect n’est pas sûre",
            Self::Incomplete => "FranceConnect n’a pas donné toute votre identité",
            Self::SomebodyElse => "Ce compte est certifié au nom d’une autre personne",
        }
    }

    /// What to do.
    pub(crate) const fn advice(self) -> &'static str {
        match self {
            Self::Cancelled => "Vous pouvez recommencer quand vous voulez.",
            Self::Denied => "Essayez avec un autre de vos comptes (impots.gouv.fr, Ameli…). FranceConnect peut vous dire pourquoi.",
            Self::Unavailable => "Réessayez dans quelques minutes, ou connectez-vous autrement.",
            Self::Lost => "Recommencez, dans une seule fenêtre de ce navigateur.",
            Self::Misconfigured => "Vous n’y pouvez rien. Connectez-vous autrement, ou revenez plus tard.",
            Self::Untrusted(_) => "Par prudence, nous ne l’avons pas utilisée. Recommencez, ou connectez-vous autrement.",
            Self::Incomplete => "Essayez avec un autre de vos comptes, ou connectez-vous autrement.",
            Self::SomebodyElse => "Retirez d’abord FranceConnect de ce compte, ou connectez-vous à votre propre compte.",
        }
    }

    /// HTTP status of its page.
    pub(crate) const fn status(self) -> u16 {
        match self {
            Self::Cancelled => 200,
            Self::Denied | Self::SomebodyElse => 403,
            Self::Lost => 400,
            Self::Unavailable => 503,
            Self::Misconfigured | Self::Untrusted(_) | Self::Incomplete => 502,
        }
    }

    /// Whether an operator should know.
    pub(crate) const fn is_ours_to_look_at(self) -> bool {
        matches!(self, Self::Unavailable | Self::Misconfigured | Self::Untrusted(_) | Self::Incomplete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_that_comes_back_has_its_page() {
        for (error, description, expected) in [
            ("access_denied", "user auth aborted", Refusal::Cancelled),
            ("access_denied", "Y010015", Refusal::Denied),
            ("temporarily_unavailable", "authentication temporarily unavailable", Refusal::Unavailable),
            ("server_error", "Y600006", Refusal::Unavailable),
            ("invalid_scope", "", Refusal::Misconfigured),
            ("invalid_acr", "", Refusal::Misconfigured),
            ("<script>", "", Refusal::Misconfigured),
        ] {
            assert_eq!(Refusal::of_error(error, description), expected, "{error} {description}");
        }
    }
}
