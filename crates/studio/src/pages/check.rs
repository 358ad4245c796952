//! What keeps a work from being published, its tests, and what publishing changes.

use authoring::{Edit, compare::differences};
use axum::extract::{Path, State};
use cases::InFlight;
use db::{InstanceKey, InstanceTx, Stage};
use definition::{Definition, TestReport};
use kernel::{Slug, Timestamp, text};
use serde::Deserialize;
use ui::{FormState, Kind, Markup, Tone, html};
use web::{Ctx, Html, Outcome, Site};
use workflow::Finding;

use super::{
    publish::{self, Refused},
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
    store::planned::{self, Planned},
    upkeep,
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

/// Everything that decides whether a work may be published.
pub(super) struct Gate {
    pub(super) findings: Vec<Finding>,
    pub(super) reports: Vec<TestReport>,
    /// What the tests of the first draft need to follow the form: kept with what is published.
    pub(super) upkeep: Vec<Edit>,
    /// The document that is live, and since when.
    published: Option<(Definition, Timestamp)>,
    pub(super) in_flight: Vec<InFlight>,
    pub(super) planned: Option<Planned>,
    /// What production has of it, for who writes in the test space.
    pub(super) production: Option<InProduction>,
}

/// What production has of a work.
pub(super) struct InProduction {
    /// Whether it is what is written.
    pub(super) is_same: bool,
}

impl Gate {
    pub(super) async fn read(studio: &Studio, ctx: &Ctx, tx: &mut InstanceTx, opened: &Opened) -> Outcome<Self> {
        let slug = &opened.work.slug;
        let played = upkeep::play(&opened.definition, studio.cases().lists());
        let (reports, upkeep) = played.map(|played| (played.reports, played.upkeep)).unwrap_or_default();
        let published = match studio.cases().live(tx, slug).await? {
            Some(live) => Some((studio.cases().document(tx, &live.compiled.hash().to_string()).await?, live.published_at)),
            None => None,
        };
        Ok(Self {
            findings: findings_of(studio, tx, &opened.definition).await?,
            reports,
            upkeep,
            published,
            in_flight: studio.cases().in_flight(tx, slug).await?,
            planned: planned::of(tx, slug).await?,
            production: in_production(studio, ctx, opened).await?,
        })
    }

    /// Whether it may be published.
    pub(super) fn is_open(&self) -> bool {
        !self.findings.iter().any(Finding::is_error) && self.reports.iter().all(|report| report.passed)
    }

    /// Whether what is live is what is written.
    pub(super) fn is_live(&self, definition: &Definition) -> bool {
        self.published.as_ref().is_some_and(|(published, _)| published == definition)
    }
}

/// What citizens have of a work that is written in the test space.
async fn in_production(studio: &Studio, ctx: &Ctx, opened: &Opened) -> Outcome<Option<InProduction>> {
    let instance = ctx.instance()?;
    if instance.stage != Stage::Test {
        return Ok(None);
    }
    let mut tx = ctx.instance_read(&InstanceKey::production(instance.authority.clone())).await?;
    let live = studio.cases().live(&mut tx, &opened.work.slug).await?;
    Ok(live.map(|live| InProduction { is_same: live.compiled.hash() == definition::hash(&opened.definition) }))
}

/// What the document has to be corrected, and what the space lacks for it.
async fn findings_of(studio: &Studio, tx: &mut InstanceTx, definition: &Definition) -> Outcome<Vec<Finding>> {
    let mut findings = definition::lint(definition);
    for list in studio.cases().missing_lists(tx, definition).await? {
        let message = format!("La liste «\u{a0}{list}\u{a0}» n’existe pas dans cet espace. Créez-la dans «\u{a0}Listes\u{a0}».");
        findings.push(Finding::warning("", message));
    }
    Ok(findings)
}

pub(super) async fn drawn(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate, refused: Option<&Refused>) -> Outcome<Html> {
    let untouched = FormState::default();
    let state = refused.map_or(&untouched, |refused| &refused.state);
    let body = html! {
        @if let Some(refused) = refused { (ui::notice(Kind::Danger, "La démarche n’est pas publiée", html! { p { (refused.why) } })) }
        (verdict(ctx, opened, gate)?)
        (ui::section("À revoir", findings(ctx, opened, &gate.findings)?))
        (ui::section("Essais", tests(ctx, opened, &gate.reports)?))
        (ui::section("Ce qui change", changes(ctx, opened, gate)?))
        (publish::form(studio, ctx, opened, gate, state).await?)
    };
    let status = if refused.is_some() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Check, "Vérifier et publier", body)?.status(status).into())
}

fn verdict(ctx: &Ctx, opened: &Opened, gate: &Gate) -> Outcome<Markup> {
    if gate.is_live(&opened.definition) {
        return online(ctx, opened, gate);
    }
    if gate.is_open() {
        return Ok(ui::notice(Kind::Success, "La démarche peut être publiée", html! {}));
    }
    let errors = gate.findings.iter().filter(|finding| finding.is_error()).count();
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
    let since = gate.published.as_ref().map(|(_, since)| text::date_time(*since)).unwrap_or_default();
    let is_test = instance.stage == Stage::Test;
    let elsewhere = match &gate.production {
        Some(version) if version.is_same => Some("La même version est en ligne pour les usagers."),
        Some(_) => Some("Les usagers ont encore une version plus ancienne."),
        None if is_test => Some("Les usagers ne la voient pas encore."),
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

fn findings(ctx: &Ctx, opened: &Opened, findings: &[Finding]) -> Outcome<Markup> {
    if findings.is_empty() {
        return Ok(html! { p { "Rien à revoir." } });
    }
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    Ok(html! {
        ul.studio-findings {
            @for finding in findings {
                li {
                    @if finding.is_error() { (ui::status_tag(Tone::Danger, "À corriger")) } @else { (ui::status_tag(Tone::Info, "Conseil")) }
                    " " (finding.message) " "
                    @if let Some(place) = authoring::of_finding(&finding.path) {
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
                        @for failure in &report.failures { p.studio-when { (failure) } }
                    }
                }
            }
            p { a href=(all) { "Voir les essais" } }
        }
    })
}

fn changes(ctx: &Ctx, opened: &Opened, gate: &Gate) -> Outcome<Markup> {
    let Some((published, _)) = &gate.published else { return Ok(html! { p { "C’est une nouvelle démarche dans cet espace." } }) };
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let found = differences(published, &opened.definition);
    let older: u64 = gate.in_flight.iter().map(|flight| flight.count).sum();
    Ok(html! {
        @if found.is_empty() { p { "Rien n’a changé depuis la version publiée." } }
        ul { @for one in &found { li { a href=(urls::place(instance, work, &one.place)) { (one.what) } (after_colon(&one.to_string(), &one.what)) } } }
        @if older > 0 {
            p {
                "Les demandes en cours (" (older) ") gardent leur version. Rien de ce qu’elles contiennent ne change. "
                a href=(urls::versions(instance, work)) { "Voir les demandes en cours" }
            }
        }
    })
}

/// What a difference says after its name.
fn after_colon<'a>(told: &'a str, what: &str) -> &'a str {
    told.strip_prefix(what).unwrap_or(told)
}
