//! The letters that the provider writes.

use db::{IdentityTx, Result, jobs};
use kernel::{Moment, Personal};
use serde_json::json;

use crate::{Identity, Letter, jobs::LETTER, vault::Purpose};

/// The link that confirms an address.
pub(crate) fn confirm(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Confirmez votre adresse e-mail",
        &[
            "Vous avez demandé un compte GrandLyon Connect.",
            "Pour finir, confirmez votre adresse. Le lien sert une fois, pendant 24\u{a0}heures.",
            "Vous n’avez rien demandé\u{a0}? Ne faites rien\u{a0}: le compte ne sera pas ouvert.",
        ],
        Some(("Confirmer mon adresse", url)),
    )
}

/// Somebody signed up with the address of an account.
pub(crate) fn known(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Vous avez déjà un compte",
        &[
            "Quelqu’un a demandé un compte GrandLyon Connect avec votre adresse. Vous en avez déjà un.",
            "Connectez-vous. Si vous avez oublié votre mot de passe, choisissez-en un nouveau.",
            "Ce n’était pas vous\u{a0}? Ne faites rien\u{a0}: votre compte n’a pas changé.",
        ],
        Some(("Me connecter", url)),
    )
}

/// The link that gives a new password.
pub(crate) fn reset(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Choisissez un nouveau mot de passe",
        &[
            "Vous avez demandé un nouveau mot de passe pour GrandLyon Connect.",
            "Le lien sert une fois, pendant une heure.",
            "Vous n’avez rien demandé\u{a0}? Ne faites rien\u{a0}: votre mot de passe n’a pas changé.",
        ],
        Some(("Choisir un mot de passe", url)),
    )
}

/// The password was changed.
pub(crate) fn password_changed(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Votre mot de passe a changé",
        &[
            "Le mot de passe de votre compte GrandLyon Connect vient de changer. Vous êtes déconnecté partout.",
            "Ce n’était pas vous\u{a0}? Choisissez tout de suite un autre mot de passe.",
        ],
        Some(("Choisir un autre mot de passe", url)),
    )
}

/// One-time codes were set up or taken away.
pub(crate) fn second_factor_changed(to: &Personal<String>, added: bool, url: String) -> Letter {
    let what = if added {
        "Un code de sécurité est maintenant demandé pour vous connecter."
    } else {
        "Aucun code de sécurité n’est plus demandé pour vous connecter."
    };
    letter(
        to,
        if added { "Code de sécurité activé" } else { "Code de sécurité désactivé" },
        &[what, "Ce n’était pas vous\u{a0}? Changez votre mot de passe."],
        Some(("Voir mon compte", url)),
    )
}

/// Nobody used the account for long: it goes that day.
pub(crate) fn unused(to: &Personal<String>, ends_on: &str, url: String) -> Letter {
    let end = format!("Sans visite de votre part, il sera supprimé le {ends_on}, avec toutes les données qu’il contient.");
    letter(
        to,
        "Votre compte va être supprimé",
        &[
            "Vous n’utilisez plus votre compte GrandLyon Connect depuis presque deux ans.",
            &end,
            "Vous voulez le garder\u{a0}? Connectez-vous une fois\u{a0}: cela suffit.",
            "Vous n’en voulez plus\u{a0}? Ne faites rien.",
        ],
        Some(("Me connecter", url)),
    )
}

/// She asked that her account be deleted.
pub(crate) fn closing(to: &Personal<String>, closes_on: &str, url: String) -> Letter {
    let end = format!("Il sera supprimé le {closes_on}, avec toutes les données qu’il contient. Vous êtes déjà déconnecté partout.");
    letter(
        to,
        "Votre compte va être supprimé",
        &[
            "Vous avez demandé la suppression de votre compte GrandLyon Connect.",
            &end,
            "Vous changez d’avis, ou ce n’était pas vous\u{a0}? Gardez votre compte avec ce lien, jusqu’à cette date.",
        ],
        Some(("Garder mon compte", url)),
    )
}

fn letter(to: &Personal<String>, subject: &str, paragraphs: &[&str], action: Option<(&str, String)>) -> Letter {
    Letter {
        to: to.clone(),
        subject: subject.to_owned(),
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        action: action.map(|(label, url)| (label.to_owned(), url)),
    }
}

/// Sends a letter after the commit; until then it is sealed.
pub(crate) async fn post(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, letter: &Letter) -> Result<()> {
    let plain = letter.to_json().to_string();
    let sealed = identity.vault.seal(Purpose::Errands, LETTER, plain.as_bytes(), &*moment.rng)?;
    jobs::enqueue(tx, moment, jobs::NewJob::new(LETTER, json!({ "sealed": sealed }))).await
}
