//! What one reads.

use maud::{Markup, html};

use super::specimens;
use crate::{
    Column, Entry, Kind, Message, Row, Tone, bar, details, empty_state, file_link, inbox, key_figure, key_figures, link_button, map_figure,
    notice, progress, section, session_warning, status_tag, stepper, steps, summary_list, table, text_button, timeline,
};

pub(super) fn parts() -> Markup {
    html! {
        (section("Messages", messages()))
        (section("États", states()))
        (section("Récapitulatif", summary()))
        (section("Suivi", events()))
        (section("Notifications et fichiers", received()))
        (section("Étapes", progression()))
        (section("À déplier", unfolding()))
        (section("Chiffres et cartes", figures()))
    }
}

fn messages() -> Markup {
    html! {
        (notice(Kind::Info, "La mairie ferme à 16\u{a0}h le 24 décembre.", html! {
            p { "Prenez " a href="#contenu" { "rendez-vous" } " avant cette heure." }
        }))
        (notice(Kind::Success, "Votre réponse est enregistrée.", html! {}))
        (notice(Kind::Warning, "Il manque une pièce.", html! { p { "Envoyez votre justificatif avant le 12 mai." } }))
        (notice(Kind::Danger, "Cette action est définitive.", html! { p { "Le brouillon et ses fichiers seront effacés." } }))
        (session_warning(1800, "#contenu"))
    }
}

fn states() -> Markup {
    html! {
        p.tags {
            (status_tag(Tone::Neutral, "Brouillon")) (status_tag(Tone::Info, "Prise en charge")) (status_tag(Tone::Success, "Acceptée"))
            (status_tag(Tone::Warning, "À compléter")) (status_tag(Tone::Danger, "Refusée"))
        }
    }
}

fn summary() -> Markup {
    summary_list(&[
        Row::text("Nom", "Camille Perrin").change("#contenu", "votre nom"),
        Row::new("Adresse", html! { "12 rue de la République" br; "69500 Bron" }).change("#contenu", "votre adresse"),
        Row::text("Date de la demande", "3 mai 2026"),
    ])
}

fn events() -> Markup {
    let entry = |date: &str, who: &str, title: &str, body: Option<Markup>, tone| Entry {
        date: date.to_owned(),
        who: who.to_owned(),
        title: title.to_owned(),
        body,
        tone,
    };
    timeline(&[
        entry(
            "12 mai 2026",
            "Service de l’état civil",
            "Il manque une pièce",
            Some(html! { blockquote { "Bonjour, pouvez-vous nous envoyer une copie plus lisible\u{a0}?" } }),
            Tone::Warning,
        ),
        entry("4 mai 2026", "Service de l’état civil", "Prise en charge", None, Tone::Info),
        entry("3 mai 2026", "Vous", "Demande envoyée", None, Tone::Success),
    ])
}

fn received() -> Markup {
    let message = |is_unread, title: &str| Message {
        date: "12 mai 2026".to_owned(),
        is_unread,
        title: text_button(title),
        about: "Demander un acte de naissance · BRON-26-7K4MPQ".to_owned(),
    };
    specimens([
        ("Notifications", inbox(&[message(true, "Il manque une pièce"), message(false, "Demande reçue")])),
        ("Fichier", file_link("#contenu", "Accusé de réception", "PDF, 12\u{a0}ko", false)),
    ])
}

fn progression() -> Markup {
    specimens([
        ("Où j’en suis", stepper(2, 5, "Votre adresse")),
        (
            "Comment ça marche",
            steps(&[
                ("Vous répondez", html! { p { "Cinq minutes, sans document." } }),
                ("Nous instruisons", html! { p { "Le service répond sous dix jours." } }),
                ("Vous recevez l’acte", html! { p { "Par e-mail ou par courrier." } }),
            ]),
        ),
        ("Avancement", progress("Envoi des photos", 3, 5)),
    ])
}

fn unfolding() -> Markup {
    html! {
        (details("Qui peut faire cette demande\u{a0}?", html! { p { "Toute personne majeure qui habite la commune." } }))
        (details("Combien ça coûte\u{a0}?", html! { p { "C’est gratuit." } }))
    }
}

fn figures() -> Markup {
    specimens([
        (
            "Chiffres",
            key_figures(&[
                key_figure("4\u{a0}jours", "Délai médian de réponse", Some("2\u{a0}jours de moins qu’en 2025")),
                key_figure("92\u{a0}%", "Demandes traitées dans les temps", None),
                key_figure("18\u{202f}240", "Demandes reçues en 2026", None),
            ]),
        ),
        (
            "Nombres comparés",
            table(
                "Connexions par service",
                &[Column::text("Service"), Column::number("Connexions")],
                &[vec![html! { "Ville de Bron" }, bar(1_240, 1_240)], vec![html! { "Médiathèque" }, bar(310, 1_240)]],
            ),
        ),
        (
            "Carte et liste",
            map_figure(
                "Mairies annexes",
                html! {
                    svg viewBox="0 0 300 180" {
                        path d="M20 90 90 20 220 30 280 110 190 165 60 150Z" fill="none" stroke="currentColor" {}
                        @for (x, y) in [(110, 80), (190, 110)] { circle cx=(x) cy=(y) r="7" fill="currentColor" {} }
                    }
                },
                html! { ol { li { "Mairie annexe des Essarts" } li { "Mairie annexe du Fort" } } },
            ),
        ),
        (
            "Rien à montrer",
            empty_state("Aucune demande", "Vos demandes apparaîtront ici.", Some(link_button("#contenu", "Faire une demande"))),
        ),
    ])
}
