//! Letters to the staff of organisations.

use kernel::Personal;

use crate::{
    Identity, Letter,
    flow::{errands::link, letters::letter},
    model::partner::role::Roles,
};

/// Where the staff of partners goes.
const HOME: &str = "/partenaires";

/// Roles wait for her.
pub(super) fn invited(identity: &Identity, to: &Personal<String>, organisation: &str, roles: &Roles) -> Letter {
    letter(
        to,
        &format!("{organisation} vous invite"),
        &[
            &format!("«\u{a0}{organisation}\u{a0}» vous invite à travailler sur ses services reliés à GrandLyon Connect."),
            &format!("Votre rôle\u{a0}: {}.", roles.spoken()),
            "Connectez-vous avec cette adresse e-mail, ou créez un compte avec elle. Ouvrez ensuite «\u{a0}Espace partenaires\u{a0}».",
            "L’invitation vaut sept jours. Vous ne l’attendiez pas\u{a0}? Ne faites rien.",
        ],
        Some(("Voir l’invitation", link(identity, HOME, &[]))),
    )
}

/// The Métropole answered an organisation.
pub(super) fn organisation_answered(identity: &Identity, to: &Personal<String>, name: &str, refusal: Option<&str>) -> Letter {
    let what = format!("Vous avez demandé de relier «\u{a0}{name}\u{a0}» à GrandLyon Connect.");
    let url = link(identity, HOME, &[]);
    match refusal {
        None => letter(
            to,
            "Votre organisation est acceptée",
            &[&what, "La Métropole a accepté. Vous pouvez inviter votre équipe et déclarer un service en essai."],
            Some(("Ouvrir l’espace partenaires", url)),
        ),
        Some(reason) => letter(
            to,
            "Votre organisation n’est pas acceptée",
            &[&what, &format!("La Métropole n’a pas accepté\u{a0}: {reason}"), "Vous pouvez corriger, puis demander à nouveau."],
            Some(("Ouvrir l’espace partenaires", url)),
        ),
    }
}

/// The Métropole answered a proposal.
pub(super) fn proposal_answered(identity: &Identity, to: &Personal<String>, (name, client): (&str, &str), refusal: Option<&str>) -> Letter {
    let what = format!("Vous avez demandé de mettre en service «\u{a0}{name}\u{a0}».");
    let url = link(identity, &format!("{HOME}/services/{client}"), &[]);
    match refusal {
        None => letter(
            to,
            "Votre service est accepté",
            &[&what, "La Métropole a accepté. Ouvrez la page du service pour lire ses identifiants et créer son secret."],
            Some(("Ouvrir la page du service", url)),
        ),
        Some(reason) => letter(
            to,
            "Votre service n’est pas accepté",
            &[&what, &format!("La Métropole n’a pas accepté\u{a0}: {reason}"), "Vous pouvez corriger, puis demander à nouveau."],
            Some(("Ouvrir la page du service", url)),
        ),
    }
}
