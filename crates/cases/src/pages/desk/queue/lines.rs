//! The table of a list.

use std::collections::HashMap;

use db::InstanceTx;
use definition::Compiled;
use jiff::civil::Date;
use kernel::text::{self, day};
use ui::{Column, Markup, Tone, html};
use web::{Ctx, Outcome};
use workflow::Nature;

use super::super::{
    deadline::{ago, deadline},
    summary, urls,
};
use crate::{
    Cases,
    model::nature_of,
    store::{self, agents::TeamRow, queue::QueueLine},
};

/// The table, a line per case.
pub(super) async fn table(
    cases: &Cases,
    tx: &mut InstanceTx,
    ctx: &Ctx,
    lines: &[QueueLine],
    teams: &[TeamRow],
    caption: &str,
) -> Outcome<Markup> {
    let names: HashMap<_, _> = store::agents::all(tx).await?.into_iter().map(|agent| (agent.id, agent.name.into_exposed())).collect();
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let compiled = cases.compiled(tx, &line.definition).await?;
        let today = day(ctx.moment().now);
        let assignee = line.assignee.and_then(|agent| names.get(&agent)).map(String::as_str);
        let team = line.team.as_ref().and_then(|slug| teams.iter().find(|team| team.slug == *slug)).map(|team| team.label.as_str());
        rows.push(vec![
            html! { a href=(urls::case(ctx.instance()?, line.id)) { (line.reference) } },
            html! { (line.title) @if let Some(listed) = &line.listed { br; span.hint { (listed.expose()) } } },
            html! { (line.citizen_name.expose()) },
            states(line, &compiled),
            received(day(line.filed_at), today),
            legal_day(line, today),
            holder(team, assignee),
        ]);
    }
    let columns = ["Numéro", "Démarche", "Usager", "État", "Reçue", "Délai", "Suivie par"].map(Column::text);
    Ok(ui::table(caption, &columns, &rows))
}

fn states(line: &QueueLine, compiled: &Compiled) -> Markup {
    let status = compiled.workflow().status(&line.status);
    let label = status.map_or(line.status.as_str(), |status| status.agent_label.as_str());
    html! {
        @if line.moved_to.is_some() { (ui::status_tag(Tone::Neutral, "Transmise")) }
        @else { (ui::status_tag(status.map_or(Tone::Neutral, summary::tone), label)) }
        @if line.awaits_agent && line.closed_at.is_none() { " " (ui::status_tag(Tone::Info, news(line))) }
        @if line.is_asked && line.closed_at.is_none() { " " (ui::status_tag(Tone::Warning, "Complément demandé")) }
        @if line.priority > 1 { " " (ui::status_tag(Tone::Danger, "Urgente")) }
    }
}

/// What the citizen did that nobody has looked at.
fn news(line: &QueueLine) -> &'static str {
    if nature_of(&line.nature) == Nature::Filed { "Nouvelle" } else { "L’usager a répondu" }
}

fn received(filed: Date, today: Date) -> Markup {
    html! { (ago(filed, today)) br; span.hint { (text::date(filed)) } }
}

fn legal_day(line: &QueueLine, today: Date) -> Markup {
    let due = line.due_on.as_deref().and_then(|due| due.parse::<Date>().ok()).filter(|_| line.closed_at.is_none());
    html! {
        @if let Some(due) = due {
            @let (tone, words) = deadline(due, today);
            (ui::status_tag(tone, &words))
        } @else if nature_of(&line.nature) == Nature::Waiting {
            "Arrêté"
        } @else {
            "Aucun"
        }
    }
}

fn holder(team: Option<&str>, assignee: Option<&str>) -> Markup {
    html! {
        (assignee.unwrap_or("Personne"))
        @if let Some(team) = team { br; span.hint { (team) } }
    }
}
