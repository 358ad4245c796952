//! `GET /travaux`: what is to be done, what failed and why, in every database.

use axum::extract::{Query, State};
use db::{
    DbKey,
    jobs::{self, Counts, Filter, Line, State as JobState},
};
use serde::Deserialize;
use ui::{Column, Page, Tone, html};
use web::{Ctx, Html, Outcome};

use super::Watch;

/// Failed jobs listed at most, all databases together.
const MOST_FAILED: usize = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Said after an action.
    fait: Option<String>,
}

struct Found {
    database: DbKey,
    counts: Counts,
    failed: Vec<Line>,
    /// Cases that something stopped.
    stopped: u64,
}

pub(super) async fn get(State(Watch { databases, cases }): State<Watch>, ctx: Ctx, Query(asked): Query<Asked>) -> Outcome<Html> {
    let mut found = Vec::new();
    for database in databases.list().await? {
        let mut tx = databases.any_read(&database).await?;
        let counts = jobs::counts(&mut tx, ctx.moment().wall).await?;
        let filter = Filter { state: Some(JobState::Failed), ..Filter::default() };
        let failed = if counts.failed > 0 { jobs::page(&mut tx, &filter, None).await? } else { Vec::new() };
        let stopped = match &database {
            DbKey::Instance(instance) => cases.stopped(&mut databases.instance_read(instance).await?).await?,
            DbKey::Platform | DbKey::Identity => 0,
        };
        if counts.waiting + counts.failed > 0 || stopped > 0 {
            found.push(Found { database, counts, failed, stopped });
        }
    }
    let sum = |count: fn(&Counts) -> i64| found.iter().map(|each| count(&each.counts)).sum::<i64>().unsigned_abs();
    let (waiting, running, failed) = (sum(|c| c.waiting), sum(|c| c.running), sum(|c| c.failed));
    let stopped = found.iter().map(|each| each.stopped).sum::<u64>();
    let body = html! {
        (ui::heading(None, "Travaux"))
        (ui::lead("E-mails, documents, transmissions : ce qui part après chaque action. Un travail en échec bloque la suite de sa file, jusqu’à ce que vous le relanciez ou l’abandonniez."))
        @match asked.fait.as_deref() {
            Some("reprise") => (ui::notice(ui::Kind::Success, "Le travail est relancé.", html! {})),
            Some("abandon") => (ui::notice(ui::Kind::Success, "Le travail est abandonné. Sa file continue.", html! {})),
            _ => {}
        }
        (ui::key_figures(&[
            ui::key_figure(&waiting.to_string(), "à faire", Some("travaux datés compris")),
            ui::key_figure(&running.to_string(), "en cours", None),
            ui::key_figure(&failed.to_string(), "en échec", None),
            ui::key_figure(&stopped.to_string(), "demandes bloquées", Some("leurs agents décident")),
        ]))
        (ui::section("En échec", failures(&ctx, &found)))
        (ui::section("Par base", per_database(&found)))
    };
    Ok(Page::new("Travaux", body).wide().into())
}

fn failures(ctx: &Ctx, found: &[Found]) -> ui::Markup {
    let lines: Vec<_> = found.iter().flat_map(|each| each.failed.iter().map(|line| (&each.database, line))).take(MOST_FAILED).collect();
    if lines.is_empty() {
        return ui::empty_state("Aucun échec", "Tout ce qui devait partir est parti.", None);
    }
    let columns = [
        Column::text("Base"),
        Column::text("Travail"),
        Column::text("Depuis"),
        Column::number("Essais"),
        Column::text("Raison"),
        Column::text("Agir"),
    ];
    let rows: Vec<Vec<ui::Markup>> = lines
        .into_iter()
        .map(|(database, line)| {
            vec![
                html! { (database) },
                html! { (line.kind) @if let Some(stream) = &line.stream { br; small { (stream) } } },
                html! { (kernel::text::date_time(line.created_at)) },
                html! { (line.attempts) },
                html! { (line.last_error.as_deref().unwrap_or_default()) },
                actions(ctx, database, line),
            ]
        })
        .collect();
    ui::table("Travaux en échec", &columns, &rows)
}

fn actions(ctx: &Ctx, database: &DbKey, line: &Line) -> ui::Markup {
    let fields = html! { (ui::hidden("base", &database.to_string())) (ui::hidden("travail", &line.id.to_string())) };
    html! {
        (ui::form("/travaux/reprise", ctx.csrf(), None, false, html! { (fields) (ui::secondary_button("Relancer")) }))
        (ui::form("/travaux/abandon", ctx.csrf(), None, false, html! { (fields) (ui::danger_button("Abandonner")) }))
    }
}

fn per_database(found: &[Found]) -> ui::Markup {
    if found.is_empty() {
        return ui::empty_state("Rien à faire", "Aucun travail n’attend, dans aucune base.", None);
    }
    let columns = [
        Column::text("Base"),
        Column::number("À faire"),
        Column::number("En échec"),
        Column::number("Demandes bloquées"),
        Column::text("Le plus ancien"),
        Column::text("État"),
    ];
    let rows: Vec<Vec<ui::Markup>> = found
        .iter()
        .map(|each| {
            let (tone, word) = if each.counts.failed > 0 { (Tone::Danger, "À regarder") } else { (Tone::Success, "Normal") };
            vec![
                html! { (each.database) },
                html! { (each.counts.waiting) },
                html! { (each.counts.failed) },
                html! { (each.stopped) },
                html! { (each.counts.oldest_due.map(kernel::text::date_time).unwrap_or_default()) },
                ui::status_tag(tone, word),
            ]
        })
        .collect();
    ui::table("Travaux par base", &columns, &rows)
}
