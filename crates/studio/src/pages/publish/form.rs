//! The forms that publish, when the gate is open: here, then in production.

use db::Stage;
use ui::{FormState, Markup, html};
use web::{Ctx, Outcome};

use super::{HERE, PRODUCTION, day, planned, production};
use crate::{
    Studio,
    gate::{Gate, InSpace},
    keep::Opened,
    pages::{
        check,
        shell::{self, Part},
        teams, urls,
    },
};

/// What is planned, then what can be done now.
pub(in crate::pages) async fn forms(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate, state: &FormState) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let is_test = instance.stage == Stage::Test;
    let administered = if is_test { production(studio, ctx).await? } else { None };
    let next = match (gate.is_live(&opened.definition), &gate.production) {
        (false, _) if gate.opens(&gate.here) => here(studio, ctx, opened, gate, state).await?,
        // once it is live in the test space, what is left is production
        (true, Some(_)) if administered.is_none() => {
            ui::section("Mettre en ligne", html! { p { "Un administrateur de l’espace de production peut la publier pour les usagers." } })
        }
        (true, Some(there)) => ui::section("Mettre en ligne", online(studio, ctx, opened, gate, there, state).await?),
        _ => html! {},
    };
    Ok(html! {
        (planned::notice(ctx, opened, &gate.here, true)?)
        @if let Some(there) = &gate.production { (planned::notice(ctx, opened, there, administered.is_some())?) }
        (next)
    })
}

/// In the space where it is written.
async fn here(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate, state: &FormState) -> Outcome<Markup> {
    let is_test = gate.here.instance.stage == Stage::Test;
    let button = ui::button_named("faire", HERE, if is_test { "Publier dans l’espace de test" } else { "Publier" });
    let body = form(studio, ctx, opened, &gate.here, html! { (day::input(state)) (ui::button_row(button)) }).await?;
    Ok(ui::section("Publier", body))
}

/// For citizens: what they have now, what changes, what is missing.
async fn online(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate, there: &InSpace, state: &FormState) -> Outcome<Markup> {
    let requests =
        html! { p { a href=(urls::versions(&there.instance, &opened.work.slug)) { "Voir les demandes en cours en production" } } };
    if there.has(&opened.definition) {
        return Ok(requests);
    }
    let act = match gate.opens(there) {
        true => {
            let button = ui::button_named("faire", PRODUCTION, "Mettre en ligne pour les usagers");
            let inputs = html! {
                (day::input(state))
                p { "Sans jour choisi, les usagers verront cette version tout de suite, pour de vrai. Essayez-la d’abord." }
                (ui::button_row(button))
            };
            form(studio, ctx, opened, there, inputs).await?
        }
        false => html! { p { "Elle pourra être mise en ligne quand ces points seront corrigés." } },
    };
    let lacks: Vec<_> = there.lacks.iter().collect();
    Ok(html! {
        @if !lacks.is_empty() { h3 { "Ce qui manque en production" } (check::findings(ctx, opened, &lacks)?) }
        h3 { "Ce qui change pour les usagers" }
        (check::changes(ctx, opened, there)?)
        (act)
        (requests)
    })
}

/// The teams of the space where it goes, and what ends there; then what is asked.
async fn form(studio: &Studio, ctx: &Ctx, opened: &Opened, space: &InSpace, asked: Markup) -> Outcome<Markup> {
    let action = Part::Check.href(ctx.instance()?, &opened.work.slug);
    let mut tx = ctx.instance_read(&space.instance).await?;
    let staffing = studio.cases().staffing(&mut tx, &opened.work.slug).await?;
    drop(tx);
    Ok(ui::form(
        &action,
        ctx.csrf(),
        None,
        false,
        html! {
            (shell::seen(opened))
            (teams::inputs(&opened.definition, &staffing))
            (planned::at_stake(space))
            (asked)
        },
    ))
}
