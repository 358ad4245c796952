//! The three lists of the page, each with its forms.

use ui::{Choice, Column, FormState, Label, Markup, TextKind, Tone, html};
use web::{Ctx, Outcome, Right};

use super::{
    super::urls,
    Function, Staff,
    change::{ADD_TEAM, AGENT, ALL, BIND, BIND_ALL, JOIN, LABEL, LEAVE, RESTORE, SUSPEND, TEAM, WHAT, field},
};
use crate::store::agents::AgentRow;

pub(super) fn agents(ctx: &Ctx, staff: &Staff) -> Outcome<Markup> {
    let mut rows = Vec::with_capacity(staff.agents.len());
    for agent in &staff.agents {
        rows.push(vec![
            html! {
                (agent.name.expose()) br; span.hint { (agent.email.expose()) } br;
                a href=(urls::mobile(ctx.instance()?, agent.id)) { (told_by_sms(agent)) }
            },
            html! { (teams_of(staff, agent)) },
            html! { (rights(agent)) },
            match agent.suspended_at {
                None => ui::status_tag(Tone::Success, "Actif"),
                Some(_) => ui::status_tag(Tone::Danger, "Suspendu"),
            },
            standing(ctx, agent)?,
        ]);
    }
    let columns = ["Agent", "Équipes", "Droits", "État", "Action"].map(Column::text);
    Ok(ui::table("Agents de cet espace", &columns, &rows))
}

fn told_by_sms(agent: &AgentRow) -> String {
    let name = agent.name.expose();
    match &agent.mobile {
        Some(mobile) => format!("SMS au {}", mobile.expose()),
        None => format!("Ajouter le téléphone de {name}"),
    }
}

fn teams_of(staff: &Staff, agent: &AgentRow) -> String {
    let of_hers = staff.memberships.iter().filter(|membership| membership.agent == agent.id);
    let labels: Vec<&str> = of_hers
        .filter_map(|membership| staff.teams.iter().find(|team| team.slug == membership.team))
        .map(|team| team.label.as_str())
        .collect();
    if labels.is_empty() { "Aucune".to_owned() } else { labels.join(", ") }
}

fn rights(agent: &AgentRow) -> String {
    let words: Vec<&str> = agent
        .rights()
        .into_iter()
        .map(|right| match right {
            Right::Process => "traite les demandes",
            Right::SeeAll => "voit toutes les demandes",
            Right::Administer => "administre l’espace",
        })
        .collect();
    if words.is_empty() { "Aucun".to_owned() } else { words.join(", ") }
}

/// The button that suspends an agent, or lets her act again. Nobody suspends herself.
fn standing(ctx: &Ctx, agent: &AgentRow) -> Outcome<Markup> {
    if agent.id == ctx.agent()?.id {
        return Ok(html! { "C’est vous" });
    }
    let (what, label) = if agent.suspended_at.is_none() { (SUSPEND, "Suspendre") } else { (RESTORE, "Rétablir") };
    let label = format!("{label} {}", agent.name.expose());
    form(ctx, what, html! { (ui::hidden(AGENT, &agent.id.to_string())) (ui::secondary_button(&label)) })
}

pub(super) fn teams(ctx: &Ctx, staff: &Staff, state: &FormState) -> Outcome<Markup> {
    let agents: Vec<(String, &str)> = staff.agents.iter().map(|agent| (agent.id.to_string(), agent.name.expose().as_str())).collect();
    let agents: Vec<Choice<'_>> = agents.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let teams = choices(staff);
    let member = html! {
        (ui::select(&Label::new(AGENT, "Agent"), &agents, state.value(AGENT)))
        (ui::select(&Label::new(TEAM, "Équipe"), &teams, state.value(TEAM)))
        (ui::button_row(html! {
            (ui::button_named(WHAT, JOIN, "Mettre dans l’équipe"))
            (ui::secondary_button_named(WHAT, LEAVE, "Retirer de l’équipe"))
        }))
    };
    let label = Label::new(LABEL, "Nom de la nouvelle équipe").state(state);
    let team = html! {
        (ui::text_input(&label, state.value(LABEL), TextKind::Text, Some(30)))
        (ui::button("Ajouter l’équipe"))
    };
    let member = ui::form(&urls::team(ctx.instance()?), ctx.csrf(), None, false, member);
    let team = form(ctx, ADD_TEAM, team)?;
    Ok(html! {
        ul { @for team in &staff.teams { li { (team.label) "\u{a0}: " a href=(urls::contact(ctx.instance()?, &team.slug)) { "coordonnées et horaires de «\u{a0}" (team.label) "\u{a0}»" } } } }
        (member)
        (team)
    })
}

/// One team for all, then one choice for each function, téléservice by téléservice:
/// what is told of each is enough until somebody changes it.
pub(super) fn functions(ctx: &Ctx, staff: &Staff) -> Outcome<Markup> {
    if staff.functions.is_empty() {
        return Ok(html! { p { "Aucune démarche publiée n’a besoin d’une équipe." } });
    }
    let teams = choices(staff);
    let select = |each: &Function| {
        let chosen = each.team.as_ref().map_or("", kernel::Slug::as_str);
        ui::select(&Label::new(&field(&each.teleservice, &each.function), &each.label), &teams, chosen)
    };
    let one_by_one = html! {
        @for of in staff.functions.chunk_by(|one, next| one.teleservice == next.teleservice) {
            @let is_missing = of.iter().any(|each| each.team.is_none());
            (ui::details_open(&format!("{}\u{a0}: {}", of[0].title, told(staff, of)), is_missing, html! { @for each in of { (select(each)) } }))
        }
        (ui::secondary_button("Enregistrer qui traite quoi"))
    };
    let all = html! {
        (ui::select(&Label::new(ALL, "Une même équipe pour toutes les démarches"), &teams, ""))
        (ui::button_row(ui::secondary_button("Confier tout à cette équipe")))
    };
    Ok(html! {
        @if staff.functions.len() > 1 { (form(ctx, BIND_ALL, all)?) }
        (form(ctx, BIND, one_by_one)?)
    })
}

/// The teams that act in a téléservice.
fn told(staff: &Staff, functions: &[Function]) -> String {
    let mut labels = Vec::new();
    for function in functions {
        let team = staff.teams.iter().find(|team| Some(&team.slug) == function.team.as_ref());
        let label = team.map_or("pas d’équipe", |team| team.label.as_str());
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join(", ")
}

fn choices(staff: &Staff) -> Vec<Choice<'_>> {
    staff.teams.iter().map(|team| Choice::new(team.slug.as_str(), &team.label)).collect()
}

fn form(ctx: &Ctx, what: &str, body: Markup) -> Outcome<Markup> {
    Ok(ui::form(&urls::team(ctx.instance()?), ctx.csrf(), None, false, html! { (ui::hidden(WHAT, what)) (body) }))
}
