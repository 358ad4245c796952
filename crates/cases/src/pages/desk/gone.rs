//! A case that left while an agent was writing: another team has it, and she
//! does not see it any more. Her words are given back to her.

use axum::response::IntoResponse;
use kernel::Problem;
use ui::{Page, html};
use web::{Answer, Failure, Outcome};

use super::prose::prose;

/// The failure itself, or a page that holds what was typed.
pub(super) fn given_back(failure: Failure, typed: &str) -> Outcome<Answer> {
    if !matches!(failure, Failure::Problem(Problem::NotFound)) || typed.trim().is_empty() {
        return Err(failure);
    }
    let body = html! {
        (ui::heading(None, "Demande introuvable"))
        (ui::lead("Cette demande n’existe pas, ou une autre équipe la suit maintenant. Rien n’est enregistré."))
        (ui::section("Ce que vous aviez écrit", html! { blockquote { (prose(typed)) } }))
        p { (ui::secondary_link_button("/", "Revenir à l’accueil")) }
    };
    Ok(web::Html::new(Page::new("Demande introuvable", body).status(404)).into_response())
}
