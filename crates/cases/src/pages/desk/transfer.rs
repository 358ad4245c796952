//! Handing a case over: to another team of the space, or to another authority.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use kernel::Slug;
use ui::{Choice, FormState, Label, Markup, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    done::Done,
    found::{Found, Overtaken, conflict, reread, seen_version, sign, was_sent},
    sheet::Sheet,
    urls,
};
use crate::{
    Cases,
    desk_work::AtDesk,
    model::EntryKind,
    store::{self, agents::TeamRow},
};

/// The two fields: each is in a form of its own.
const TEAM: &str = "equipe";
const AUTHORITY: &str = "collectivite";

/// To whom.
enum To {
    Team(Slug),
    Authority(Slug),
}

pub(super) async fn get(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let found = Found::to_act(&cases, &mut tx, &ctx, &case).await?;
    let teams = store::agents::teams(&mut tx).await?;
    page(&cases, &ctx, &found, &teams, &FormState::default(), None)
}

pub(super) async fn post(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (instance, seen_version) = (ctx.instance()?, seen_version(&posted)?);
    let mut state = posted.state();
    let to = chosen(&mut state);
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = Found::to_act(&cases, &mut tx, &ctx, &case).await?;
    let Some(to) = to else {
        let teams = store::agents::teams(&mut tx).await?;
        return Ok(page(&cases, &ctx, &found, &teams, &state, None)?.into_response());
    };
    let after = address_after(&ctx, &found, &to)?;
    if was_sent(&mut tx, &ctx, &posted, &[]).await? {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let leaves = matches!(to, To::Authority(_));
    let handed = match to {
        To::Team(team) => cases.to_team(&mut tx, ctx.moment(), &mut found.row, &desk, team).await,
        To::Authority(authority) => cases.to_authority(&mut tx, ctx.moment(), &mut found.row, &desk, &authority).await,
    };
    if let Some(why) = conflict(handed)? {
        drop(tx);
        let (found, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        let teams = store::agents::teams(&mut ctx.instance_read(instance).await?).await?;
        return Ok(page(&cases, &ctx, &found, &teams, &state, Some(&overtaken))?.into_response());
    }
    if leaves {
        sign(&cases, &mut tx, &ctx, &found.row, EntryKind::Transferred, "A transmis la demande").await?;
    }
    tx.commit().await?;
    Ok(redirect(&after))
}

fn chosen(state: &mut FormState) -> Option<To> {
    let named = |name| state.value(name).parse::<Slug>().ok();
    let to = named(TEAM).map(To::Team).or_else(|| named(AUTHORITY).map(To::Authority));
    if to.is_none() {
        let (field, sentence) =
            if state.has(AUTHORITY) { (AUTHORITY, "Choisissez une collectivité.") } else { (TEAM, "Choisissez une équipe.") };
        state.add_error(field, sentence);
    }
    to
}

/// The case again; the queue when it goes where she does not see.
fn address_after(ctx: &Ctx, found: &Found, to: &To) -> Outcome<String> {
    let (instance, agent) = (ctx.instance()?, ctx.agent()?);
    let (done, still_seen) = match to {
        To::Team(team) => (Done::ToTeam, super::queue::sight(agent).is_none_or(|teams| teams.contains(team))),
        To::Authority(_) => (Done::ToAuthority, true),
    };
    Ok(match still_seen {
        true => urls::case_after(instance, found.row.id, done),
        false => urls::queue(instance, &format!("fait={}", done.as_str())),
    })
}

fn page(cases: &Cases, ctx: &Ctx, found: &Found, teams: &[TeamRow], state: &FormState, conflict: Option<&Overtaken>) -> Outcome<Html> {
    let sheet = Sheet { ctx, found, title: "Transmettre la demande", state, conflict };
    let action = urls::act(ctx.instance()?, found.row.id, "transmettre");
    let (to_team, to_authority) = (team_field(teams, found, state), authority_field(cases, found, state));
    let team_buttons = sheet.buttons(ui::button("Transmettre à l’équipe"))?;
    let authority_buttons = sheet.buttons(ui::button("Transmettre à la collectivité"))?;
    sheet.page(html! {
        (ui::lead("L’usager garde le même suivi. Le journal et les pièces partent avec la demande."))
        @if teams.len() > 1 {
            (ui::section("À une autre équipe", sheet.form(&action, false, html! { (to_team) (team_buttons) })))
        }
        (ui::section("À une autre collectivité", html! {
            p { "L’usager est prévenu. Si cette collectivité a son propre espace, vous pourrez encore lire la demande, mais plus agir dessus." }
            (sheet.form(&action, false, html! { (to_authority) (authority_buttons) }))
        }))
    })
}

fn team_field(teams: &[TeamRow], found: &Found, state: &FormState) -> Markup {
    let here = found.row.state.0.team.as_ref();
    let choices: Vec<Choice<'_>> =
        teams.iter().filter(|team| Some(&team.slug) != here).map(|team| Choice::new(team.slug.as_str(), &team.label)).collect();
    ui::select(&Label::new(TEAM, "Équipe").state(state), &choices, state.value(TEAM))
}

fn authority_field(cases: &Cases, found: &Found, state: &FormState) -> Markup {
    let directory = cases.territory().directory();
    let others = directory.authorities().filter(|authority| authority.slug != found.row.authority);
    let choices: Vec<Choice<'_>> = others.map(|authority| Choice::new(authority.slug.as_str(), &authority.name)).collect();
    let label = Label::new(AUTHORITY, "Collectivité").hint("Tapez les premières lettres du nom pour l’atteindre.");
    ui::select(&label.state(state), &choices, state.value(AUTHORITY))
}
