//! Every check of a trial, in the order in which they are made.

use super::{lie::Lie, sight::Sight};

/// How a check is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It is seen on honest sign-ins.
    Seen(Sight),
    /// We lie, and see what comes.
    Lied(Lie),
}

/// A check.
#[derive(Debug)]
pub struct Check {
    /// How it is made.
    pub way: Way,
    /// What the client must do.
    pub title: &'static str,
    /// What its developer does, or what he is told before a lie.
    pub now: &'static str,
    /// What to do when it failed.
    pub advice: &'static str,
    /// Where it is written.
    pub source: &'static str,
    /// The requirement that it proves, in `kit/checklist.toml`.
    pub requirement: &'static str,
}

impl Check {
    /// Its name, as kept.
    pub const fn name(&self) -> &'static str {
        match self.way {
            Way::Seen(sight) => sight.as_str(),
            Way::Lied(lie) => lie.as_str(),
        }
    }

    /// Whether what it asks for ends the developer's own session with us.
    pub const fn ends_session(&self) -> bool {
        matches!(self.way, Way::Seen(Sight::SignOut | Sight::SignOutHeard | Sight::SignOutDoubted))
    }

    /// The lie that it tells, if it tells one.
    pub const fn lie(&self) -> Option<Lie> {
        match self.way {
            Way::Seen(_) => None,
            Way::Lied(lie) => Some(lie),
        }
    }
}

/// The check of this name.
pub fn by_name(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name() == name)
}

const SIGN_IN: &str = "Connectez-vous à votre service, comme d’habitude.";
const TWICE: &str = "Connectez-vous une deuxième fois\u{a0}: GrandLyon Connect compare.";
const SIGN_OUT: &str = "Connectez-vous à votre service, puis déconnectez-vous de lui. Vous serez aussi déconnecté d’ici.";

/// Every check.
pub static CHECKS: [Check; 19] = [
    Check {
        way: Way::Seen(Sight::ReturnAddress),
        title: "Il revient à une adresse inscrite",
        now: SIGN_IN,
        advice: "Envoyez redirect_uri comme elle est inscrite, à la lettre près. En production, elle commence par https://.",
        source: "RFC 9700, § 2.1",
        requirement: "exchanges-private",
    },
    Check {
        way: Way::Seen(Sight::State),
        title: "Il tire un nouveau state à chaque connexion",
        now: TWICE,
        advice: "Tirez au moins 128 bits au hasard à chaque connexion, et gardez-les dans la session de la personne.",
        source: "RFC 6749, § 10.12",
        requirement: "state-random",
    },
    Check {
        way: Way::Seen(Sight::Nonce),
        title: "Il tire un nouveau nonce à chaque connexion",
        now: TWICE,
        advice: "Tirez au moins 128 bits au hasard à chaque connexion, et gardez-les dans la session de la personne.",
        source: "OpenID Connect Core, § 15.5.2",
        requirement: "nonce-random",
    },
    Check {
        way: Way::Seen(Sight::Pkce),
        title: "Il protège le code avec PKCE (S256)",
        now: SIGN_IN,
        advice: "Envoyez code_challenge et code_challenge_method=S256, nouveaux à chaque connexion, puis code_verifier avec le code.",
        source: "RFC 7636, § 4",
        requirement: "kit-followed",
    },
    Check {
        way: Way::Seen(Sight::Code),
        title: "Il échange le code une fois, dans la minute",
        now: SIGN_IN,
        advice: "Échangez le code dès le retour, une seule fois. N’envoyez pas deux fois la même demande.",
        source: "RFC 6749, § 4.1.2",
        requirement: "kit-followed",
    },
    Check {
        way: Way::Seen(Sight::Userinfo),
        title: "Il lit les données avec l’en-tête Authorization",
        now: SIGN_IN,
        advice: "Appelez /userinfo avec l’en-tête Authorization\u{a0}: Bearer et le jeton d’accès. Jamais le jeton dans l’adresse.",
        source: "RFC 6750, § 2.1",
        requirement: "kit-followed",
    },
    Check {
        way: Way::Lied(Lie::State),
        title: "Il refuse un state qui n’est pas le sien",
        now: "À la prochaine connexion, un autre state revient.",
        advice: "Au retour, comparez state avec celui de la session de la personne. S’il est autre, arrêtez tout, sans échanger le code.",
        source: "RFC 6749, § 10.12",
        requirement: "state-checked",
    },
    Check {
        way: Way::Lied(Lie::Issuer),
        title: "Il refuse la réponse d’un autre fournisseur",
        now: "À la prochaine connexion, un autre iss revient avec le code.",
        advice: "Au retour, vérifiez que iss est l’adresse de GrandLyon Connect. S’il est autre, arrêtez tout, sans échanger le code.",
        source: "RFC 9207, § 2.4",
        requirement: "iss-checked",
    },
    Check {
        way: Way::Lied(Lie::Stranger),
        title: "Il refuse un jeton signé par un inconnu",
        now: "À la prochaine connexion, une autre clé signe le jeton d’identité.",
        advice: "Vérifiez la signature du jeton avec les clés publiques de GrandLyon Connect (/jwks).",
        source: "OpenID Connect Core, § 3.1.3.7, point 6",
        requirement: "signature-checked",
    },
    Check {
        way: Way::Lied(Lie::Unsigned),
        title: "Il refuse un jeton que personne n’a signé",
        now: "À la prochaine connexion, le jeton d’identité dit alg: none.",
        advice: "N’acceptez que l’algorithme inscrit pour votre service. Refusez toujours none.",
        source: "RFC 8725, § 3.2",
        requirement: "signature-checked",
    },
    Check {
        way: Way::Lied(Lie::TokenIssuer),
        title: "Il refuse le jeton d’un autre fournisseur",
        now: "À la prochaine connexion, le jeton d’identité a un autre iss.",
        advice: "Vérifiez que iss du jeton est l’adresse de GrandLyon Connect.",
        source: "OpenID Connect Core, § 3.1.3.7, point 2",
        requirement: "iss-checked",
    },
    Check {
        way: Way::Lied(Lie::Audience),
        title: "Il refuse le jeton d’un autre service",
        now: "À la prochaine connexion, le jeton d’identité a un autre aud.",
        advice: "Vérifiez que aud du jeton est votre identifiant.",
        source: "OpenID Connect Core, § 3.1.3.7, point 3",
        requirement: "aud-checked",
    },
    Check {
        way: Way::Lied(Lie::Expired),
        title: "Il refuse un jeton périmé",
        now: "À la prochaine connexion, le jeton d’identité est périmé depuis une heure.",
        advice: "Vérifiez que exp n’est pas passé, à une minute près au plus.",
        source: "OpenID Connect Core, § 3.1.3.7, point 9",
        requirement: "exp-checked",
    },
    Check {
        way: Way::Lied(Lie::Nonce),
        title: "Il refuse un nonce qui n’est pas le sien",
        now: "À la prochaine connexion, le jeton d’identité a un autre nonce.",
        advice: "Comparez nonce du jeton avec celui de la session de la personne.",
        source: "OpenID Connect Core, § 3.1.3.7, point 11",
        requirement: "nonce-checked",
    },
    Check {
        way: Way::Lied(Lie::Level),
        title: "Il refuse une connexion plus faible que demandé",
        now: "À la prochaine connexion, le jeton d’identité dit acr: glc:none.",
        advice: "Demandez un niveau (acr_values), et vérifiez que acr du jeton est ce niveau, ou mieux.",
        source: "OpenID Connect Core, § 3.1.3.7, point 12",
        requirement: "acr-checked",
    },
    Check {
        way: Way::Lied(Lie::Subject),
        title: "Il refuse les données d’une autre personne",
        now: "À la prochaine connexion, /userinfo a un autre sub que le jeton.",
        advice: "Vérifiez que sub de /userinfo est celui du jeton d’identité.",
        source: "OpenID Connect Core, § 5.3.2",
        requirement: "inputs-checked",
    },
    Check {
        way: Way::Seen(Sight::SignOut),
        title: "Il déconnecte aussi de GrandLyon Connect",
        now: SIGN_OUT,
        advice: "À la déconnexion, envoyez la personne à /end-session avec id_token_hint, le jeton d’identité.",
        source: "OpenID Connect RP-Initiated Logout, § 2",
        requirement: "sign-out-heard",
    },
    Check {
        way: Way::Seen(Sight::SignOutHeard),
        title: "Il répond 200 à l’avis de déconnexion",
        now: SIGN_OUT,
        advice: "Inscrivez une adresse d’avis de déconnexion. Vérifiez le jeton reçu, fermez la session nommée par sid, et répondez 200.",
        source: "OpenID Connect Back-Channel Logout, § 2.5 à 2.8",
        requirement: "sign-out-heard",
    },
    Check {
        way: Way::Seen(Sight::SignOutDoubted),
        title: "Il vérifie qui signe l’avis de déconnexion",
        now: SIGN_OUT,
        advice: "Vérifiez la signature du jeton de déconnexion avec nos clés publiques (/jwks). Si elle est fausse, ne fermez rien et répondez 400.",
        source: "OpenID Connect Back-Channel Logout, § 2.6 et 2.8",
        requirement: "sign-out-heard",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kit::checklist::{self, Way as Checked};

    #[test]
    fn every_sight_and_every_lie_is_checked_once() {
        for name in Sight::ALL.iter().map(|sight| sight.as_str()).chain(Lie::ALL.iter().map(|lie| lie.as_str())) {
            assert_eq!(CHECKS.iter().filter(|check| check.name() == name).count(), 1, "{name}");
        }
        assert_eq!(CHECKS.len(), Sight::ALL.len() + Lie::ALL.len());
    }

    #[test]
    fn what_the_checklist_leaves_to_the_trial_is_tried_and_nothing_else() {
        for requirement in checklist::all() {
            let is_tried = CHECKS.iter().any(|check| check.requirement == requirement.id);
            assert_eq!(is_tried, requirement.checked.contains(&Checked::Trial), "{}", requirement.id);
        }
        for check in &CHECKS {
            assert!(checklist::all().iter().any(|each| each.id == check.requirement), "{}", check.requirement);
        }
    }
}
