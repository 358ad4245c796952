//! Buttons and lines of text.

use maud::{Markup, html};

use super::{posted, specimens};
use crate::{
    Label, TextKind, button, button_named, button_row, danger_button, danger_button_named, link_button, secondary_button,
    secondary_button_named, secondary_link_button, section, text_input, textarea,
};

const LONG: &str =
    "Quel est le nom complet de l’établissement où votre enfant est inscrit, tel qu’il figure sur le certificat de scolarité\u{a0}?";

pub(super) fn parts() -> Markup {
    html! {
        (section("Boutons", buttons()))
        (section("Une ligne de texte", lines()))
        (section("Plusieurs lignes", areas()))
    }
}

fn buttons() -> Markup {
    specimens([
        (
            "Actions",
            posted(button_row(html! {
                (button("Continuer")) (secondary_button("Enregistrer")) (danger_button("Supprimer ma demande"))
            })),
        ),
        (
            "Actions nommées",
            posted(button_row(html! {
                (button_named("action", "accepter", "Accepter")) (secondary_button_named("action", "attendre", "Mettre en attente"))
                (danger_button_named("action", "refuser", "Refuser"))
            })),
        ),
        (
            "Liens",
            button_row(html! {
                (link_button("#contenu", "Commencer la démarche"))
                (secondary_link_button("#contenu", "En savoir plus"))
            }),
        ),
    ])
}

fn lines() -> Markup {
    specimens([
        ("Simple", text_input(&Label::new("nom", "Nom de naissance").autocomplete("family-name"), "", TextKind::Text, Some(24))),
        (
            "Avec une aide",
            text_input(
                &Label::new("courriel", "Adresse e-mail").hint("Nous y enverrons l’accusé de réception.").autocomplete("email"),
                "camille@exemple.fr",
                TextKind::Email,
                None,
            ),
        ),
        ("Facultatif", text_input(&Label::new("telephone", "Téléphone").optional().autocomplete("tel"), "", TextKind::Tel, Some(14))),
        (
            "En erreur",
            text_input(
                &Label::new("code-postal", "Code postal")
                    .hint("5 chiffres.")
                    .error("Écrivez un code postal de 5 chiffres.")
                    .autocomplete("postal-code"),
                "690",
                TextKind::Number,
                Some(5),
            ),
        ),
        (
            "Texte long",
            text_input(
                &Label::new("etablissement", LONG),
                "Groupe scolaire Joseph-Fourier-et-Marie-Curie de la rue des Quatre-Saisons",
                TextKind::Text,
                None,
            ),
        ),
        (
            "Nombre",
            text_input(&Label::new("revenu", "Revenu fiscal de référence, en euros"), "18\u{202f}240,50", TextKind::Decimal, Some(10)),
        ),
        (
            "Mot de passe",
            text_input(
                &Label::new("mot-de-passe", "Choisissez un mot de passe").hint("12 caractères au moins."),
                "",
                TextKind::Password { new: true },
                None,
            ),
        ),
        ("Code reçu", text_input(&Label::new("code", "Code reçu par SMS"), "", TextKind::Code, Some(6))),
    ])
}

fn areas() -> Markup {
    specimens([
        ("Simple", textarea(&Label::new("message", "Votre message"), "", 4, None)),
        (
            "Avec une limite",
            textarea(
                &Label::new("description", "Décrivez le problème").hint("Dites ce que vous voyez et depuis quand."),
                "Le lampadaire clignote.",
                4,
                Some(500),
            ),
        ),
        ("En erreur", textarea(&Label::new("motif", "Motif").error("Écrivez le motif de votre demande."), "", 3, Some(200))),
    ])
}
