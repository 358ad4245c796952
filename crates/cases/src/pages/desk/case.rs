//! A case: what was asked, what happened, what can be done.

mod acts;
mod told;

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use db::{InstanceKey, InstanceTx};
use expr::Today;
use forms::{Answers, Journey};
use kernel::text::{date_time, day, size};
use serde::Deserialize;
use ui::{Kind, Link, Markup, Page, html};
use web::{Ctx, Html, Outcome};

use super::{action, done, found::Found, reading::note_reading, summary, urls};
use crate::{
    Cases,
    model::FileOrigin,
    store::{self, attachments::Attachment, completions::Completion, journal::JournalLine, messages::MessageRow},
};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

pub(super) async fn get(
    State(cases): State<Cases>,
    Path((_, case)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    ctx: Ctx,
) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_read(instance).await?;
    let found = Found::to_read(&cases, &mut tx, &ctx, &case).await?;
    let around = Around::of(&mut tx, &found).await?;
    let actor = action::actor(&cases, &mut tx, &ctx, &found).await?;
    drop(tx);
    note_reading(&ctx, found.row.id).await?;

    let row = &found.row;
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes")], &row.reference))
        (done::notice(&asked.fait))
        (ui::heading(Some(&row.reference), &row.title))
        (summary::tags(&found, day(ctx.moment().now)))
        (moved(&cases, &found))
        (pending(around.completion.as_ref()))
        @if row.moved_to.is_none() { (acts::acts(&cases, &ctx, &found, &actor)?) }
        (summary::facts(&found, around.team.as_deref(), around.assignee.as_deref()))
        (asked_for(&cases, &found))
        (ui::section("Pièces", pieces(instance, &found, &around.files)))
        (ui::section("Échanges avec l’usager", told::thread(&around.messages)))
        (ui::section("Journal", told::journal(&around.journal)))
    };
    Ok(Page::new(format!("{} – {}", row.reference, row.title), body).wide().into())
}

/// What is kept beside the row of a case.
struct Around {
    journal: Vec<JournalLine>,
    messages: Vec<MessageRow>,
    files: Vec<Attachment>,
    completion: Option<Completion>,
    team: Option<String>,
    assignee: Option<String>,
}

impl Around {
    async fn of(tx: &mut InstanceTx, found: &Found) -> Outcome<Self> {
        let (id, state) = (found.row.id, &found.row.state.0);
        let teams = store::agents::teams(tx).await?;
        let mut names: HashMap<String, String> =
            store::agents::all(tx).await?.into_iter().map(|agent| (agent.id.to_string(), agent.name.into_exposed())).collect();
        Ok(Self {
            journal: store::journal::of_case(tx, id).await?,
            messages: store::messages::of_case(tx, id).await?,
            files: store::attachments::of_case(tx, id).await?,
            completion: store::completions::pending(tx, id).await?,
            team: teams.into_iter().find(|team| Some(&team.slug) == state.team.as_ref()).map(|team| team.label),
            assignee: state.assignee.as_ref().and_then(|agent| names.remove(agent)),
        })
    }
}

/// The sign that a case handed over leaves behind.
fn moved(cases: &Cases, found: &Found) -> Markup {
    let directory = cases.territory().directory();
    let to = found.row.moved_to.as_deref().and_then(InstanceKey::parse);
    let name = to.and_then(|key| directory.authority(&key.authority).map(territory::Authority::with_article));
    html! {
        @if found.row.moved_to.is_some() {
            (ui::notice(Kind::Warning, "Cette demande a été transmise", html! {
                p { (name.as_deref().unwrap_or("Une autre collectivité")) " la suit maintenant. Vous pouvez encore la lire ici." }
            }))
        }
    }
}

/// What the citizen was asked and has not given yet.
fn pending(completion: Option<&Completion>) -> Markup {
    html! {
        @if let Some(completion) = completion {
            (ui::notice(Kind::Info, "On attend une réponse de l’usager", html! {
                p { "Demandé le " (date_time(completion.asked_at)) "\u{a0}:" }
                ul { @for item in &completion.items.0 { li { (item) } } }
            }))
        }
    }
}

/// What the citizen said, page by page, as it stood on the day of filing.
fn asked_for(cases: &Cases, found: &Found) -> Markup {
    let answers = Answers::from_json(found.row.answers.expose().clone());
    let extra = crate::filing::outer_values(None, found.row.channel);
    let today = Today { now: found.row.filed_at };
    let journey = Journey::new(found.compiled.form(), &answers, cases.lookups(), today, &extra);
    forms::summary(&journey, None)
}

fn pieces(instance: &InstanceKey, found: &Found, files: &[Attachment]) -> Markup {
    html! {
        @if files.is_empty() { p { "Aucune pièce." } }
        @else {
            ul.files {
                @for file in files {
                    @let href = urls::piece(instance, found.row.id, file.id);
                    li {
                        (ui::icon(ui::Icon::Paperclip))
                        span.file-name {
                            a href=(href) { (file.name.expose()) }
                            span.hint { (origin(file.origin)) " · " (size(u64::try_from(file.size).unwrap_or(0))) " · " (date_time(file.at)) }
                        }
                        a href={ (href) "?telecharger=1" } { "Télécharger" span.hidden { " " (file.name.expose()) } }
                    }
                }
            }
        }
    }
}

const fn origin(origin: FileOrigin) -> &'static str {
    match origin {
        FileOrigin::Citizen => "Usager",
        FileOrigin::Agent => "Agent",
        FileOrigin::System => "Document du service",
    }
}
