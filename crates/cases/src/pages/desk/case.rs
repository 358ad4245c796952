//! A case: what can be done, what was asked, what happened.

mod acts;
mod files;
mod opinions;
mod told;
mod versions;

use axum::extract::{Path, Query, State};
use db::{InstanceKey, InstanceTx};
use forms::Journey;
use kernel::text::{date_time, day};
use serde::Deserialize;
use ui::{Kind, Link, Markup, Page, html};
use web::{Ctx, Html, Outcome};
use workflow::{Actor, Snapshot, available};

use self::files::Files;
use super::{action, done, found::Found, reading::Reading, stop, summary, urls};
use crate::{
    Cases,
    former::Former,
    store::{
        self,
        agents::{AgentRow, TeamRow},
        attachments::Attachment,
        completions::Completion,
        journal::JournalLine,
        messages::MessageRow,
        opinions::Opinion,
        stops::Stop,
    },
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
    let found = Found::to_look(&cases, &mut tx, &ctx, &case).await?;
    let around = Around::of(&cases, &mut tx, &ctx, &found).await?;
    let reading = Reading::of(&mut tx, &ctx, found.row.id).await?;
    drop(tx);
    reading.note(&ctx).await?;

    let row = &found.row;
    // read once, for what is shown and for what is possible
    let answers = cases.answers_of(instance, row)?;
    let journey = cases.journey(&found.compiled, &answers, row);
    let files = Files { instance, case: row.id, joined: &around.files };
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes")], &row.reference))
        (done::notice(&asked.fait))
        (ui::heading(Some(&row.reference), &row.title))
        (moved(&cases, &found))
        (stop::panel(&ctx, &found, &around.stops)?)
        (pending(around.completion.as_ref()))
        (opinions::awaited(&ctx, &found, &around.awaited)?)
        div.case {
            aside.case-side aria-label="Suivi de la demande" { (side(&ctx, &found, &around, &journey)?) }
            div.case-main {
                @for (title, rows) in forms::given(&journey, &|file| files.shown(file)) { (ui::section(title, ui::summary_list(&rows))) }
                (opinions::list(&ctx, &found, &around.opinions, &files)?)
                (versions::changed(&cases, row, &around.former, &journey, &files))
                (ui::section("Pièces", files.list()))
                (ui::section("Échanges avec l’usager", told::thread(&around.messages)))
                (ui::section("Journal", told::journal(&around.journal)))
            }
        }
    };
    Ok(Page::new(format!("{} – {}", row.reference, row.title), body).wide().into())
}

/// Where it stands, what to do, who is concerned.
fn side(ctx: &Ctx, found: &Found, around: &Around, journey: &Journey<'_>) -> Outcome<Markup> {
    let row = &found.row;
    let snapshot = Snapshot { answers: journey.values().clone(), state: row.state.0.clone() };
    let offered = available(found.compiled.workflow(), &snapshot, &around.actor, ctx.moment().now);
    let team = around.teams.iter().find(|team| Some(&team.slug) == row.state.0.team.as_ref());
    let holder = around.holder.as_ref().map(|agent| agent.name.expose().as_str());
    Ok(html! {
        (ui::section("Où en est-on\u{a0}?", summary::state(found, day(ctx.moment().now))))
        @if found.is_hers && row.moved_to.is_none() {
            (ui::section("Que faire\u{a0}?", acts::acts(ctx, found, &offered, around.teams.len())?))
        }
        (ui::section("Qui\u{a0}?", summary::people(found, team.map(|team| team.label.as_str()), holder)))
    })
}

/// What is kept beside the row of a case.
struct Around {
    journal: Vec<JournalLine>,
    messages: Vec<MessageRow>,
    files: Vec<Attachment>,
    /// What it answered under other versions.
    former: Vec<Former>,
    completion: Option<Completion>,
    opinions: Vec<Opinion>,
    /// Those among them that wait for this agent.
    awaited: Vec<Opinion>,
    stops: Vec<Stop>,
    teams: Vec<TeamRow>,
    holder: Option<AgentRow>,
    /// The agent, as the workflow knows her.
    actor: Actor,
}

impl Around {
    async fn of(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, found: &Found) -> Outcome<Self> {
        let (id, state) = (found.row.id, &found.row.state.0);
        Ok(Self {
            journal: store::journal::of_case(tx, id).await?,
            messages: store::messages::of_case(tx, id).await?,
            files: store::attachments::of_case(tx, id).await?,
            former: cases.former(tx, ctx.instance()?, &found.row).await?,
            completion: store::completions::pending(tx, id).await?,
            opinions: store::opinions::of_case(tx, id).await?,
            awaited: store::opinions::waiting_for(tx, id, ctx.agent()?.id).await?,
            stops: store::stops::of_case(tx, id).await?,
            teams: store::agents::teams(tx).await?,
            holder: match state.assignee.as_ref().and_then(|agent| agent.parse().ok()) {
                Some(agent) => store::agents::by_id(tx, agent).await?,
                None => None,
            },
            actor: action::actor(cases, tx, ctx, found).await?,
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
