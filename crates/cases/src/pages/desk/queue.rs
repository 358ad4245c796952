//! The queue: what waits, oldest first.

mod asked;
mod lines;

use axum::extract::{Query, State};
use kernel::{Slug, text::day};
use ui::{Chip, Markup, Page, Pages, Tab, html};
use web::{AgentPass, Ctx, Html, Outcome, Right};

use self::asked::Asked;
use super::{done, urls};
use crate::{
    Cases,
    store::{
        self,
        agents::TeamRow,
        definitions::Published,
        queue::{List, Wanted},
    },
};

/// Lines on a page.
const LINES: u32 = 50;

/// The teams whose cases this agent sees, with those of no team; none: every case.
pub(super) fn sight(agent: &AgentPass) -> Option<&[Slug]> {
    if agent.may(Right::SeeAll) { None } else { Some(&agent.teams) }
}

pub(super) async fn get(State(cases): State<Cases>, Query(asked): Query<Asked>, ctx: Ctx) -> Outcome<Html> {
    let (agent, instance) = (ctx.agent()?, ctx.instance()?);
    let today = day(ctx.moment().now);
    let mut tx = ctx.instance_read(instance).await?;
    let wanted =
        Wanted { list: asked.list(agent.id), sight: sight(agent), filter: asked.filter(today), after: asked.after(), limit: LINES + 1 };
    let mut lines = store::queue::page(&mut tx, &wanted).await?;
    let has_more = lines.len() > LINES as usize;
    lines.truncate(LINES as usize);
    let stopped = store::queue::stopped(&mut tx, sight(agent)).await?;
    let teams = store::agents::teams(&mut tx).await?;
    let choices = Choices { teams: of_agent(&teams, agent), teleservices: store::definitions::published(&mut tx).await? };
    let to_give = store::opinions::count_to_give(&mut tx, agent.id).await?;
    let table = lines::table(&cases, &mut tx, &ctx, &lines, &teams, caption(&wanted)).await?;
    drop(tx);

    let next = lines.last().filter(|_| has_more).map(|last| asked.href(instance, &[("apres", &wanted.after(last).to_text())]));
    let body = html! {
        (done::notice(&asked.fait))
        (ui::heading(Some(agent.name.expose()), "Demandes"))
        (ui::link_button(&urls::next(instance), "Traiter la suivante"))
        @if to_give > 0 {
            p { a href=(urls::opinions(instance)) { "Avis à donner\u{a0}: " (to_give) } }
        }
        (ui::search_form(&urls::queue(instance, ""), "q", &asked.q, "Chercher un numéro, ou le début d’un nom", &[]))
        (tabs(&asked, &ctx, stopped)?)
        @if asked.q.trim().is_empty() { (filters(&asked, &ctx, &choices)?) }
        @if lines.is_empty() { (nothing(&asked, &ctx)?) } @else { (table) }
        @if wanted.after.is_some() { p { a href=(asked.href(instance, &[])) { "Revenir au début de la liste" } } }
        (ui::pagination(Pages { previous: None, next: next.as_deref() }))
    };
    Ok(Page::new("Demandes", body).wide().into())
}

/// What the list can be narrowed to.
struct Choices {
    teams: Vec<TeamRow>,
    teleservices: Vec<Published>,
}

/// The teams whose cases she sees.
fn of_agent(teams: &[TeamRow], agent: &AgentPass) -> Vec<TeamRow> {
    teams.iter().filter(|team| sight(agent).is_none_or(|seen| seen.contains(&team.slug))).cloned().collect()
}

/// What is stopped has its tab while there is some.
fn tabs(asked: &Asked, ctx: &Ctx, stopped: u64) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let mut views = vec![("", "À traiter"), ("miennes", "Mes demandes"), ("bloquees", "Bloquées"), ("terminees", "Terminées")];
    views.retain(|(view, _)| *view != "bloquees" || stopped > 0 || asked.vue == "bloquees");
    // what is over or stopped is neither late nor waiting
    let dropped = |view: &str| if matches!(view, "terminees" | "bloquees") { ["retard", "reponse", "attente"].as_slice() } else { &[] };
    let href = |(view, _): &(&'static str, &'static str)| {
        let view = *view;
        let dropped = dropped(view).iter().map(|name| (*name, ""));
        asked.href(instance, &[("vue", view), ("q", "")].into_iter().chain(dropped).collect::<Vec<_>>())
    };
    let hrefs: Vec<String> = views.iter().map(href).collect();
    let count = |view| (view == "bloquees").then_some(stopped);
    let tab = |((view, label), href)| Tab { href, label, count: count(view), current: asked.q.is_empty() && asked.vue == view };
    let tabs: Vec<Tab<'_>> = views.into_iter().zip(hrefs.iter().map(String::as_str)).map(tab).collect();
    Ok(ui::tabs("Listes de demandes", &tabs))
}

/// Beyond this many téléservices their filters are folded away.
const MANY: usize = 8;

/// A filter: its name in the address, its value, its words.
type Filter<'a> = (&'a str, &'a str, &'a str);

fn filters(asked: &Asked, ctx: &Ctx, choices: &Choices) -> Outcome<Markup> {
    let mut filters: Vec<Filter<'_>> = Vec::new();
    if asked.waits_for_people() {
        filters.extend([("retard", "1", "En retard"), ("reponse", "1", "L’usager a répondu"), ("attente", "1", "En attente de l’usager")]);
    }
    if choices.teams.len() > 1 {
        filters.extend(choices.teams.iter().map(|team| ("equipe", team.slug.as_str(), team.label.as_str())));
    }
    let teleservices: Vec<Filter<'_>> =
        choices.teleservices.iter().map(|each| ("demarche", each.teleservice.as_str(), each.title.as_str())).collect();
    let is_many = teleservices.len() > MANY;
    // one that is set stays in sight
    let is_folded = |(name, value, _): &Filter<'_>| is_many && asked.value(name) != *value;
    let (folded, shown): (Vec<Filter<'_>>, Vec<Filter<'_>>) = teleservices.into_iter().partition(is_folded);
    if choices.teleservices.len() > 1 {
        filters.extend(shown);
    }
    Ok(html! {
        (chips(asked, ctx, "Filtrer la liste", &filters)?)
        @if !folded.is_empty() { (ui::details("Filtrer par démarche", chips(asked, ctx, "Filtrer par démarche", &folded)?)) }
    })
}

/// A filter set is a link that takes it away, and the other way round.
fn chips(asked: &Asked, ctx: &Ctx, label: &str, filters: &[Filter<'_>]) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let is_set = |name: &str, value: &str| asked.value(name) == value;
    let href = |name: &str, value: &str| asked.href(instance, &[(name, if is_set(name, value) { "" } else { value })]);
    let hrefs: Vec<String> = filters.iter().map(|(name, value, _)| href(name, value)).collect();
    let chips: Vec<Chip<'_>> =
        filters.iter().zip(&hrefs).map(|((name, value, label), href)| Chip { href, label, active: is_set(name, value) }).collect();
    Ok(ui::chips(label, &chips))
}

/// What the table holds, and in which order.
const fn caption(wanted: &Wanted<'_>) -> &'static str {
    match wanted.list {
        List::Open | List::Mine(_) if wanted.filter.due_before.is_some() => "Demandes en retard, la plus en retard d’abord",
        List::Open => "Demandes à traiter, la plus ancienne d’abord",
        List::Mine(_) => "Demandes que vous suivez, la plus ancienne d’abord",
        List::Stopped => "Demandes bloquées, la plus ancienne d’abord",
        List::Closed => "Demandes terminées, la dernière d’abord",
        List::Matching(_) => "Demandes trouvées, par nom",
    }
}

fn nothing(asked: &Asked, ctx: &Ctx) -> Outcome<Markup> {
    let all = urls::queue(ctx.instance()?, "");
    let back = || Some(ui::secondary_link_button(&all, "Voir toutes les demandes à traiter"));
    Ok(if !asked.q.is_empty() {
        ui::empty_state("Aucune demande trouvée", "Écrivez le numéro entier, ou le début du nom comme l’usager l’a donné.", back())
    } else if asked.is_filtered() {
        ui::empty_state("Aucune demande avec ces filtres", "Retirez un filtre pour en voir plus.", back())
    } else {
        match asked.vue.as_str() {
            "miennes" => ui::empty_state("Vous ne suivez aucune demande", "Prenez la plus ancienne pour commencer.", back()),
            "bloquees" => ui::empty_state("Aucune demande bloquée", "Tout ce qui devait être fait l’a été.", back()),
            "terminees" => ui::empty_state("Aucune demande terminée", "Les demandes closes apparaîtront ici.", back()),
            _ => ui::empty_state("Tout est à jour", "Aucune demande n’attend. Les nouvelles apparaîtront ici.", None),
        }
    })
}
