//! What becomes of a request: statuses and transitions as a drawing and a table,
//! with what happens by itself.

use authoring::{
    DataEdit, Edit, FunctionEdit, Place, Spot, StatusEdit, TransitionEdit,
    outline::{EffectLine, StatusLine, Table, TransitionLine, outline},
};
use axum::extract::{Path, State};
use cases::Staffing;
use db::InstanceKey;
use ui::{Choice, Column, FormState, Label, Markup, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};
use workflow::{CITIZEN, DataType, Nature};

use super::{
    adding::{Adding, Asked, named},
    diagram,
    shell::{self, EDIT, Part},
    teams, urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let staffing = studio.cases().staffing(&mut tx, &asked.work).await?;
    drawn(&ctx, &keep::open(&mut tx, &asked.work).await?, &staffing, &FormState::default())
}

/// Adds a status, an action, somebody who acts, a datum; or does what a small button says.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let staffing = match posted.value(TEAMS) {
        "" => studio.cases().staffing(&mut ctx.instance_read(ctx.instance()?).await?, &asked.work).await?,
        _ => return answered_by(&studio, &asked, &ctx, &posted).await,
    };
    let pressed = serde_json::from_str::<Edit>(posted.value(EDIT)).ok();
    let is_new = pressed.is_none();
    let adding = Adding {
        beside: "nom",
        made: |opened: &Opened, state: &mut FormState| pressed.or_else(|| added(opened, &posted, state)),
        to: |instance: &InstanceKey, place: &Place| match is_new {
            true => urls::place(instance, &asked.work, place),
            false => Part::Workflow.href(instance, &asked.work),
        },
        drawn: |opened: &Opened, state: &FormState| drawn(&ctx, opened, &staffing, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
}

/// The name of the button that keeps who answers.
const TEAMS: &str = "equipes";

/// Keeps who answers; it is said of this space, and is no part of the document.
async fn answered_by(studio: &Studio, asked: &Asked, ctx: &Ctx, posted: &Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_write(instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    teams::keep(studio, &mut tx, &opened.definition, posted).await?;
    tx.commit().await?;
    Ok(redirect(&Part::Workflow.href(instance, &asked.work)))
}

/// Who acts: the roles, and the team that bears each here.
fn actors(ctx: &Ctx, opened: &Opened, staffing: &Staffing) -> Outcome<Markup> {
    let (instance, work, of) = (ctx.instance()?, &opened.work.slug, &opened.definition);
    Ok(html! {
        @if !staffing.teams.is_empty() {
            p.hint { "Une équipe de votre collectivité tient chaque rôle. C’est elle qui reçoit les demandes." }
            (ui::form(&Part::Workflow.href(instance, work), ctx.csrf(), None, false, html! {
                (teams::inputs(of, staffing))
                (ui::button_row(ui::secondary_button_named(TEAMS, "garder", "Enregistrer les équipes")))
            }))
        }
        ul { @for function in &of.workflow.functions { li { a href=(urls::place(instance, work, &Place::Function(function.slug.clone()))) { (function.label) } } } }
    })
}

/// What a new thing of the workflow starts as; its own page says the rest.
fn added(opened: &Opened, posted: &Posted, state: &mut FormState) -> Option<Edit> {
    let label = named(posted, state, "nom", "Écrivez un nom.")?;
    let workflow = &opened.definition.workflow;
    let by = workflow.functions.first().map_or_else(|| CITIZEN.parse().ok(), |function| Some(function.slug.clone()));
    Some(match posted.value("quoi") {
        "statut" => {
            let (citizen_label, agent_label) = (label.clone(), label);
            StatusEdit::Add { citizen_label, agent_label, nature: Nature::InProgress, outcome: None, spot: Spot::Last }.into()
        }
        "fonction" => FunctionEdit::Add { label }.into(),
        "donnee" => DataEdit::Add { label, kind: DataType::Text }.into(),
        _ => {
            let from = workflow.initial.clone();
            TransitionEdit::Add { label, from: vec![from.clone()], to: from, by: by.into_iter().collect(), spot: Spot::Last }.into()
        }
    })
}

fn drawn(ctx: &Ctx, opened: &Opened, staffing: &Staffing, state: &FormState) -> Outcome<Html> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let lines = outline(&opened.definition).workflow;
    let at = |place: &Place| urls::place(instance, work, place);
    let who = ui::section("Qui agit", actors(ctx, opened, staffing)?);
    let is_asked = teams::is_missing(&opened.definition, staffing);
    let body = html! {
        (ui::error_summary(state))
        // who answers is asked first, as long as nobody said it
        @if is_asked { (who) }
        (ui::section("Vue d’ensemble", html! {
            // the drawing needs room: on a small screen the table is open in its place
            div.studio-drawn { (ui::details("Le dessin", diagram::draw(&opened.definition, &at))) }
            div.studio-tabled { (ui::details("Le même en tableau", table(&lines.table))) }
        }))
        (ui::section("Statuts", html! { ul.studio-pages { @for status in &lines.statuses { (one_status(status, &at)) } } }))
        (ui::section("Actions", html! { ul.studio-pages { @for transition in &lines.transitions { (one_transition(transition, &at)) } } }))
        (ui::section("Ce qui se fait tout seul", html! {
            p { "À l’arrivée de la demande : " (effects(&lines.on_filed, &at)) " " a href=(at(&Place::Filed)) { "Modifier" span.hidden { " ce qui se fait à l’arrivée" } } }
            ul { @for automation in &lines.automations {
                li {
                    a href=(at(&Place::Automation(automation.slug.clone()))) { (automation.transition) ", " (automation.when) }
                    " (" (automation.in_status.join(", ")) ")"
                    @if let Some(condition) = &automation.condition { " si " (condition) }
                }
            } }
            p { a href=(urls::of_work(instance, work, "automatisme")) { "Ajouter un automatisme" } }
            p { a href=(at(&Place::Clock)) { "Délai annoncé ou légal" } }
        }))
        @if !is_asked { (who) }
        (ui::section("Formulaires des agents", html! { ul { @for input in opened.definition.inputs.keys() { li { a href=(at(&Place::Input(input.clone()))) { (authoring::label(&opened.definition, &Place::Input(input.clone()))) } } } } }))
        (ui::section("Données du service", html! { ul { @for datum in &opened.definition.workflow.data { li { a href=(at(&Place::Data(datum.slug.clone()))) { (datum.label) } } } } }))
        (ui::section("Ajouter", adding(ctx, opened, state)?))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Workflow, "Traitement", body)?.status(status).into())
}

fn adding(ctx: &Ctx, opened: &Opened, state: &FormState) -> Outcome<Markup> {
    let action = Part::Workflow.href(ctx.instance()?, &opened.work.slug);
    let choices = [
        Choice::new("statut", "Un statut").hint("Où en est la demande. Exemple : En attente d’une pièce."),
        Choice::new("action", "Une action").hint("Ce qu’on peut faire. Exemple : Accepter."),
        Choice::new("fonction", "Quelqu’un qui agit").hint("Un rôle, pas une personne. Exemple : Instructeur."),
        Choice::new("donnee", "Une donnée du service").hint("Ce que les agents notent. Exemple : Numéro d’arrêté."),
    ];
    let chosen = if state.value("quoi").is_empty() { "action" } else { state.value("quoi") };
    Ok(ui::form(
        &action,
        ctx.csrf(),
        None,
        false,
        html! {
            (shell::seen(opened))
            (ui::radios(&Label::new("quoi", "Quoi ?").state(state), &choices, chosen))
            (ui::text_input(&Label::new("nom", "Son nom").state(state), state.value("nom"), TextKind::Text, None))
            (ui::button_row(ui::secondary_button("Ajouter")))
        },
    ))
}

fn table(table: &Table) -> Markup {
    let heads: Vec<Column<'_>> = std::iter::once("Statut").chain(table.transitions.iter().map(String::as_str)).map(Column::text).collect();
    let row = |row: &authoring::outline::Row| {
        let cells = row.cells.iter().map(|cell| html! { @match cell { Some(to) => { "→ " (to) } None => { span.hidden { "non" } } } });
        std::iter::once(html! { (row.status) }).chain(cells).collect::<Vec<Markup>>()
    };
    ui::table("Où mène chaque action, statut par statut", &heads, &table.rows.iter().map(row).collect::<Vec<_>>())
}

fn one_status(status: &StatusLine, at: &impl Fn(&Place) -> String) -> Markup {
    html! {
        li.studio-page {
            a href=(at(&Place::Status(status.slug.clone()))) { (status.agent_label) }
            " " span.hint { (nature(status.nature)) @if status.is_initial { ", premier statut" } }
            p.studio-when { "L’usager lit : «\u{a0}" (status.citizen_label) "\u{a0}»" }
        }
    }
}

fn one_transition(transition: &TransitionLine, at: &impl Fn(&Place) -> String) -> Markup {
    let to = transition.to.as_deref().unwrap_or("sans changer de statut");
    html! {
        li.studio-page {
            a href=(at(&Place::Transition(transition.slug.clone()))) { (transition.label) }
            " " span.hint { @if transition.by.is_empty() { "personne" } @else { (transition.by.join(", ")) } }
            p.studio-when { (transition.from.join(", ")) " → " (to) }
            @if let Some(condition) = &transition.condition { p.studio-when { "Proposée si : " (condition) } }
            @for automatic in &transition.automatic { p.studio-when { "Se fait aussi toute seule " (automatic) } }
            @if !transition.effects.is_empty() { p.studio-when { "Ce qu’elle fait : " (effects(&transition.effects, at)) } }
        }
    }
}

fn effects(effects: &[EffectLine], at: &impl Fn(&Place) -> String) -> Markup {
    html! {
        @if effects.is_empty() { "rien." }
        @for (rank, effect) in effects.iter().enumerate() {
            @if rank > 0 { ", " }
            a href=(at(&effect.place)) { (effect.label) @if let Some(about) = &effect.about { " «\u{a0}" (about) "\u{a0}»" } }
            @if let Some(when) = &effect.when { " (si " (when) ")" }
        }
    }
}

/// What people call the nature of a status.
pub(super) fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Filed => "demande reçue",
        Nature::InProgress => "en cours",
        Nature::Waiting => "attend l’usager",
        Nature::Closed => "terminé",
    }
}
