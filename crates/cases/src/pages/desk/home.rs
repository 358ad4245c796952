//! Where an agent begins: her spaces, or hers if there is only one.

use axum::{extract::State, response::IntoResponse};
use db::{InstanceKey, Stage};
use ui::{Page, ResultCard, Tone, html};
use web::{Answer, Ctx, Html, Outcome, redirect};

use super::urls;
use crate::Cases;

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx) -> Outcome<Answer> {
    let spaces = cases.spaces_of(&ctx.signed_in()?.subject).await?;
    if let [only] = spaces.as_slice() {
        return Ok(redirect(&urls::queue(only, "")));
    }
    Ok(page(&cases, &spaces).into_response())
}

fn page(cases: &Cases, spaces: &[InstanceKey]) -> Html {
    let body = html! {
        (ui::heading(None, "Vos espaces de travail"))
        @if spaces.is_empty() {
            (ui::empty_state(
                "Vous n’avez pas encore d’espace",
                "Votre compte n’est rattaché à aucune collectivité. Demandez à la personne qui administre l’espace de votre collectivité de vous ajouter.",
                None,
            ))
        } @else {
            (ui::lead("Choisissez l’espace où vous voulez travailler."))
            (ui::result_list(2, &spaces.iter().map(|space| card(cases, space)).collect::<Vec<_>>()))
        }
    };
    Page::new("Vos espaces de travail", body).into()
}

fn card(cases: &Cases, space: &InstanceKey) -> ResultCard {
    let directory = cases.territory().directory();
    let title = directory.authority(&space.authority).map_or_else(|| space.to_string(), territory::Authority::full_name);
    let (summary, tags) = match space.stage {
        Stage::Production => ("Les demandes des usagers.", Vec::new()),
        Stage::Test => ("Pour essayer, sans usager.", vec![(Tone::Warning, "Espace de test".to_owned())]),
    };
    // two links of one page are told apart by their words (RGAA 6.1)
    let title = if space.stage == Stage::Test { format!("{title}, espace de test") } else { title };
    ResultCard { href: urls::queue(space, ""), title, provider: None, summary: summary.to_owned(), tags }
}
