//! The tests of a work: what each does, and whether it passes.

use authoring::{Edit, TestEdit};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use definition::{Compiled, Test, TestReport, complete_test, run_tests};
use forms::Lookups;
use kernel::Slug;
use serde::Deserialize;
use ui::{Kind, Markup, Tone, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, BACK, EDIT, Part, SEEN},
    small::{dangerous, small},
    try_out::deed,
    urls,
};
use crate::{
    Studio,
    keep::{self, Kept, Opened},
    upkeep,
};

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    drawn(&studio, &ctx, &opened, None).await
}

/// The value of the button that brings the tests up to the form.
const COMPLETE: &str = "completer";

/// Moves or removes a test, or brings those that fail up to the form.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let edits = match posted.value("faire") {
        COMPLETE => completed(&opened, studio.cases().lists(), &*studio.cases().lists_of(ctx.instance()?).await?),
        _ => serde_json::from_str(posted.value(EDIT)).ok().into_iter().collect(),
    };
    if edits.is_empty() {
        return Ok(drawn(&studio, &ctx, &opened, None).await?.into_response());
    }
    let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
    match keep::edit(&mut tx, &ctx, &asked.work, seen, &edits).await? {
        Kept::Done => {
            tx.commit().await?;
            let back = Part::of_path(posted.value(BACK)).unwrap_or(Part::Tests).href(ctx.instance()?, &asked.work);
            Ok(redirect(&urls::done(&back, opened.work.version + 1)))
        }
        Kept::Refused(message) => Ok(drawn(&studio, &ctx, &opened, Some(&message)).await?.into_response()),
        Kept::Overtaken(now) => {
            Ok(drawn(&studio, &ctx, &now, Some("Quelqu’un d’autre a modifié les essais. Les voici à jour.")).await?.into_response())
        }
    }
}

/// The tests that fail, with an answer to each question that they do not answer.
fn completed(opened: &Opened, lists: &Lookups, offered: &Lookups) -> Vec<Edit> {
    let Ok(compiled) = Compiled::new(opened.definition.clone()) else { return Vec::new() };
    let reports = run_tests(&compiled, &opened.definition.tests, lists);
    let failed = opened.definition.tests.iter().zip(reports).enumerate().filter(|(_, (_, report))| !report.passed);
    let tests = failed.map(|(at, (test, _))| (at, test, complete_test(&compiled, lists, offered, test)));
    tests.filter(|(_, before, after)| *before != after).map(|(at, _, test)| TestEdit::Set { at, test }.into()).collect()
}

/// The button that brings the tests up to the form, when some of them fail; it leads to `back`.
pub(super) fn completing(ctx: &Ctx, opened: &Opened, reports: &[TestReport], back: Part) -> Outcome<Markup> {
    let action = Part::Tests.href(ctx.instance()?, &opened.work.slug);
    Ok(html! {
        @if reports.iter().any(|report| !report.passed) {
            (ui::form(&action, ctx.csrf(), None, false, html! {
                (shell::seen(opened))
                (ui::hidden(BACK, back.path()))
                p { "Vous avez ajouté ou retiré des questions\u{a0}? Les essais peuvent y répondre avec un exemple." }
                (ui::button_row(ui::secondary_button_named("faire", COMPLETE, "Mettre les essais à jour")))
            }))
        }
    })
}

async fn drawn(studio: &Studio, ctx: &Ctx, opened: &Opened, refusal: Option<&str>) -> Outcome<Html> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let offered = studio.cases().lists_of(instance).await?;
    let reports = upkeep::play(&opened.definition, studio.cases().lists(), &offered).map(|played| played.reports);
    let tests = &opened.definition.tests;
    let body = html! {
        @if let Some(refusal) = refusal { (ui::notice(Kind::Warning, "Rien n’a été changé", html! { p { (refusal) } })) }
        p { "Un essai remplit la démarche, fait ce que font les agents, avance l’horloge, et vérifie ce qui se passe. Tous sont refaits avant chaque publication." }
        (ui::button_row(ui::link_button(&urls::of_work(instance, work, "essayer"), "Essayer la démarche")))
        @if tests.is_empty() { (ui::empty_state("Aucun essai", "Essayez la démarche, puis gardez ce que vous avez fait comme essai.", None)) }
        @if reports.is_none() && !tests.is_empty() {
            (ui::notice(Kind::Info, "Les essais ne peuvent pas encore être faits", html! { p { "Corrigez d’abord ce qui est à revoir." } }))
        }
        (completing(ctx, opened, reports.as_deref().unwrap_or_default(), Part::Tests)?)
        (ui::form(&Part::Tests.href(instance, work), ctx.csrf(), None, false, html! {
            (shell::seen(opened))
            (ui::hidden(BACK, Part::Tests.path()))
            ul.studio-pages {
                @for (rank, test) in tests.iter().enumerate() { (one(opened, rank, test, reports.as_ref().and_then(|reports| reports.get(rank)))) }
            }
        }))
    };
    let status = if refusal.is_some() { 409 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Tests, "Essais", body)?.status(status).into())
}

fn one(opened: &Opened, rank: usize, test: &Test, report: Option<&TestReport>) -> Markup {
    let last = opened.definition.tests.len().saturating_sub(1);
    html! {
        li.studio-page id=(urls::test(rank)) {
            h2 { (test.name) }
            @match report {
                Some(report) if report.passed => p { (ui::status_tag(Tone::Success, "Réussi")) },
                Some(report) => { p { (ui::status_tag(Tone::Danger, "Échoué")) } @for failure in &report.failures { p.studio-when { (authoring::in_words(&opened.definition, None, failure)) } } },
                None => "",
            }
            (ui::details("Ce qu’il fait", html! { ol { @for step in &test.steps { li { (deed(&opened.definition, step)) } } } }))
            (ui::button_row(html! {
                @if rank > 0 { (small(&TestEdit::Move { at: rank, to: rank - 1 }.into(), "Monter", &test.name)) }
                @if rank < last { (small(&TestEdit::Move { at: rank, to: rank + 1 }.into(), "Descendre", &test.name)) }
                (dangerous(&TestEdit::Remove { at: rank }.into(), "Supprimer", &test.name))
            }))
        }
    }
}
