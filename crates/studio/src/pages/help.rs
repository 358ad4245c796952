//! How a téléservice is made, in five steps, for who never made one.

use axum::extract::State;
use db::InstanceKey;
use ui::{Link, Markup, Page, html};
use web::{Ctx, Html, Outcome};

use super::urls;
use crate::Studio;

/// A step: its title, and what to do, a sentence each.
struct Step {
    title: &'static str,
    told: &'static [&'static str],
}

const STEPS: [Step; 5] = [
    Step {
        title: "Les questions",
        told: &[
            "Ouvrez «\u{a0}Formulaire\u{a0}». Un premier formulaire est déjà là\u{a0}: changez-le.",
            "Ajoutez une question, choisissez son type de réponse, puis enregistrez.",
            "Une question par idée. Ne demandez que ce dont vous avez besoin.",
        ],
    },
    Step {
        title: "Les pages et ce qui dépend des réponses",
        told: &[
            "Une page par sujet. Déplacez une question avec «\u{a0}Monter\u{a0}», ou mettez-la à une autre page.",
            "«\u{a0}Poser cette question\u{a0}»\u{a0}: choisissez une question, une comparaison, une réponse. Une page a le même choix.",
            "Un prix\u{a0}: ajoutez une «\u{a0}Valeur calculée\u{a0}», puis dites combien, cas par cas.",
        ],
    },
    Step {
        title: "Les étapes du traitement",
        told: &[
            "Ouvrez «\u{a0}Traitement\u{a0}». Dites d’abord quelle équipe répond.",
            "Un statut dit où en est la demande. Une action est un bouton pour les agents, et mène à un statut.",
            "Une action peut envoyer un message. Les textes s’écrivent dans «\u{a0}Messages et documents\u{a0}»\u{a0}: «\u{a0}Insérer\u{a0}» y met une réponse.",
        ],
    },
    Step {
        title: "Les essais",
        told: &[
            "«\u{a0}Essayer la démarche\u{a0}»\u{a0}: remplissez-la comme un usager, puis agissez comme un agent.",
            "Gardez ce que vous avez fait comme essai. Il est refait avant chaque publication.",
        ],
    },
    Step {
        title: "La publication",
        told: &[
            "«\u{a0}Vérifier et publier\u{a0}» dit ce qui est à corriger, et mène à l’endroit.",
            "Publiez d’abord dans l’espace de test. Les usagers ne voient rien.",
            "Déposez une vraie demande dans l’espace de test. Si tout va bien, mettez en ligne.",
        ],
    },
];

pub(super) async fn get(State(_): State<Studio>, ctx: Ctx) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier")], "Aide"))
        (ui::heading(Some("Atelier"), "Faire une démarche en cinq étapes"))
        (ui::lead("Tout s’enregistre au fur et à mesure, et tout s’annule. Vous ne pouvez rien casser."))
        @for (rank, step) in STEPS.iter().enumerate() {
            (ui::section(&format!("{}. {}", rank + 1, step.title), html! { ul.studio-list { @for told in step.told { li { (told) } } } }))
        }
        (ui::section("Si vous hésitez", html! {
            ul.studio-list {
                li { "Reprenez ce qui existe\u{a0}: " a href=(urls::library(instance)) { "la bibliothèque de questions" } " et " a href=(urls::proposals(instance)) { "les démarches des autres collectivités" } "." }
                li { "Vous avez supprimé par erreur\u{a0}? «\u{a0}Annuler\u{a0}», tout de suite\u{a0}; «\u{a0}Historique\u{a0}», plus tard." }
                li { "Vous voulez un avis\u{a0}? «\u{a0}Commenter\u{a0}», en bas de chaque partie\u{a0}: les autres administrateurs le lisent." }
            }
        }))
    };
    Ok(Page::new("Aide de l’atelier", body).into())
}

/// The way to it, the same on every page.
pub(super) fn link(instance: &InstanceKey) -> Markup {
    html! { a href=(urls::help(instance)) { "Aide de l’atelier" } }
}
