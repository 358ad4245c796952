//! The letters about a change of address.

use kernel::{
    Moment, Personal, Timestamp,
    text::{date_time, day, long_date},
};

use crate::{
    Letter,
    flow::letters::letter,
    model::life::{OPPOSITION, after},
    store::address_changes::Change,
};

/// To the new mailbox.
pub(super) fn confirm_new(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Confirmez votre nouvelle adresse",
        &[
            "Vous voulez utiliser cette adresse pour votre compte GrandLyon Connect.",
            "Ouvrez ce lien dans le navigateur où vous êtes connecté. Il sert une fois, pendant 24\u{a0}heures.",
            "Nous avons écrit aussi à votre adresse actuelle. Confirmez aux deux endroits.",
            "Vous n’avez rien demandé\u{a0}? Ne faites rien\u{a0}: rien ne changera.",
        ],
        Some(("Confirmer ma nouvelle adresse", url)),
    )
}

/// To the old mailbox: yes, or no.
pub(super) fn confirm_old(to: &Personal<String>, url: String, moment: &Moment, browser: &str) -> Letter {
    let until = format!("Sans réponse de votre part, elle la remplacera le {}.", effective_on(moment.wall));
    letter(
        to,
        "Changement d’adresse demandé",
        &[
            "Une autre adresse doit remplacer celle-ci dans votre compte GrandLyon Connect.",
            &asked(moment.wall, browser),
            "C’était vous\u{a0}? Confirmez avec ce lien. Ce n’était pas vous\u{a0}? Annulez tout de suite avec le même lien.",
            &until,
        ],
        Some(("Confirmer ou annuler", url)),
    )
}

/// To the old mailbox: it serves no more.
pub(super) fn changed(to: &Personal<String>, url: String, change: &Change) -> Letter {
    letter(
        to,
        "Votre adresse e-mail a changé",
        &[
            "Votre compte GrandLyon Connect utilise maintenant une autre adresse. Celle-ci ne sert plus à vous connecter.",
            &asked(change.asked_at, &change.browser),
            "C’était vous\u{a0}? Vous n’avez rien à faire.",
            "Ce n’était pas vous\u{a0}? Reprenez votre compte avec ce lien. Il sert pendant 7\u{a0}jours.",
        ],
        Some(("Reprendre mon compte", url)),
    )
}

/// To the new mailbox: it serves, since the old one did not object.
pub(super) fn in_use(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Votre nouvelle adresse est en place",
        &["Votre compte GrandLyon Connect utilise maintenant cette adresse. Connectez-vous avec elle, et avec le même mot de passe."],
        Some(("Me connecter", url)),
    )
}

/// The day from which the silence of the old mailbox is a yes, as people read it.
pub(crate) fn effective_on(asked_at: Timestamp) -> String {
    long_date(day(after(asked_at, OPPOSITION)))
}

fn asked(at: Timestamp, browser: &str) -> String {
    format!("Demandé le {}, depuis {browser}.", date_time(at))
}
