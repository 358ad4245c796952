//! The tests of a work: what each does, and whether it passes.

use authoring::TestEdit;
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use definition::{Compiled, TESTS_BEGIN, Test, TestReport, run_tests};
use kernel::Slug;
use serde::Deserialize;
use ui::{Kind, Markup, Tone, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, EDIT, Part, SEEN},
    small::{dangerous, small},
    try_out::deed,
    urls,
};
use crate::{
    Studio,
    keep::{self, Kept, Opened},
};

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    drawn(&studio, &ctx, &opened, None)
}

/// Moves or removes a test.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let Ok(edit) = serde_json::from_str(posted.value(EDIT)) else { return Ok(drawn(&studio, &ctx, &opened, None)?.into_response()) };
    let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
    match keep::edit(&mut tx, &ctx, &asked.work, seen, &[edit]).await? {
        Kept::Done => {
            tx.commit().await?;
            Ok(redirect(&Part::Tests.href(ctx.instance()?, &asked.work)))
        }
        Kept::Refused(message) => Ok(drawn(&studio, &ctx, &opened, Some(&message))?.into_response()),
        Kept::Overtaken(now) => {
            Ok(drawn(&studio, &ctx, &now, Some("Quelqu’un d’autre a modifié les essais. Les voici à jour."))?.into_response())
        }
    }
}

fn drawn(studio: &Studio, ctx: &Ctx, opened: &Opened, refusal: Option<&str>) -> Outcome<Html> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let compiled = Compiled::new(opened.definition.clone());
    let reports = compiled.map(|compiled| run_tests(&compiled, &opened.definition.tests, studio.cases().lists(), TESTS_BEGIN)).ok();
    let tests = &opened.definition.tests;
    let body = html! {
        @if let Some(refusal) = refusal { (ui::notice(Kind::Warning, "Rien n’a été changé", html! { p { (refusal) } })) }
        p { "Un essai remplit la démarche, fait ce que font les agents, avance l’horloge, et vérifie ce qui se passe. Tous sont refaits avant chaque publication." }
        (ui::button_row(ui::link_button(&urls::of_work(instance, work, "essayer"), "Essayer la démarche")))
        @if tests.is_empty() { (ui::empty_state("Aucun essai", "Essayez la démarche, puis gardez ce que vous avez fait comme essai.", None)) }
        @if reports.is_none() && !tests.is_empty() {
            (ui::notice(Kind::Info, "Les essais ne peuvent pas encore être faits", html! { p { "Corrigez d’abord ce qui est à revoir." } }))
        }
        (ui::form(&Part::Tests.href(instance, work), ctx.csrf(), None, false, html! {
            (shell::seen(opened))
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
        li.studio-page {
            h2 { (test.name) }
            @match report {
                Some(report) if report.passed => p { (ui::status_tag(Tone::Success, "Réussi")) },
                Some(report) => { p { (ui::status_tag(Tone::Danger, "Échoué")) } @for failure in &report.failures { p.studio-when { (failure) } } },
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
