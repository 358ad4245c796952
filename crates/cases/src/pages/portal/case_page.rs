//! A case, as the citizen follows it.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use ui::{Entry, FormState, Kind, Markup, Page, Tone, details, error_summary, heading, html, notice, section, status_tag, timeline};
use web::{Ctx, Failure};
use workflow::{Actor, Nature, Outcome, Transition, available};

use super::{Params, pieces, receipt, reply, seen_case::SeenCase, stop::Stop, urls};
use crate::{
    Cases,
    advance::nature,
    documents::silence,
    former::Former,
    model::{Author, EntryKind},
    store::{self, attachments::Attachment, completions::Completion, contacts::Contact, journal::JournalLine, messages::MessageRow},
};

/// What was just done.
#[derive(Deserialize)]
pub(super) struct Options {
    /// The request was sent.
    envoyee: Option<String>,
    /// A message was sent.
    ecrit: Option<String>,
}

/// The words after the address once a message was sent.
pub(super) const WRITTEN: &str = "?ecrit";

pub(super) async fn get(
    State(cases): State<Cases>,
    ctx: Ctx,
    Path(params): Params,
    Query(options): Query<Options>,
) -> Result<Response, Stop> {
    let seen = SeenCase::find(&cases, &ctx, &params).await?;
    let content = Content::load(&cases, &ctx, &seen).await?;
    if options.envoyee.is_some() {
        return Ok(receipt::page(&cases, &seen, &content).into_response());
    }
    let done = options.ecrit.map(|_| "Votre message est envoyé.");
    Ok(seen.shown(&cases, page(&cases, &ctx, &seen, &content, &FormState::default(), done)?).into_response())
}

/// What a citizen sees of a case besides its row.
pub(super) struct Content {
    journal: Vec<JournalLine>,
    messages: Vec<MessageRow>,
    pub(super) files: Vec<Attachment>,
    /// How the team that has it is reached.
    pub(super) contact: Contact,
    /// What she answered under other versions.
    former: Vec<Former>,
    /// What she is asked to add.
    asked: Option<Completion>,
}

impl Content {
    pub(super) async fn load(cases: &Cases, ctx: &Ctx, seen: &SeenCase) -> Result<Self, Failure> {
        let mut tx = ctx.instance_read(&seen.instance).await?;
        let files = store::attachments::of_case(&mut tx, seen.row.id).await?;
        Ok(Self {
            journal: store::journal::visible_of_case(&mut tx, seen.row.id).await?,
            messages: store::messages::of_case(&mut tx, seen.row.id).await?,
            files: files.into_iter().filter(|file| file.visible).collect(),
            contact: store::contacts::of_team(&mut tx, seen.row.state.0.team.as_ref()).await?,
            former: cases.former(&mut tx, &seen.instance, &seen.row).await?,
            asked: store::completions::pending(&mut tx, seen.row.id).await?,
        })
    }
}

/// The page, with what was typed in its form and what was just done.
pub(super) fn page(
    cases: &Cases,
    ctx: &Ctx,
    seen: &SeenCase,
    content: &Content,
    state: &FormState,
    done: Option<&str>,
) -> Result<Page, Failure> {
    let row = &seen.row;
    let service = cases.territory().directory().provider(&row.authority).name;
    let body = html! {
        (error_summary(state))
        @if let Some(done) = done { (notice(Kind::Success, done, html! {})) }
        (heading(Some(&format!("{service} · {}", row.reference)), &row.title))
        p.tags { (status(seen, content)) }
        @if let Some(asked) = &content.asked {
            (expected(asked))
            (section("Compléter ma demande", reply::form(ctx, seen, state, true)))
        } @else if let Some(sentence) = silence(&seen.compiled, row).filter(|_| is_open(seen)) {
            (notice(Kind::Info, &sentence, html! {}))
        }
        (section("Ce qui s’est passé", events(seen, content)))
        @if !content.messages.is_empty() { (section("Vos échanges avec le service", thread(content))) }
        (pieces::lists(seen, &content.files))
        @if content.asked.is_none() { (section("Écrire au service", reply::form(ctx, seen, state, false))) }
        (section("Votre demande", html! {
            (details("Lire mes réponses", pieces::answers(cases, seen, &content.files, &content.former)?))
            (details("Joindre le service", seen.contact(cases, &content.contact)))
        }))
        (actions(cases, ctx, seen)?)
    };
    let status = if state.has_errors() { 422 } else { 200 };
    let page = Page::new(format!("{} – {}", row.title, row.reference), body).status(status).module(ui::Module::Photo);
    let (to, label) = if ctx.person().is_some() { (urls::DASHBOARD, "Mes demandes") } else { (urls::TRACKING, "Suivre une autre demande") };
    Ok(page.back(to, label))
}

fn is_open(seen: &SeenCase) -> bool {
    nature(&seen.compiled, &seen.row.state.0) != Nature::Closed
}

/// Where it stands, in two words.
fn status(seen: &SeenCase, content: &Content) -> Markup {
    if content.asked.is_some() {
        return status_tag(Tone::Warning, "À compléter");
    }
    let status = seen.compiled.workflow().status(&seen.row.state.0.status);
    let tone = match status.map(|status| (status.nature, status.outcome)) {
        Some((Nature::Waiting, _)) => Tone::Warning,
        Some((Nature::Closed, Some(Outcome::Accepted | Outcome::Done))) => Tone::Success,
        Some((Nature::Closed, Some(Outcome::Refused))) => Tone::Danger,
        Some((Nature::Closed, _)) => Tone::Neutral,
        _ => Tone::Info,
    };
    status_tag(tone, status.map_or("", |status| &status.citizen_label))
}

/// What she must do now, in one block.
fn expected(asked: &Completion) -> Markup {
    notice(
        Kind::Warning,
        "C’est à vous de répondre.",
        html! {
            p { "Il manque\u{a0}:" }
            ul { @for item in &asked.items.0 { li { (item) } } }
            @if let Some(due) = asked.due_on.as_ref().and_then(|due| due.parse().ok()) {
                p { "Répondez avant le " strong { (kernel::text::long_date(due)) } "." }
            }
        },
    )
}

fn events(seen: &SeenCase, content: &Content) -> Markup {
    let entries: Vec<Entry> = content.journal.iter().rev().map(|line| event(seen, line)).collect();
    timeline(&entries)
}

fn event(seen: &SeenCase, line: &JournalLine) -> Entry {
    let is_hers = line.who == seen.row.citizen_name;
    let tone = match line.kind {
        EntryKind::Filed | EntryKind::Completed => Tone::Success,
        EntryKind::Asked => Tone::Warning,
        EntryKind::Moved | EntryKind::Transferred | EntryKind::Document => Tone::Info,
        _ => Tone::Neutral,
    };
    let body = line.body.as_ref().map(|body| html! { ul { @for item in body.expose().lines() { li { (item) } } } });
    Entry {
        date: kernel::text::date_time(line.at),
        who: if is_hers { "Vous".to_owned() } else { line.who.expose().clone() },
        title: line.title.clone(),
        body,
        tone,
    }
}

fn thread(content: &Content) -> Markup {
    let entry = |message: &MessageRow| {
        let (who, tone) = match message.author {
            Author::Citizen => ("Vous".to_owned(), Tone::Neutral),
            Author::Service => (message.who.expose().clone(), Tone::Info),
        };
        let paragraphs = html! { blockquote { @for line in message.body.expose().split("\n\n") { p { (line) } } } };
        let title = if message.author == Author::Citizen { "Votre message" } else { "Message du service" };
        Entry { date: kernel::text::date_time(message.at), who, title: title.to_owned(), body: Some(paragraphs), tone }
    };
    timeline(&content.messages.iter().rev().map(entry).collect::<Vec<_>>())
}

/// What the workflow lets her do now. A transition that asks questions is the agents'.
pub(super) fn offered<'a>(cases: &Cases, ctx: &Ctx, seen: &'a SeenCase) -> Result<Vec<&'a Transition>, Failure> {
    let snapshot = cases.snapshot(&seen.compiled, &seen.instance, &seen.row)?;
    let all = available(seen.compiled.workflow(), &snapshot, &Actor::Citizen, ctx.moment().now);
    Ok(all.into_iter().filter(|transition| transition.input.is_none()).collect())
}

fn actions(cases: &Cases, ctx: &Ctx, seen: &SeenCase) -> Result<Markup, Failure> {
    let offered = offered(cases, ctx, seen)?;
    Ok(html! {
        @if !offered.is_empty() {
            (ui::button_row(html! {
                @for transition in &offered {
                    (ui::secondary_link_button(&urls::action(&seen.url, &transition.slug), &transition.label))
                }
            }))
        }
    })
}
