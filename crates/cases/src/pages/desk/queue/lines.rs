//! The table of a list.

use db::InstanceTx;
use definition::Compiled;
use jiff::civil::Date;
use kernel::text::day;
use ui::{Column, Markup, Tone, html};
use web::{Ctx, Outcome};
use workflow::Nature;

use super::super::{
    deadline::{Deadlines, ago},
    summary, urls,
    when::short,
};
use crate::{
    Cases,
    model::nature_of,
    store::{agents::TeamRow, queue::QueueLine},
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
    let today = day(ctx.moment().now);
    let (deadlines, mut rows) = (Deadlines::from(today), Vec::with_capacity(lines.len()));
    for line in lines {
        // one that cannot be read takes no other away: its status bears its short name
        let compiled = cases.compiled(tx, &line.definition).await;
        let compiled =
            compiled.inspect_err(|failure| tracing::warn!(case = %line.id, ?failure, "the téléservice of a case cannot be read")).ok();
        let team = line.team.as_ref().and_then(|slug| teams.iter().find(|team| team.slug == *slug)).map(|team| team.label.as_str());
        rows.push(vec![
            html! { a.whole href=(urls::case(ctx.instance()?, line.id)) { (line.reference) } },
            html! { (line.title) @if let Some(listed) = &line.listed { br; span.hint { (listed.expose()) } } },
            citizen(line),
            states(line, compiled.as_deref()),
            received(day(line.filed_at), today),
            legal_day(line, &deadlines),
            holder(team, line.holder.as_ref().map(|name| name.expose().as_str())),
        ]);
    }
    let columns = ["Numéro", "Démarche", "Usager", "État", "Reçue", "Délai", "Suivie par"].map(Column::text);
    Ok(ui::table(caption, &columns, &rows))
}

fn citizen(line: &QueueLine) -> Markup {
    let name = line.citizen_name.expose();
    html! { @if name.is_empty() { span.hint { "Nom non donné" } } @else { (name) } }
}

fn states(line: &QueueLine, compiled: Option<&Compiled>) -> Markup {
    let status = compiled.and_then(|compiled| compiled.workflow().status(&line.status));
    let label = status.map_or(line.status.as_str(), |status| status.agent_label.as_str());
    let (nature, is_open) = (nature_of(&line.nature), line.closed_at.is_none());
    html! {
        @if line.moved_to.is_some() { (ui::status_tag(Tone::Neutral, "Transmise")) }
        @else { (ui::status_tag(status.map_or(Tone::Neutral, summary::tone), label)) }
        // the status says it already while it is new, or while it waits
        @if line.awaits_agent && is_open && nature != Nature::Filed { " " (ui::status_tag(Tone::Info, "L’usager a répondu")) }
        @if line.is_asked && is_open && nature != Nature::Waiting { " " (ui::status_tag(Tone::Warning, "Complément demandé")) }
        @if line.is_stopped { " " (ui::status_tag(Tone::Danger, "Bloquée")) }
        @if line.priority > 1 { " " (ui::status_tag(Tone::Danger, "Urgente")) }
    }
}

fn received(filed: Date, today: Date) -> Markup {
    html! { (short(filed)) br; span.hint.whole { (ago(filed, today)) } }
}

fn legal_day(line: &QueueLine, deadlines: &Deadlines) -> Markup {
    let due = line.due_on.as_deref().and_then(|due| due.parse::<Date>().ok()).filter(|_| line.closed_at.is_none());
    html! {
        @if let Some(due) = due {
            @let (tone, words) = deadlines.told(due);
            (short(due)) br; (ui::status_tag(tone, &words))
        } @else if nature_of(&line.nature) == Nature::Waiting {
            "Arrêté"
        } @else {
            "Aucun"
        }
    }
}

fn holder(team: Option<&str>, name: Option<&str>) -> Markup {
    html! {
        (name.unwrap_or("Personne"))
        @if let Some(team) = team { br; span.hint { (team) } }
    }
}
