//! Which team stands behind each function: who answers, in this space.

use cases::Staffing;
use definition::Definition;
use kernel::Slug;
use ui::{Choice, Label, Markup, html};
use web::{Outcome, Posted};

use crate::Studio;

pub(super) use cases::USUAL_TEAM as USUAL;

const WITHOUT_CHOICE: &str = "Sans choix, c’est l’équipe «\u{a0}Accueil\u{a0}».";

fn input(function: &Slug) -> String {
    format!("fonction.{function}")
}

fn bound<'a>(staffing: &'a Staffing, function: &Slug) -> Option<&'a str> {
    staffing.bound.iter().find(|(name, _)| name == function).map(|(_, team)| team.as_str())
}

/// Whether somebody must still say who answers.
pub(super) fn is_missing(of: &Definition, staffing: &Staffing) -> bool {
    !staffing.teams.is_empty() && of.workflow.functions.iter().any(|function| bound(staffing, &function.slug).is_none())
}

/// A list of teams per function; nothing in a space without teams.
pub(super) fn inputs(of: &Definition, staffing: &Staffing) -> Markup {
    let teams: Vec<Choice<'_>> = staffing.teams.iter().map(|(team, label)| Choice::new(team.as_str(), label)).collect();
    html! {
        @if !teams.is_empty() {
            @for function in &of.workflow.functions {
                @let (name, chosen) = (input(&function.slug), bound(staffing, &function.slug));
                (ui::select(&Label::new(&name, &format!("Équipe pour «\u{a0}{}\u{a0}»", function.label)).hint(chosen.is_none().then_some(WITHOUT_CHOICE)).optional(), &teams, chosen.unwrap_or_default()))
            }
        }
    }
}

/// Keeps the teams that were chosen.
///
/// # Errors
/// When the instance cannot be written.
pub(super) async fn keep(studio: &Studio, tx: &mut db::InstanceTx, of: &Definition, posted: &Posted) -> Outcome<()> {
    let teams = studio.cases().staffing(tx, &of.slug).await?.teams;
    for function in &of.workflow.functions {
        let chosen = posted.value(&input(&function.slug));
        if let Some((team, _)) = teams.iter().find(|(team, _)| team.as_str() == chosen) {
            studio.cases().staff(tx, &of.slug, &function.slug, team).await?;
        }
    }
    Ok(())
}
