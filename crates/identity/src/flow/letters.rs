//! The letters that the provider writes.

use db::{IdentityTx, Result, jobs};
use kernel::{
    Moment, Personal, Timestamp,
    text::{date, day},
};
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

/// The same, for somebody who has no password: she signs in with FranceConnect.
pub(crate) fn reset_without_password(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Vous n’avez pas de mot de passe",
        &[
            "Vous avez demandé un nouveau mot de passe pour GrandLyon Connect. Votre compte n’en a pas\u{a0}: vous vous connectez avec FranceConnect.",
            "Sur la page de connexion, choisissez «\u{a0}S’identifier avec FranceConnect\u{a0}».",
            "Vous pouvez aussi choisir un mot de passe. Le lien sert une fois, pendant une heure.",
        ],
        Some(("Choisir un mot de passe", url)),
    )
}

/// The link that makes an account for somebody whom FranceConnect certifies.
pub(crate) fn confirm_certified(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Confirmez votre adresse e-mail",
        &[
            "Vous avez demandé un compte GrandLyon Connect avec FranceConnect.",
            "Pour finir, ouvrez le lien dans le navigateur où vous avez commencé. Il sert une fois, pendant une heure.",
            "Vous n’avez rien demandé\u{a0}? Ne faites rien\u{a0}: le compte ne sera pas ouvert.",
        ],
        Some(("Confirmer mon adresse", url)),
    )
}

/// The account was certified.
pub(crate) fn certified(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "Votre identité est certifiée",
        &[
            "FranceConnect a certifié l’identité de votre compte GrandLyon Connect.",
            "Ce n’était pas vous\u{a0}? Retirez FranceConnect de votre compte, puis changez votre mot de passe.",
        ],
        Some(("Voir mon identité", url)),
    )
}

/// The account is certified no more.
pub(crate) fn uncertified(to: &Personal<String>, url: String) -> Letter {
    letter(
        to,
        "FranceConnect est retiré de votre compte",
        &[
            "Votre identité n’est plus certifiée par FranceConnect. Vous vous connectez avec votre mot de passe.",
            "Ce n’était pas vous\u{a0}? Changez votre mot de passe.",
        ],
        Some(("Voir mon identité", url)),
    )
}

/// Two accounts became one: told at both addresses.
pub(crate) fn merged(to: &Personal<String>, kept: &Personal<String>, closed: &Personal<String>) -> Letter {
    letter(
        to,
        "Deux comptes sont réunis",
        &[
            &format!("Le compte {} est fermé. Ses accords et ses informations sont dans le compte {}.", closed.expose(), kept.expose()),
            "Pour réunir les deux comptes, il a fallu FranceConnect et le mot de passe.",
            "Ce n’était pas vous\u{a0}? Écrivez tout de suite à la Métropole, ou demandez de l’aide.",
        ],
        None,
    )
}

/// The secret of a client is to be replaced; nothing of the secret is in the letter.
pub(crate) fn secret_grows_old(to: &Personal<String>, client: &str, renew_before: Timestamp) -> Letter {
    let day = date(day(renew_before));
    letter(
        to,
        "Renouvelez le secret de votre service",
        &[
            &format!(
                "Le service «\u{a0}{client}\u{a0}» prouve qui il est avec un secret. Remplacez ce secret avant le {day}\u{a0}: il aura un an."
            ),
            "Créez un nouveau secret dans l’espace partenaires, ou demandez-le à la Métropole. Mettez-le ensuite dans votre service.",
            "L’ancien secret sert encore sept jours après. Personne n’est déconnecté.",
        ],
        None,
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

/// A letter of ours.
pub(crate) fn letter(to: &Personal<String>, subject: &str, paragraphs: &[&str], action: Option<(&str, String)>) -> Letter {
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
