//! Files, groups, searches, whole forms.

use maud::{Markup, html};

use super::{choices::YES_NO, posted, specimens};
use crate::{
    FormState, Label, Suggest, TextKind, UploadedFile, button, combobox, computed, error_summary, fieldset, file_input, form, fragment,
    live_form, radios, repeated, required_note, search_form, secondary_button_named, section, text_input,
};

pub(super) fn parts() -> Markup {
    html! {
        (section("Fichiers", files()))
        (section("Groupes et listes qui grandissent", groups()))
        (section("Résultats", results()))
        (section("Recherche et suggestions", searches()))
        (section("Formulaires", forms()))
    }
}

fn results() -> Markup {
    html! {
        (computed("prix-repas", "Prix d’un repas", "3,40\u{a0}€", true))
        (computed("prix-mois", "Estimation pour un mois", "48,96\u{a0}€", true))
    }
}

fn files() -> Markup {
    let received = [
        UploadedFile { name: "justificatif.pdf", size: "1,2\u{a0}Mo", href: Some("#contenu"), remove_name: "retirer-0" },
        UploadedFile {
            name: "photo_du_lampadaire_devant_le_numero_12_de_la_rue_longue.jpg",
            size: "840\u{a0}ko",
            href: None,
            remove_name: "retirer-1",
        },
    ];
    let limits = "PDF, JPEG ou PNG. 10\u{a0}Mo au plus.";
    specimens([
        (
            "Un fichier",
            file_input(
                &Label::new("justificatif", "Justificatif de domicile").hint("Une facture de moins de 3 mois."),
                ".pdf,.jpg,.png",
                false,
                limits,
                &[],
            ),
        ),
        (
            "En erreur",
            file_input(
                &Label::new("identite", "Pièce d’identité")
                    .error("Ce fichier est trop lourd\u{a0}: 14\u{a0}Mo. Envoyez un fichier de 10\u{a0}Mo au plus."),
                ".pdf,.jpg,.png",
                false,
                limits,
                &[],
            ),
        ),
        (
            "Avec des fichiers reçus",
            form(
                "/composants",
                "jeton",
                None,
                true,
                file_input(&Label::new("photos", "Photos").optional(), "image/*", true, limits, &received),
            ),
        ),
    ])
}

fn groups() -> Markup {
    specimens([
        (
            "Groupe",
            fieldset(
                "adresse",
                "Votre adresse",
                Some("Celle de votre logement principal."),
                None,
                html! {
                    (text_input(&Label::new("adresse.rue", "Numéro et rue").autocomplete("address-line1"), "", TextKind::Text, None))
                    (text_input(&Label::new("adresse.ville", "Ville").autocomplete("address-level2"), "", TextKind::Text, Some(24)))
                },
            ),
        ),
        (
            "Groupe en erreur",
            fieldset(
                "contact",
                "Comment vous joindre\u{a0}?",
                None,
                Some("Donnez une adresse e-mail ou un téléphone."),
                html! {
                    (text_input(&Label::new("contact.courriel", "Adresse e-mail").optional(), "", TextKind::Email, None))
                },
            ),
        ),
        (
            "Liste qui grandit",
            posted(html! {
                @for (index, first_name) in ["Inès", "Malo"].into_iter().enumerate() {
                    (child(index, first_name))
                }
                (secondary_button_named("ajouter", "enfant", "Ajouter un enfant"))
            }),
        ),
    ])
}

fn child(index: usize, first_name: &str) -> Markup {
    let name = format!("enfants.{index}.prenom");
    let field = text_input(&Label::new(&name, "Prénom"), first_name, TextKind::Text, Some(24));
    repeated("enfants", &format!("Enfant {}", index + 1), index, field, Some("retirer-enfant"))
}

fn searches() -> Markup {
    specimens([
        ("Recherche", search_form("/composants", "q", "acte de naissance", "Que cherchez-vous\u{a0}?", &[("commune", "bron")])),
        (
            "Suggestions",
            combobox(
                &Label::new("lieu", "Adresse du problème").hint("Écrivez un numéro et une rue."),
                "",
                Suggest { href: "/adresses", target: "lieu-choisi", chosen: "", fills: None },
            ),
        ),
    ])
}

fn forms() -> Markup {
    let state = FormState::default()
        .with_error("code-postal", "Écrivez un code postal de 5 chiffres.")
        .with_error("arrivee", "Écrivez aussi l’année.")
        .with_error("", "Ce créneau vient d’être pris. Choisissez-en un autre.");
    specimens([
        ("Résumé des erreurs", error_summary(&state)),
        ("Règle du formulaire", required_note()),
        (
            "Formulaire vivant",
            live_form(
                "/composants",
                "jeton",
                Some("cle"),
                false,
                "suite",
                html! {
                    (radios(&Label::new("enfants-a-charge", "Avez-vous des enfants à charge\u{a0}?"), &YES_NO, "oui"))
                    (fragment("suite", text_input(&Label::new("nombre", "Combien\u{a0}?"), "2", TextKind::Number, Some(2))))
                    (button("Continuer"))
                },
            ),
        ),
    ])
}
