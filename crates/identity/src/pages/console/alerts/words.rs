//! Alerts in plain words.

use crate::store::alerts::AlertKind;

/// What an alert says.
pub(super) struct Words {
    /// In one line.
    pub title: &'static str,
    /// What is going on, and what was done already.
    pub told: &'static str,
    /// What to do.
    pub advice: &'static str,
}

pub(super) const fn words(kind: AlertKind) -> Words {
    match kind {
        AlertKind::AccountAttacked => Words {
            title: "On essaie des mots de passe sur un compte",
            told: "20 mots de passe faux ou plus en une journée. Le compte se défend seul\u{a0}: il faut attendre de plus en plus entre deux essais. La personne peut toujours entrer depuis un navigateur qu’elle a déjà utilisé.",
            advice: "Si cela s’arrête, fermez l’alerte. Si cela revient chaque jour, prévenez la sécurité.",
        },
        AlertKind::NetworkGuesses => Words {
            title: "On essaie beaucoup de mots de passe depuis un réseau",
            told: "60 mots de passe faux ou plus en une heure, depuis le même réseau. Ce réseau doit attendre de plus en plus entre deux essais. Les navigateurs déjà connus n’attendent pas.",
            advice: "Est-ce un lieu partagé, comme une médiathèque\u{a0}? Si non, demandez à l’hébergeur de bloquer ce réseau.",
        },
        AlertKind::TokenReused => Words {
            title: "Un jeton a servi deux fois",
            told: "Un service a montré deux fois le même code ou le même jeton. C’est une erreur de ce service, ou un vol. L’accès donné par ce jeton est fermé\u{a0}: la personne se reconnectera.",
            advice: "Une seule fois\u{a0}: fermez l’alerte. Plusieurs fois chez le même service\u{a0}: écrivez à son contact.",
        },
        AlertKind::PasskeyCopied => Words {
            title: "Une clé d’accès a peut-être été copiée",
            told: "Une clé d’accès compte ses usages à l’envers. Nous l’avons refusée.",
            advice: "Écrivez à la personne\u{a0}: elle doit retirer cette clé dans «\u{a0}Sécurité\u{a0}», puis en ajouter une autre.",
        },
        AlertKind::ClientFailing => Words {
            title: "Un service est souvent refusé",
            told: "Plus d’une demi-heure de refus en une journée. Ce service se trompe, ou quelqu’un se fait passer pour lui.",
            advice: "Lisez les refus ci-dessous, puis écrivez au contact du service.",
        },
        AlertKind::ClientPersists => Words {
            title: "Suspendre ce service\u{a0}?",
            told: "Ses refus durent\u{a0}: trois mauvais jours en une semaine, ou une journée presque entière. Personne ne l’a réparé.",
            advice: "Écrivez d’abord à son contact. Suspendu, il ne reçoit plus personne et ses accès ne valent plus rien. Vous pourrez le reconnecter.",
        },
    }
}
