//! Why she is asked again who she is: in the words of the page that follows.

/// What follows, for whoever is signed in and proves it once more.
pub(super) struct Asked {
    /// Why.
    pub why: &'static str,
    /// Where she goes instead, and the name of that page.
    pub back: (String, &'static str),
}

/// Before the page `to`, one of ours.
pub(super) fn before(to: &str) -> Asked {
    let (why, back) = match to.rsplit_once('/') {
        Some((service, "secret")) if service.starts_with("/partenaires/services/") => {
            ("Pour voir le secret de ce service, confirmez que c’est vous.", (service.to_owned(), "Le service"))
        }
        Some((team, "membres" | "invitation")) if team.starts_with("/partenaires/organisations/") => {
            ("Pour changer les droits de l’équipe, confirmez que c’est vous.", (team.to_owned(), "L’organisation"))
        }
        _ if to.starts_with("/partenaires") => {
            ("L’espace partenaires demande une connexion plus sûre. Confirmez que c’est vous.", ("/compte".to_owned(), "Mon compte"))
        }
        _ => ("Cette page touche à la sécurité de votre compte.", ("/compte".to_owned(), "Mon compte")),
    };
    Asked { why, back }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_its_reason_and_its_way_out() {
        for (to, word, back) in [
            ("/partenaires/services/a/secret", "le secret de ce service", "/partenaires/services/a"),
            ("/partenaires/organisations/b/membres", "l’équipe", "/partenaires/organisations/b"),
            ("/partenaires/organisations/b/invitation", "l’équipe", "/partenaires/organisations/b"),
            ("/partenaires/services/a", "L’espace partenaires", "/compte"),
            ("/compte/securite", "votre compte", "/compte"),
            ("", "votre compte", "/compte"),
        ] {
            let asked = before(to);
            assert!(asked.why.contains(word) && asked.back.0 == back, "{to}: {}", asked.why);
        }
    }
}
