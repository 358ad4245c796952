//! `/partenaires/services/{client}/essai`: « Tester mon service ». What is to be
//! done now, and what came of each check.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{Column, FormState, Kind, Markup, Page, Tone, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{about, access, of_service};
use crate::{
    Identity,
    flow::trial,
    model::{
        client::Client,
        trial::{
            Tried,
            check::{self, CHECKS, Check},
            report::{Report, State as Standing},
        },
    },
    pages::connect::answer,
    store::trials::{self, Trial},
};

/// The title of the page, and of the ways to it.
pub(super) const TITLE: &str = "Tester mon service";
/// The field that says what its developer does.
const ACT: &str = "acte";
/// The field that names a check.
const CHECK: &str = "verification";
/// The name of the way back to this page.
const SEE: &str = "Voir ce qui s’est passé";

/// The page of a service's trial.
pub(super) fn of(client: &str) -> String {
    format!("{}/essai", of_service(client))
}

/// All that the page shows.
struct View {
    service: Client,
    trial: Option<Trial>,
    report: Report,
    is_running: bool,
    /// Whether the reader's sign-ins are those that count.
    is_own: bool,
}

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let trial = trials::of(&mut tx, Tried::of(&desk.service).ok_or(Failure::NOT_FOUND)?).await?;
    let report = match &trial {
        Some(trial) => trials::report(&mut tx, trial.id).await?,
        None => Report::default(),
    };
    let is_running = trial.as_ref().is_some_and(|trial| trial.is_running(ctx.moment().wall));
    let is_own = trial.as_ref().is_some_and(|trial| trial.account_id == desk.account);
    Ok(answer(page(&ctx, &View { service: desk.service, trial, report, is_running, is_own })))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let moment = ctx.moment();
    let tried = Tried::of(&desk.service).ok_or(Failure::NOT_FOUND)?;
    match (posted.value(ACT), trials::of(&mut tx, tried).await?, check::by_name(posted.value(CHECK))) {
        ("commencer", _, _) => trial::start(&mut tx, moment, tried, desk.account).await?,
        ("arreter", Some(_), _) => trial::stop(&mut tx, moment, tried, desk.account).await?,
        ("refuse", Some(trial), Some(check)) => trial::judge(&mut tx, moment, &trial, check, true).await?,
        ("connecte", Some(trial), Some(check)) => trial::judge(&mut tx, moment, &trial, check, false).await?,
        ("laisser", Some(trial), Some(check)) => trial::skip(&mut tx, moment, &trial, check).await?,
        ("refaire", Some(trial), Some(check)) => trial::again(&mut tx, moment, &trial, check).await?,
        _ => return Err(Failure::NOT_FOUND),
    }
    tx.commit().await?;
    Ok(redirect(&of(&client)))
}

fn page(ctx: &Ctx, view: &View) -> Page {
    let begun = view.trial.is_some();
    let body = html! {
        (ui::lead("GrandLyon Connect regarde votre service, puis lui ment. Un service sûr refuse chaque mensonge."))
        @if view.is_running { (ui::section("Maintenant", now(ctx, view))) }
        @if view.report.failed() > 0 { (ui::section("À corriger", failures(ctx, view))) }
        @if begun {
            (ui::section("Les vérifications", html! {
                (ui::progress("Vérifications faites", (view.report.passed() + view.report.failed()) as u64, CHECKS.len() as u64))
                (results(ctx, view))
            }))
        }
        (ui::section(if begun { "Ce test" } else { "Avant de commencer" }, around(ctx, view)))
    };
    about(&view.service, TITLE, &FormState::default(), body)
}

/// What is to be done now.
fn now(ctx: &Ctx, view: &View) -> Markup {
    let Some(check) = view.report.next() else { return over(view) };
    if !view.is_own {
        return html! { p { "Un autre membre a commencé ce test\u{a0}: ses connexions comptent, pas les vôtres." } };
    }
    html! {
        p { "Vérification en cours\u{a0}: " strong { (check.title) } }
        @if view.report.state(check) == Standing::Told { (question(ctx, view, check)) } @else { (sign_in(view, check)) }
        (act(ctx, view, Some(check), html! {
            (ui::hidden(ACT, "laisser"))
            (ui::text_button("Abandonner cette vérification et passer à la suivante"))
        }))
    }
}

/// What its developer does, and what happens then.
fn sign_in(view: &View, check: &Check) -> Markup {
    html! {
        p { (check.now) @if check.lie().is_some() { " Votre service doit refuser." } }
        @if check.lie().is_some() { p.hint { "Votre service vous reconnaît encore\u{a0}? Effacez d’abord ses cookies." } }
        @if check.ends_session() {
            p { "Gardez cet onglet, et revenez-y ensuite\u{a0}: pressez «\u{a0}" (SEE) "\u{a0}», puis reconnectez-vous. Vous pouvez aussi reprendre le test depuis la page du service." }
        }
        (open(view, "Ouvrir mon service"))
        (ui::button_row(ui::secondary_link_button(&of(&view.service.id), SEE)))
    }
}

/// The lie was told: neither answer is put before the other.
fn question(ctx: &Ctx, view: &View, check: &Check) -> Markup {
    html! {
        p { "Le mensonge est dit. Qu’a fait votre service\u{a0}?" }
        (act(ctx, view, Some(check), ui::button_row(html! {
            (ui::secondary_button_named(ACT, "refuse", "Il a refusé la connexion"))
            (ui::secondary_button_named(ACT, "connecte", "Il m’a connecté"))
        })))
        p.hint { "Tant que vous n’avez pas répondu, chaque connexion redit ce même mensonge." }
        (open(view, "Revoir ce mensonge"))
    }
}

/// The way to the service: this page stays where it is.
fn open(view: &View, label: &str) -> Markup {
    html! {
        @match &view.service.login_uri {
            Some(uri) => p { a href=(uri) target="_blank" rel="noreferrer" { (label) " (nouvel onglet)" } },
            None => p.hint { "Ouvrez votre service. Pour avoir un lien ici, donnez l’adresse de sa page de connexion dans ses réglages." },
        }
    }
}

/// Everything was checked.
fn over(view: &View) -> Markup {
    let live = format!("{}/production", of_service(&view.service.id));
    match view.report.failed() {
        0 if view.report.skipped() > 0 => ui::notice(
            Kind::Info,
            "Le test est fini, sauf ce que vous avez abandonné.",
            html! { p { "Vous pouvez refaire ces vérifications, plus bas." } },
        ),
        0 => ui::notice(Kind::Success, "Votre service a tout réussi.", html! { p { a href=(live) { "Demander la mise en service" } } }),
        1 => ui::notice(Kind::Warning, "Il reste un point à corriger.", html! { p { "Corrigez-le, puis refaites la vérification." } }),
        more => ui::notice(
            Kind::Warning,
            &format!("Il reste {more}\u{a0}points à corriger."),
            html! { p { "Corrigez-les, puis refaites ces vérifications." } },
        ),
    }
}

fn results(ctx: &Ctx, view: &View) -> Markup {
    let tag = |check: &Check| match view.report.state(check) {
        Standing::Waiting => ui::status_tag(Tone::Neutral, "À voir"),
        Standing::Told => ui::status_tag(Tone::Info, "À vous de dire"),
        Standing::Passed => ui::status_tag(Tone::Success, "Réussi"),
        Standing::Failed(_) => ui::status_tag(Tone::Danger, "À corriger"),
        Standing::Skipped => ui::status_tag(Tone::Warning, "Abandonnée"),
    };
    let again =
        |check: &Check| html! { @if view.report.state(check) == Standing::Skipped && view.is_running { (again(ctx, view, check)) } };
    let rows: Vec<Vec<Markup>> = CHECKS.iter().map(|check| vec![html! { (check.title) }, html! { (tag(check)) (again(check)) }]).collect();
    ui::table("Ce que votre service doit faire", &[Column::text("Il doit"), Column::text("Résultat")], &rows)
}

/// What failed: why, what to do, where it is written.
fn failures(ctx: &Ctx, view: &View) -> Markup {
    let failed = CHECKS.iter().filter_map(|check| match view.report.state(check) {
        Standing::Failed(why) => Some((check, why)),
        _ => None,
    });
    html! {
        @for (check, why) in failed {
            h3 { (check.title) }
            p { (why) }
            p { strong { "À faire" } "\u{a0}: " (check.advice) " " span.hint { "(" (check.source) ")" } }
            @if view.is_running { (again(ctx, view, check)) }
        }
    }
}

/// Makes a check again.
fn again(ctx: &Ctx, view: &View, check: &Check) -> Markup {
    act(
        ctx,
        view,
        Some(check),
        html! {
            (ui::hidden(ACT, "refaire"))
            button.link type="submit" { "Refaire" span.hidden { "\u{a0}: " (check.title) } }
        },
    )
}

/// What the trial is, and the ways to begin and to end it.
fn around(ctx: &Ctx, view: &View) -> Markup {
    let (label, has_begun) = if view.trial.is_some() { ("Tout recommencer", true) } else { ("Commencer le test", false) };
    html! {
        @match &view.trial {
            Some(trial) if view.is_running => p { "Il dure jusqu’au " (date_time(trial.ends_at)) "." },
            Some(trial) => p { "Il s’est terminé le " (date_time(trial.ends_at)) ". GrandLyon Connect ne ment plus." },
            None => p { "Il faut une vingtaine de connexions, avec votre compte\u{a0}: comptez dix minutes. Vous avez un jour pour finir." },
        }
        p { "Seules vos connexions comptent, si c’est vous qui commencez. Tant qu’un mensonge attend, votre service doit vous refuser\u{a0}: c’est normal." }
        (act(ctx, view, None, ui::button_row(html! {
            @if has_begun { (ui::secondary_button_named(ACT, "commencer", label)) } @else { (ui::button_named(ACT, "commencer", label)) }
            @if view.is_running { (ui::secondary_button_named(ACT, "arreter", "Arrêter le test")) }
        })))
    }
}

/// A form of this page, about a check or about the whole.
fn act(ctx: &Ctx, view: &View, check: Option<&Check>, body: Markup) -> Markup {
    let fields = html! {
        @if let Some(check) = check { (ui::hidden(CHECK, check.name())) }
        (body)
    };
    ui::form(&of(&view.service.id), ctx.csrf(), None, false, fields)
}
