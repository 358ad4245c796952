//! The opinions that wait for an agent.

use axum::extract::{Query, State};
use kernel::text::{date, day};
use serde::Deserialize;
use ui::{Page, ResultCard, Tone, html};
use web::{Ctx, Html, Outcome};

use super::{done, urls};
use crate::{
    Cases,
    store::{self, opinions::ToGive},
};

/// Shown at once: more than anybody should have to give.
const MOST: u32 = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

pub(super) async fn get(State(_): State<Cases>, Query(asked): Query<Asked>, ctx: Ctx) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let opinions = store::opinions::to_give(&mut ctx.instance_read(instance).await?, ctx.agent()?.id, MOST).await?;
    let today = day(ctx.moment().now).to_string();
    let card = |opinion: &ToGive| {
        let is_late = opinion.due_on.as_ref().is_some_and(|due| *due < today);
        let due = opinion.due_on.as_ref().and_then(|due| due.parse().ok()).map(|due| format!(", avant le {}", date(due)));
        ResultCard {
            href: urls::opinion(instance, opinion.case_id, opinion.id),
            title: format!("{} – {}", opinion.reference, opinion.title),
            provider: Some(opinion.whose.expose().clone()),
            summary: format!("{} demande cet avis{}.", opinion.asked_by.expose(), due.unwrap_or_default()),
            tags: if is_late { vec![(Tone::Danger, "En retard".to_owned())] } else { vec![] },
        }
    };
    let body = html! {
        (done::notice(&asked.fait))
        (ui::heading(Some(ctx.agent()?.name.expose()), "Avis à donner"))
        @if opinions.is_empty() {
            (ui::empty_state("Aucun avis à donner", "Les avis que l’on vous demande apparaîtront ici.", None))
        } @else {
            (ui::result_list(2, &opinions.iter().map(card).collect::<Vec<_>>()))
        }
        p { a href=(urls::queue(instance, "")) { "Voir les demandes à traiter" } }
    };
    Ok(Page::new("Avis à donner", body).into())
}
