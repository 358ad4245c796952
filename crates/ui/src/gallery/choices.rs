//! One among several, several among many; dates.

use maud::{Markup, html};

use super::specimens;
use crate::{Choice, DateValue, Label, checkbox, checkboxes, date_input, radios, section, select, time_input};

pub(super) fn parts() -> Markup {
    html! {
        (section("Choix", choices()))
        (section("Dates et heures", dates()))
    }
}

const COMMUNES: [Choice<'_>; 3] = [
    Choice { value: "bron", label: "Bron", hint: None, disabled: false },
    Choice { value: "ecully", label: "Écully", hint: None, disabled: false },
    Choice { value: "oullins", label: "Oullins-Pierre-Bénite", hint: None, disabled: false },
];

pub(super) const YES_NO: [Choice<'_>; 2] = [
    Choice { value: "oui", label: "Oui", hint: None, disabled: false },
    Choice { value: "non", label: "Non", hint: None, disabled: false },
];

fn choices() -> Markup {
    let reasons = [
        Choice::new("naissance", "Naissance").hint("Un enfant est né ou va naître."),
        Choice::new("demenagement", "Déménagement"),
        Choice::new("autre", "Autre raison").hint("Fermé jusqu’au 4 mai.").disabled(),
    ];
    let days = [Choice::new("lundi", "Lundi"), Choice::new("mardi", "Mardi"), Choice::new("jeudi", "Jeudi")];
    specimens([
        ("Liste", select(&Label::new("commune", "Votre commune"), &COMMUNES, "ecully")),
        ("Liste en erreur", select(&Label::new("commune-2", "Commune de naissance").error("Choisissez une commune."), &COMMUNES, "")),
        ("Un seul choix", radios(&Label::new("raison", "Pourquoi faites-vous cette demande\u{a0}?"), &reasons, "naissance")),
        (
            "Un seul choix, en erreur",
            radios(&Label::new("logement", "Êtes-vous locataire\u{a0}?").error("Répondez par oui ou par non."), &YES_NO, ""),
        ),
        (
            "Plusieurs choix",
            checkboxes(
                &Label::new("jours", "Quels jours\u{a0}?").hint("Choisissez un ou plusieurs jours.").optional(),
                &days,
                &["mardi".to_owned()],
            ),
        ),
        (
            "Plusieurs choix, en erreur",
            checkboxes(&Label::new("repas", "Quels repas\u{a0}?").error("Choisissez au moins un repas."), &days, &[]),
        ),
        (
            "Une case",
            checkbox(
                &Label::new("certifie", "Je certifie que ces informations sont exactes.")
                    .hint("Une fausse déclaration est punie par la loi."),
                true,
            ),
        ),
        (
            "Une case, en erreur",
            checkbox(&Label::new("accepte", "J’accepte le règlement.").error("Acceptez le règlement pour continuer."), false),
        ),
    ])
}

fn dates() -> Markup {
    specimens([
        (
            "Date",
            date_input(
                &Label::new("naissance", "Date de naissance").hint("Par exemple\u{a0}: 27 3 1984.").autocomplete("bday"),
                DateValue::default(),
            ),
        ),
        (
            "Date incomplète",
            date_input(
                &Label::new("arrivee", "Date d’arrivée").error("Écrivez aussi l’année."),
                DateValue { day: "3", month: "5", year: "" },
            ),
        ),
        ("Heure", time_input(&Label::new("heure", "À quelle heure\u{a0}?").hint("Par exemple\u{a0}: 14:30."), "14:30")),
    ])
}
