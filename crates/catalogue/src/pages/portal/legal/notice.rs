//! The legal notice (loi n° 2004-575 du 21 juin 2004, art. 1-1).

use ui::{Page, Row, html};
use web::{Html, Outcome};

use super::super::{Visit, contact};

pub(in super::super) async fn get(visit: Visit) -> Outcome<Html> {
    let (metropole, imprint) = (visit.directory.metropole(), visit.catalogue.imprint());
    let body = html! {
        (ui::heading(None, "Mentions légales"))
        (ui::section("Qui publie ce site", html! {
            p { "La " (metropole.full_name()) ", collectivité territoriale, publie ce site. Chaque commune publie ses propres démarches et ses propres pages." }
            (contact::of(metropole))
        }))
        (ui::section("Responsable et hébergeur", ui::summary_list(&[
            Row::text("Direction de la publication", &imprint.director),
            Row::text("Hébergement", &imprint.host),
        ])))
        (ui::section("Réutiliser les contenus", html! {
            p { "Les textes de ce site peuvent être repris si vous citez leur source et leur date. Les logos et les blasons restent à leurs collectivités." }
            ul {
                li { "Contours des communes\u{a0}: IGN, ADMIN EXPRESS COG 2018, Licence Ouverte." }
                li { "Codes et populations\u{a0}: INSEE, Licence Ouverte." }
                li { "Rues\u{a0}: " (territory::addresses::OSM_NOTICE) "." }
                li { "Pictogrammes\u{a0}: Lucide, licence ISC." }
            }
        }))
    };
    Ok(Page::new("Mentions légales", body).into())
}
