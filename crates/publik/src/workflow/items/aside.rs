//! Actions without equivalent: each with what to do instead.

use super::{Draft, Stay};
use crate::{report::Weight, wcs::Item};

const INSTEAD: [(&str, Weight, &str); 12] = [
    ("remove_tracking_code", Weight::Info, "Le code de suivi reste\u{a0}: il ne montre rien sans la personne."),
    ("add_role", Weight::Decide, "Le circuit donnait un rôle à la personne. Ouvrez ce droit à la main, dans les équipes."),
    ("remove_role", Weight::Decide, "Le circuit retirait un rôle à la personne. Retirez ce droit à la main, dans les équipes."),
    ("edit_carddata", Weight::Decide, "Le circuit changeait une fiche. Changez la table à la main, ou par un connecteur."),
    ("assign_carddata", Weight::Decide, "Le circuit donnait une fiche à une personne\u{a0}: sans équivalent."),
    ("external_workflow", Weight::Decide, "Le circuit agissait sur une autre demande\u{a0}: un agent le fait."),
    (
        "external_workflow_global_action",
        Weight::Decide,
        "Le circuit agissait sur une autre demande ou sur une fiche\u{a0}: un agent le fait.",
    ),
    ("geolocate", Weight::Info, "Les lieux et les adresses ont déjà leur position."),
    (
        "redirect_to_url",
        Weight::Decide,
        "La personne était envoyée vers une autre page. Mettez le lien dans un message ou dans «\u{a0}après l’envoi\u{a0}».",
    ),
    ("update_user_profile", Weight::Decide, "Le circuit changeait le compte de la personne. Elle le fait elle-même."),
    ("aggregationemail", Weight::Info, "Le résumé par courriel\u{a0}: les agents ont leur file et leurs alertes."),
    ("aggregation_email", Weight::Info, "Le résumé par courriel\u{a0}: les agents ont leur file et leurs alertes."),
];

pub(super) fn aside(item: &Item, _: &[Item], _: &mut Stay, draft: &mut Draft<'_>) {
    let instead = INSTEAD.iter().find(|(kind, ..)| *kind == item.kind);
    let (weight, message) = instead.map_or((Weight::Decide, "Sans équivalent."), |(_, weight, message)| (*weight, *message));
    draft.left(item, weight, message);
}
