//! Lists, tables, ways from one to another.

use maud::{Markup, html};

use super::specimens;
use crate::{
    Chip, Column, Icon, Link, Pages, ResultCard, Tab, Tile, Tone, breadcrumb, chips, number, pagination, result_list, section, status_tag,
    table, tabs, tiles,
};

pub(super) fn parts() -> Markup {
    html! {
        (section("Se repérer", ways()))
        (section("Résultats", results()))
        (section("Entrées", entries()))
        (section("Tableau", figures()))
    }
}

fn ways() -> Markup {
    specimens([
        ("Fil d’Ariane", breadcrumb(&[Link::new("#contenu", "Accueil"), Link::new("#contenu", "Démarches")], "Acte de naissance")),
        (
            "Vues",
            tabs(
                "Demandes par état",
                &[
                    Tab { href: "#contenu", label: "À traiter", count: Some(12), current: true },
                    Tab { href: "#contenu", label: "En attente", count: Some(3), current: false },
                    Tab { href: "#contenu", label: "Terminées", count: None, current: false },
                ],
            ),
        ),
        (
            "Filtres",
            chips(
                "Filtres",
                &[
                    Chip { href: "#contenu", label: "État civil", active: true },
                    Chip { href: "#contenu", label: "Enfance", active: false },
                    Chip { href: "#contenu", label: "Voirie", active: false },
                ],
            ),
        ),
        ("Pages", pagination(Pages { previous: Some("#contenu"), next: Some("#contenu") })),
    ])
}

fn results() -> Markup {
    let card = |title: &str, provider: &str, summary: &str, tags: Vec<(Tone, String)>| ResultCard {
        href: "#contenu".to_owned(),
        title: title.to_owned(),
        provider: Some(provider.to_owned()),
        summary: summary.to_owned(),
        tags,
    };
    result_list(
        3,
        &[
            card(
                "Demander un acte de naissance",
                "Ville de Bron",
                "Pour une personne née dans la commune.",
                vec![(Tone::Success, "En ligne".to_owned())],
            ),
            card("Signaler un nid-de-poule", "Métropole de Lyon", "Sur une rue, une piste cyclable ou un trottoir.", Vec::new()),
        ],
    )
}

fn entries() -> Markup {
    let tile = |icon, title: &str, text: &str| Tile { href: "#contenu".to_owned(), icon, title: title.to_owned(), text: text.to_owned() };
    tiles(&[
        tile(Icon::IdCard, "Papiers", "Carte d’identité, passeport, actes."),
        tile(Icon::Baby, "Enfance", "Crèche, école, cantine."),
        tile(Icon::Recycle, "Déchets", "Bacs, déchèteries, collecte."),
    ])
}

fn figures() -> Markup {
    let row = |place: &str, count, tone, state: &str| vec![html! { (place) }, number(count), status_tag(tone, state)];
    table(
        "Demandes par commune",
        &[Column::text("Commune"), Column::number("Demandes"), Column::text("État")],
        &[
            row("Bron", 1_204, Tone::Success, "Ouverte"),
            row("Écully", 318, Tone::Warning, "En préparation"),
            row("Oullins-Pierre-Bénite", 12_040, Tone::Success, "Ouverte"),
        ],
    )
}
