//! Personal data and cookies (RGPD, art. 13; loi n° 78-17, art. 82).

use ui::{Page, html};
use web::{Html, Outcome};

use super::super::Visit;

pub(in super::super) async fn get(visit: Visit) -> Outcome<Html> {
    let metropole = visit.directory.metropole();
    let body = html! {
        (ui::heading(None, "Données personnelles et cookies"))
        (ui::lead("Nous ne demandons que ce qui sert à vous répondre."))
        (ui::section("Qui en est responsable", html! {
            p { "La collectivité qui répond à votre demande\u{a0}: la " (metropole.full_name()) " ou votre commune. Son nom est en haut de chaque démarche." }
        }))
        (ui::section("À quoi servent vos données", html! {
            ul {
                li { "Traiter votre demande et vous répondre." }
                li { "Vous prévenir quand elle avance." }
                li { "Garder votre compte, si vous en avez un." }
            }
            p { "Chaque démarche dit quelles données sont obligatoires, qui les reçoit et combien de temps elles sont gardées." }
        }))
        (ui::section("Combien de temps", html! {
            p { "Les données d’un compte sont effacées après deux ans sans utilisation. Celles d’une demande suivent la durée écrite dans la démarche." }
        }))
        (ui::section("Vos droits", html! {
            p { "Vous pouvez voir, corriger ou faire effacer vos données, ou refuser leur usage. Écrivez au délégué à la protection des données\u{a0}: "
                a href={ "mailto:" (metropole.email) } { (metropole.email) } "." }
            p { "Pas de réponse, ou pas d’accord\u{a0}? Vous pouvez saisir la " a href="https://www.cnil.fr/fr/plaintes" { "CNIL" } "." }
        }))
        (ui::section("Cookies", html! {
            p { "Ce site ne pose que les cookies nécessaires\u{a0}: ils protègent vos formulaires, gardent votre session et retiennent votre commune. Il n’y a ni publicité, ni suivi. Vous n’avez donc rien à accepter." }
        }))
    };
    Ok(Page::new("Données personnelles", body).into())
}
