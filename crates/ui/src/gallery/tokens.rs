//! Letters, pictures, colours in use.

use maud::{Markup, html};

use super::specimens;
use crate::{Icon, avatar, code_block, icon, lead, section};

pub(super) fn parts() -> Markup {
    html! { (section("Textes", texts())) (section("Icônes", icons())) }
}

fn texts() -> Markup {
    specimens([
        (
            "Titres et paragraphes",
            html! {
                (lead("Le chapeau dit l’essentiel en une phrase. Il se lit seul."))
                p {
                    "Un paragraphe courant, avec " a href="#contenu" { "un lien dans le texte" } ", un "
                    strong { "passage important" } " et du " code { "code" } "."
                }
                ul { li { "Une liste" } li { "de deux éléments" } }
                ol { li { "D’abord" } li { "Ensuite" } }
            },
        ),
        ("Avatar", html! { p { (avatar("Camille Perrin")) " Camille Perrin" } }),
        (
            "Code",
            code_block("Commande", "curl --header 'Authorization: Bearer …' https://exemple.fr/api/demandes?statut=envoyee&limite=50"),
        ),
    ])
}

fn icons() -> Markup {
    html! { p.tags { @for picture in Icon::ALL { (icon(picture)) " " } } }
}
