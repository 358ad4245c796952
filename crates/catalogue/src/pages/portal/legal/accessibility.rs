//! The declaration of accessibility (loi n° 2005-102, art. 47; décret n° 2019-768).

use ui::{Page, html};
use web::{Html, Outcome};

use super::super::Visit;
use crate::urls;

pub(in super::super) async fn get(visit: Visit) -> Outcome<Html> {
    let metropole = visit.directory.metropole();
    let body = html! {
        (ui::heading(None, "Accessibilité\u{a0}: non conforme"))
        p {
            "La " (metropole.full_name()) " s’engage à rendre ce guichet accessible, selon l’article 47 de la loi n°\u{a0}2005-102 du 11\u{a0}février 2005. "
            "Cette déclaration concerne ce site et les pages de ses communes."
        }
        (ui::section("État de conformité", html! {
            p { "Ce site n’est pas encore conforme au référentiel général d’amélioration de l’accessibilité (RGAA) 4.1\u{a0}: aucun audit en cours de validité ne mesure le respect de ses critères." }
        }))
        (ui::section("Résultats des tests", html! {
            p { "Aucun audit n’a été fait. Des tests automatiques vérifient les pages à chaque changement. Ils ne remplacent pas un audit." }
        }))
        (ui::section("Contenus non accessibles", html! {
            p { "Ils seront listés ici après le premier audit." }
        }))
        (ui::section("Établissement de cette déclaration", html! {
            p { "Technologies utilisées\u{a0}: HTML, CSS, JavaScript. Tout le site fonctionne sans JavaScript." }
        }))
        (ui::section("Signaler un problème", html! {
            p { "Une page vous bloque\u{a0}? Dites-le nous. Nous vous aidons à faire votre démarche autrement." }
            ul {
                li { "E-mail\u{a0}: " a href={ "mailto:" (metropole.email) } { (metropole.email) } }
                li { "Téléphone\u{a0}: " (metropole.phone) }
                li { a href=(urls::HELP) { "Page d’aide" } }
            }
        }))
        (ui::section("Voies de recours", html! {
            p { "Vous n’avez pas eu de réponse satisfaisante\u{a0}? Vous pouvez saisir le Défenseur des droits\u{a0}:" }
            ul {
                li { a href="https://formulaire.defenseurdesdroits.fr/" { "lui écrire en ligne" } }
                li { a href="https://www.defenseurdesdroits.fr/saisir/delegues" { "voir le délégué de votre région" } }
                li { "envoyer un courrier gratuit, sans timbre\u{a0}: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07" }
            }
        }))
    };
    Ok(Page::new("Accessibilité", body).into())
}
