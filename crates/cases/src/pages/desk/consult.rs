//! Asking another team, or a colleague, for an opinion; giving that up.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::InstanceTx;
use ui::{Choice, DateValue, FormState, Label, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{
    ask::{BEFORE, due},
    done::Done,
    found::{Found, Overtaken, conflict, reread, seen_version, was_sent},
    gone::given_back,
    sheet::Sheet,
    urls,
};
use crate::{
    Cases,
    desk_work::AtDesk,
    opinions::{Question, Whose},
    store::{
        self,
        agents::{AgentRow, TeamRow},
    },
};

const TEAM: &str = "equipe";
const AGENT: &str = "agent";
const QUESTION: &str = "question";
const LONGEST: u32 = 3_000;

/// Who can be asked.
struct Others {
    teams: Vec<TeamRow>,
    agents: Vec<AgentRow>,
}

impl Others {
    async fn of(tx: &mut InstanceTx, ctx: &Ctx) -> Outcome<Self> {
        let me = ctx.agent()?.id;
        let mut agents = store::agents::all(tx).await?;
        agents.retain(|agent| agent.suspended_at.is_none() && agent.id != me);
        Ok(Self { teams: store::agents::teams(tx).await?, agents })
    }
}

pub(super) async fn get(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let found = Found::to_ask(&cases, &mut tx, &ctx, &case).await?;
    let others = Others::of(&mut tx, &ctx).await?;
    page(&ctx, &found, &others, &FormState::default(), None)
}

pub(super) async fn post(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (instance, seen_version) = (ctx.instance()?, seen_version(&posted)?);
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = match Found::to_act(&cases, &mut tx, &ctx, &case).await {
        Ok(found) => found,
        Err(failure) => return given_back(failure, state.value(QUESTION)),
    };
    let others = Others::of(&mut tx, &ctx).await?;
    let question = question(&others, &mut state, &ctx);
    let Some(question) = question.filter(|_| !state.has_errors()) else {
        return Ok(page(&ctx, &found, &others, &state, None)?.into_response());
    };
    let after = urls::case_after(instance, found.row.id, Done::OpinionAsked);
    let sent = was_sent(&mut tx, &ctx, &posted, &[]).await;
    if matches!(sent, Ok(true)) {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let asked = match sent {
        Err(used) => Err(used),
        Ok(_) => cases.ask_opinion(&mut tx, ctx.moment(), &mut found.row, &desk, question).await,
    };
    if let Some(why) = conflict(asked)? {
        drop(tx);
        let (found, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        return Ok(page(&ctx, &found, &others, &state, Some(&overtaken))?.into_response());
    }
    tx.commit().await?;
    Ok(redirect(&after))
}

/// Nobody waits for this opinion any more.
pub(super) async fn post_drop(
    State(cases): State<Cases>,
    Path((_, case, opinion)): Path<(String, String, String)>,
    ctx: Ctx,
    posted: Posted,
) -> Outcome<Answer> {
    let (instance, seen_version) = (ctx.instance()?, seen_version(&posted)?);
    let opinion = opinion.parse().map_err(|_| Failure::NOT_FOUND)?;
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = Found::to_act(&cases, &mut tx, &ctx, &case).await?;
    let after = urls::case_after(instance, found.row.id, Done::OpinionDropped);
    if was_sent(&mut tx, &ctx, &posted, &[]).await? {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let dropped = cases.drop_opinion(&mut tx, ctx.moment(), &mut found.row, &desk, opinion).await;
    if let Some(why) = conflict(dropped)? {
        drop(tx);
        let (found, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        let state = FormState::default();
        let sheet = Sheet { ctx: &ctx, found: &found, title: "Ne plus attendre l’avis", state: &state, conflict: Some(&overtaken) };
        return Ok(sheet.page(html! {})?.into_response());
    }
    tx.commit().await?;
    Ok(redirect(&after))
}

fn question(others: &Others, state: &mut FormState, ctx: &Ctx) -> Option<Question> {
    let team = others.teams.iter().find(|team| team.slug.as_str() == state.value(TEAM)).map(|team| Whose::Team(team.slug.clone()));
    let agent = others.agents.iter().find(|agent| agent.id.to_string() == state.value(AGENT)).map(|agent| Whose::Agent(agent.id));
    match (&team, &agent) {
        (None, None) => state.add_error(TEAM, "Choisissez une équipe ou une personne."),
        (Some(_), Some(_)) => state.add_error(AGENT, "Choisissez une équipe ou une personne, pas les deux."),
        _ => {}
    }
    let text = state.value(QUESTION).trim().to_owned();
    if text.is_empty() {
        state.add_error(QUESTION, "Écrivez votre question.");
    } else if text.chars().count() > LONGEST as usize {
        state.add_error(QUESTION, format!("Écrivez {LONGEST} caractères au plus."));
    }
    let due = due(state, kernel::text::day(ctx.moment().now));
    Some(Question { whose: team.or(agent)?, text, due })
}

fn page(ctx: &Ctx, found: &Found, others: &Others, state: &FormState, conflict: Option<&Overtaken>) -> Outcome<Html> {
    let sheet = Sheet { ctx, found, title: "Demander un avis", state, conflict };
    let ids: Vec<String> = others.agents.iter().map(|agent| agent.id.to_string()).collect();
    let teams: Vec<Choice<'_>> = others.teams.iter().map(|team| Choice::new(team.slug.as_str(), &team.label)).collect();
    let agents: Vec<Choice<'_>> = others.agents.iter().zip(&ids).map(|(agent, id)| Choice::new(id, agent.name.expose())).collect();
    let question = Label::new(QUESTION, "Votre question").hint("Dites ce que vous avez besoin de savoir.");
    let before = Label::new(BEFORE, "Avis attendu avant le").hint("Par exemple\u{a0}: 27 3 2027.").optional();
    let body = html! {
        (ui::select(&Label::new(TEAM, "À quelle équipe").optional().state(state), &teams, state.value(TEAM)))
        (ui::select(&Label::new(AGENT, "Ou à quelle personne").optional().state(state), &agents, state.value(AGENT)))
        (ui::textarea(&question.state(state), state.value(QUESTION), 5, Some(LONGEST)))
        (ui::date_input(&before.state(state), DateValue::from_state(state, BEFORE)))
        (sheet.buttons(ui::button("Demander cet avis"))?)
    };
    sheet.page(html! {
        (ui::lead("Qui donne son avis lit toute la demande, sans pouvoir agir. L’usager n’est pas prévenu."))
        (sheet.form(&urls::act(ctx.instance()?, found.row.id, "avis"), false, body))
    })
}
