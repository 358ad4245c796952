//! What keeps a work from being published, its tests, and what publishing changes.

use authoring::compare::differences;
use axum::extract::{Path, State};
use db::Stage;
use definition::TestReport;
use kernel::{Slug, text};
use serde::Deserialize;
use ui::{FormState, Kind, Markup, Tone, html};
use web::{Ctx, Html, Outcome, Site};
use workflow::Finding;

use super::{
    pack,
    publish::{self, Refused},
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    gate::{Gate, InSpace},
    keep::{self, Opened},
};

#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) work: Slug,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let gate = Gate::read(&studio, &ctx, &mut tx, &opened).await?;
    drop(tx);
    drawn(&studio, &ctx, &opened, &gate, None).await
}

pub(super) async fn drawn(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate, refused: Option<&Refused>) -> Outcome<Html> {
    let untouched = FormState::default();
    let state = refused.map_or(&untouched, |refused| &refused.state);
    let body = html! {
        @if let Some(refused) = refused { (ui::notice(Kind::Danger, "La démarche n’est pas publiée", html! { p { (refused.why) } })) }
        @if refused.is_none() { (publish::ended(ctx)) }
        (verdict(ctx, opened, gate)?)
        (ui::section("À revoir", findings(ctx, opened, &gate.to_review())?))
        (ui::section("Essais", tests(ctx, opened, &gate.reports)?))
        (ui::section("Ce qui change", changes(ctx, opened, &gate.here)?))
        (publish::forms(studio, ctx, opened, gate, state).await?)
        (pack::of_work(studio, ctx, opened).await?)
        (pack::offer_section(studio, ctx, opened).await?)
    };
    let status = if refused.is_some() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Check, "Vérifier et publier", body)?.status(status).into())
}

fn verdict(ctx: &Ctx, opened: &Opened, gate: &Gate) -> Outcome<Markup> {
    if gate.is_live(&opened.definition) {
        return online(ctx, opened, gate);
    }
    if gate.opens(&gate.here) {
        return Ok(ui::notice(Kind::Success, "La démarche peut être publiée", html! {}));
    }
    let errors = gate.to_review().into_iter().filter(|finding| finding.is_error()).count();
    let red = gate.reports.iter().filter(|report| !report.passed).count();
    let completing = super::tests::completing(ctx, opened, &gate.reports, Part::Check)?;
    // the author never made the tests of the first draft
    let is_outgrown = red > 0 && gate.reports.iter().all(|report| report.passed || authoring::is_drafted_test(&report.name));
    Ok(ui::notice(
        Kind::Warning,
        "La démarche ne peut pas encore être publiée",
        html! {
            ul {
                @if errors > 0 { li { (text::count(errors as u64, "point")) " à corriger." } }
                @if is_outgrown { li { "La démarche a changé depuis ses essais." } }
                @else if red > 0 { li { (text::count(red as u64, "essai")) " à corriger." } }
            }
            (completing)
        },
    ))
}

/// Where what is written can be seen by those it is for.
fn online(ctx: &Ctx, opened: &Opened, gate: &Gate) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let public = ctx.url(Site::Portal, &format!("/{instance}/{}", opened.work.slug));
    let since = gate.here.published.as_ref().map(|(_, since)| text::date_time(*since)).unwrap_or_default();
    let is_test = instance.stage == Stage::Test;
    let elsewhere = match &gate.production {
        Some(there) if there.has(&opened.definition) => Some("La même version est en ligne pour les usagers."),
        Some(there) if there.published.is_some() => Some("Les usagers ont encore une version plus ancienne."),
        Some(_) => Some("Les usagers ne la voient pas encore."),
        None => None,
    };
    let title = if is_test { "Cette version est dans l’espace de test" } else { "Cette version est en ligne" };
    Ok(ui::notice(
        Kind::Success,
        title,
        html! {
            p { "Depuis le " (since) ". " a href=(public) { @if is_test { "L’essayer comme un usager" } @else { "La voir sur le portail" } } }
            @if let Some(told) = elsewhere { p { (told) } }
        },
    ))
}

/// What is to be reviewed, each with the way to where it is mended.
pub(super) fn findings(ctx: &Ctx, opened: &Opened, findings: &[&Finding]) -> Outcome<Markup> {
    if findings.is_empty() {
        return Ok(html! { p { "Rien à revoir." } });
    }
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    Ok(html! {
        ul.studio-findings {
            @for finding in findings {
                @let place = authoring::of_finding(&finding.path);
                li {
                    @if finding.is_error() { (ui::status_tag(Tone::Danger, "À corriger")) } @else { (ui::status_tag(Tone::Info, "Conseil")) }
                    " " (authoring::in_words(&opened.definition, place.as_ref(), &finding.message)) " "
                    @if let Some(place) = place {
                        a href=(urls::place(instance, work, &place)) { "Aller à " (authoring::named(&opened.definition, &place)) }
                    }
                }
            }
        }
    })
}

fn tests(ctx: &Ctx, opened: &Opened, reports: &[TestReport]) -> Outcome<Markup> {
    let all = Part::Tests.href(ctx.instance()?, &opened.work.slug);
    Ok(html! {
        @if opened.definition.tests.is_empty() {
            p { "Aucun essai. " a href=(&all) { "Écrire un essai" } }
        } @else if reports.is_empty() {
            p { "Les essais se feront quand les points ci-dessus seront corrigés." }
        } @else {
            ul.studio-findings {
                @for report in reports {
                    li {
                        @if report.passed { (ui::status_tag(Tone::Success, "Réussi")) } @else { (ui::status_tag(Tone::Danger, "Échoué")) }
                        " " (report.name)
                        @for failure in &report.failures { p.studio-when { (authoring::in_words(&opened.definition, None, failure)) } }
                    }
                }
            }
            p { a href=(all) { "Voir les essais" } }
        }
    })
}

/// What is written, beside what a space has now.
pub(super) fn changes(ctx: &Ctx, opened: &Opened, space: &InSpace) -> Outcome<Markup> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let Some((published, _)) = &space.published else {
        let told = if space.instance == *instance {
            "C’est une nouvelle démarche dans cet espace."
        } else {
            "C’est une nouvelle démarche pour eux."
        };
        return Ok(html! { p { (told) } });
    };
    let found = differences(published, &opened.definition);
    let older: u64 = space.in_flight.iter().map(|flight| flight.count).sum();
    Ok(html! {
        @if found.is_empty() { p { "Rien n’a changé depuis la version publiée." } }
        ul { @for one in &found { li { a href=(urls::place(instance, work, &one.place)) { (one.what) } (after_colon(&one.to_string(), &one.what)) } } }
        @if older > 0 {
            p {
                "Les demandes en cours (" (older) ") gardent leur version. Rien de ce qu’elles contiennent ne change. "
                a href=(urls::versions(&space.instance, work)) { "Voir les demandes en cours" }
            }
        }
    })
}

/// What a difference says after its name.
fn after_colon<'a>(told: &'a str, what: &str) -> &'a str {
    told.strip_prefix(what).unwrap_or(told)
}
