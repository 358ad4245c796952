//! One proposal: what it asks, what becomes of it, and what can be done with it here.

use authoring::outline::{Outline, outline};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::InstanceKey;
use definition::Definition;
use kernel::{Slug, text};
use serde::Deserialize;
use ui::{FormState, Link, Markup, Page, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{copying, offer::VERSION, switch};
use crate::{
    Studio, keep,
    pack::{Proposal, Standing, Way, proposals},
    pages::urls,
    store::{pack, taken},
};

#[derive(Deserialize)]
pub(in crate::pages) struct Asked {
    authority: Slug,
    teleservice: Slug,
}

/// A proposal, read.
pub(super) struct Read {
    pub(super) proposal: Proposal,
    pub(super) definition: Definition,
    pub(super) way: Way,
}

impl Read {
    /// What is offered under this name, and nothing else of its authority.
    async fn find(studio: &Studio, ctx: &Ctx, asked: &Asked) -> Outcome<Self> {
        let way = studio.way(&ctx.instance()?.authority).ok_or(Failure::NOT_FOUND)?;
        let is_it = |one: &Proposal| (&one.offered.authority, &one.offered.teleservice) == (&asked.authority, &asked.teleservice);
        let proposal = proposals(studio, ctx).await?.into_iter().find(is_it).ok_or(Failure::NOT_FOUND)?;
        let document = pack::document(&mut ctx.platform_read().await?, &proposal.offered.hash).await?;
        Ok(Self { definition: keep::read(&document)?, proposal, way })
    }
}

pub(in crate::pages) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Answer> {
    if let Some(space) = elsewhere(&studio, &ctx, &asked.teleservice).await? {
        return Ok(redirect(&urls::proposal(&space, &asked.authority, &asked.teleservice)));
    }
    Ok(drawn(&studio, &ctx, &Read::find(&studio, &ctx, &asked).await?, &FormState::default())?.into_response())
}

/// Copies it, switches it on or off, or takes its new version.
pub(in crate::pages) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    if elsewhere(&studio, &ctx, &asked.teleservice).await?.is_some() {
        return Err(Failure::NOT_FOUND);
    }
    let read = Read::find(&studio, &ctx, &asked).await?;
    let refused = |field: &str, sentence: &str| {
        let state = posted.state().with_error(field, sentence);
        Ok(drawn(&studio, &ctx, &read, &state)?.into_response())
    };
    if posted.value("faire") != "desactiver" && posted.value(VERSION) != read.proposal.offered.hash {
        return refused("faire", "Une nouvelle version est proposée. La voici\u{a0}: relisez-la, puis recommencez.");
    }
    let is_on = matches!(read.proposal.standing, Standing::On { .. });
    let done = match (posted.value("faire"), read.way) {
        ("reprendre", Way::Copy) => copying::copy(&studio, &ctx, &read, posted.value("nom").trim()).await?,
        ("activer", way) if is_on || way == Way::SwitchOn => switch::on(&studio, &ctx, &read).await?,
        ("desactiver", _) => switch::off(&studio, &ctx, &read).await?,
        _ => return Err(Failure::NOT_FOUND),
    };
    match done {
        Ok(next) => Ok(redirect(&next)),
        Err((field, sentence)) => refused(field, &sentence),
    }
}

/// The space in which this is taken, when it is another; what was switched on
/// stays where it is, even once its commune writes her own téléservices.
async fn elsewhere(studio: &Studio, ctx: &Ctx, teleservice: &Slug) -> Outcome<Option<InstanceKey>> {
    let instance = ctx.instance()?;
    let space = studio.taking_space(instance);
    let is_on = taken::owner_of(&mut ctx.instance_read(instance).await?, teleservice).await?.is_some();
    Ok((space != *instance && !is_on).then_some(space))
}

/// Where it leads, or what is wrong and where.
pub(super) type Done = Result<String, (&'static str, String)>;

fn drawn(studio: &Studio, ctx: &Ctx, read: &Read, state: &FormState) -> Outcome<Html> {
    let (instance, offered) = (ctx.instance()?, &read.proposal.offered);
    let outline = outline(&read.definition);
    let action = urls::proposal(instance, &offered.authority, &offered.teleservice);
    let acts = match (read.way, &read.proposal.standing) {
        (_, Standing::On { .. }) | (Way::SwitchOn, _) => switch::acts(&read.proposal),
        (Way::Copy, _) => copying::acts(instance, &read.proposal, state),
    };
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier"), Link::new(urls::proposals(instance), "Propositions")], &offered.title))
        (ui::error_summary(state))
        (ui::heading(Some(&studio.name_of(&offered.authority)), &offered.title))
        (ui::lead(&offered.summary))
        @if read.proposal.is_withdrawn() { p { "Cette démarche n’est plus proposée." } }
        @else { p { "Proposée depuis le " (text::date(text::day(offered.offered_at))) "." } }
        (ui::section("Chez vous", ui::form(&action, ctx.csrf(), None, false, html! { (ui::hidden(VERSION, &offered.hash)) (acts) })))
        (ui::section("Le formulaire", pages(&outline)))
        (ui::section("Le traitement", statuses(&outline)))
        (ui::section("Les essais", tests(&read.definition)))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(Page::new(&offered.title, body).status(status).into())
}

fn pages(outline: &Outline) -> Markup {
    html! {
        @for page in &outline.pages {
            h3 { (page.title) }
            @if let Some(condition) = &page.condition { p.studio-when { "Si " (condition) } }
            ul { @for field in &page.fields { li { (field.label) } } }
        }
    }
}

fn statuses(outline: &Outline) -> Markup {
    html! { ul { @for status in &outline.workflow.statuses { li { (status.agent_label) } } } }
}

fn tests(definition: &Definition) -> Markup {
    if definition.tests.is_empty() {
        return html! { p { "Aucun essai." } };
    }
    html! { ul { @for test in &definition.tests { li { (test.name) } } } }
}
