//! What the other authorities offer, and what was done with it here.

use axum::{extract::State, response::IntoResponse};
use kernel::text;
use ui::{Column, Link, Markup, Page, Tone, html};
use web::{Answer, Ctx, Html, Outcome, redirect};

use crate::{
    Studio,
    pack::{Proposal, Standing, Way, proposals},
    pages::urls,
};

pub(in crate::pages) async fn get(State(studio): State<Studio>, ctx: Ctx) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let space = studio.taking_space(instance);
    if space != *instance {
        return Ok(redirect(&urls::proposals(&space)));
    }
    let all = proposals(&studio, &ctx).await?;
    let rows = all.iter().map(|one| row(&studio, &ctx, one)).collect::<Outcome<Vec<_>>>()?;
    let lead = match studio.way(&instance.authority) {
        Some(Way::Copy) => {
            "Reprenez une copie\u{a0}: elle devient la vôtre. Quand l’original change, vous le voyez ici et vous choisissez."
        }
        _ => {
            "Activez une démarche telle qu’elle est. Quand elle change, vous le voyez ici et vous choisissez le moment de la mettre à jour."
        }
    };
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier")], "Propositions"))
        (ui::heading(Some("Atelier"), "Ce que les autres collectivités proposent"))
        (ui::lead(lead))
        @if rows.is_empty() { (ui::empty_state("Aucune proposition", "Les démarches proposées par les autres collectivités apparaîtront ici.", None)) }
        @else { (ui::table("Démarches proposées", &["Démarche", "Proposée par", "Depuis", "Chez vous"].map(Column::text), &rows)) }
    };
    Ok(Html::from(Page::new("Propositions", body).wide()).into_response())
}

fn row(studio: &Studio, ctx: &Ctx, proposal: &Proposal) -> Outcome<Vec<Markup>> {
    let (instance, offered) = (ctx.instance()?, &proposal.offered);
    Ok(vec![
        html! { a href=(urls::proposal(instance, &offered.authority, &offered.teleservice)) { (offered.title) } },
        html! { (studio.name_of(&offered.authority)) },
        html! { (text::date(text::day(offered.offered_at))) },
        standing(proposal),
    ])
}

/// What was done with it, in a word.
fn standing(proposal: &Proposal) -> Markup {
    let (tone, words) = match &proposal.standing {
        _ if proposal.is_withdrawn() => (Tone::Neutral, "Activée, n’est plus proposée"),
        _ if proposal.is_behind() => (Tone::Warning, "Une mise à jour attend"),
        Standing::Untouched => return html! { "Rien encore" },
        Standing::Copied { .. } => (Tone::Success, "Copie reprise"),
        Standing::On { .. } => (Tone::Success, "Activée"),
    };
    ui::status_tag(tone, words)
}
