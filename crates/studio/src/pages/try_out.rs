//! Trying a work: a fictive request is filled in, sent and processed, the clock is
//! moved, and everything that people would be told is shown. What was done can be
//! kept as a test.
//!
//! The steps done so far travel in the form: nothing is stored, and the whole play
//! is done again each time, which takes milliseconds.

mod done;
mod read;
mod told;

pub(super) use told::deed;

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use cases::PlaceLinks;
use definition::{Compiled, INPUT_PAGE, Rehearsal, TestStep, tests_begin_on};
use expr::Today;
use forms::{Answers, Journey, Links, Lookups, edit_page, summary};
use jiff::civil::Date;
use kernel::{Slug, text};
use serde::Deserialize;
use ui::{FormState, Kind, Label, Link, Markup, Module, Page, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

/// The names of our own inputs: no question's name begins so.
const STEPS: &str = "_pas";
/// The day the play begins.
const DAY: &str = "_jour";
const DO: &str = "_faire";
const NAME: &str = "_nom";
/// The page that is filled in.
const PAGE: &str = "_page";
/// The action that asks something first, and who takes it.
const TRANSITION: &str = "_transition";
const BY: &str = "_par";
/// What depends on the answers.
const QUESTIONS: &str = "questions";
/// What is posted at most: steps hold answers.
pub(super) const WEIGHT: usize = 20_000_000;

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    let Ok(compiled) = Compiled::new(opened.definition.clone()) else { return not_yet(&ctx, &opened) };
    let lists = studio.cases().lists_of(ctx.instance()?).await?;
    let places = PlaceLinks::blank(studio.cases());
    Scene { lists: &lists, places, ctx: &ctx, opened: &opened, compiled: &compiled, starts_on: today(&ctx), steps: Vec::new() }
        .drawn(None, &FormState::default())
}

/// Does one thing more, takes the last one back, or keeps all as a test.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, mut posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let lists = studio.cases().lists_of(&instance).await?;
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let Ok(compiled) = Compiled::new(opened.definition.clone()) else { return Ok(not_yet(&ctx, &opened)?.into_response()) };
    let steps: Vec<TestStep> = serde_json::from_str(posted.value(STEPS)).unwrap_or_default();
    let starts_on = posted.value(DAY).parse().unwrap_or_else(|_| today(&ctx));
    let places = PlaceLinks::blank(studio.cases());
    let mut scene = Scene { lists: &lists, places, ctx: &ctx, opened: &opened, compiled: &compiled, starts_on, steps };
    if posted.value(DO) == "garder" {
        let state = match done::kept(&mut tx, &scene, &posted).await? {
            Ok(()) => {
                tx.commit().await?;
                return Ok(redirect(&Part::Tests.href(&instance, &asked.work)));
            }
            Err(message) => posted.state().with_error(NAME, message),
        };
        return Ok(scene.drawn(None, &state)?.into_response());
    }
    drop(tx);
    match done::next(&scene, &mut posted) {
        done::Next::Steps(steps) => scene.steps = steps,
        done::Next::Ask(transition, by) => return Ok(scene.drawn(Some((&transition, &by)), &FormState::default())?.into_response()),
        done::Next::Refused(refused) => {
            scene.places = PlaceLinks::of(studio.cases(), &refused.state, ctx.moment().wall).await;
            return Ok(scene.refused(&refused)?.into_response());
        }
    }
    Ok(scene.drawn(None, &FormState::default())?.into_response())
}

/// A play and who looks at it.
struct Scene<'a> {
    lists: &'a Lookups,
    places: PlaceLinks,
    ctx: &'a Ctx,
    opened: &'a Opened,
    compiled: &'a Compiled,
    /// Today for whoever tries; a test that is kept remembers it.
    starts_on: Date,
    steps: Vec<TestStep>,
}

/// A page, or an input form, that was refused.
struct Refused {
    /// The transition and who takes it, for an input form.
    action: Option<(Slug, Slug)>,
    page: String,
    answers: Answers,
    state: FormState,
}

impl Scene<'_> {
    fn play(&self) -> Rehearsal<'_> {
        Rehearsal::play(self.compiled, self.lists, tests_begin_on(Some(self.starts_on)), &self.steps)
    }

    fn refused(&self, refused: &Refused) -> Outcome<Html> {
        let play = self.play();
        let now = match &refused.action {
            None => self.page(&play.journey_with(&refused.answers), &refused.page, &refused.state),
            Some((transition, by)) => self.input(transition, by, &refused.answers, &refused.state, &play),
        };
        // an item was added, a list was searched: nothing is wrong
        self.around(&play, now, &refused.state, if refused.state.has_errors() { 422 } else { 200 })
    }

    /// What comes next; the input form of an action when one was chosen.
    fn drawn(&self, action: Option<(&Slug, &Slug)>, state: &FormState) -> Outcome<Html> {
        let play = self.play();
        let journey = play.journey();
        let now = match (action, play.case(), journey.first_to_do()) {
            (Some((transition, by)), ..) => self.input(transition, by, &Answers::default(), &FormState::default(), &play),
            (None, Some(_), _) => self.acts(&play),
            (None, None, Some(page)) => self.page(&journey, page, &journey.state(page)),
            (None, None, None) => html! {
                (ui::heading(None, "Tout est rempli"))
                p { "L’usager relit ses réponses, puis envoie sa demande." }
                (summary(&journey, None))
                (ui::button_row(ui::button_named(DO, "envoyer", "Envoyer la demande")))
            },
        };
        self.around(&play, now, state, if state.has_errors() { 422 } else { 200 })
    }

    fn links(&self) -> Links<'_> {
        Links { places: Some(self.places.links()), ..Links::NONE }
    }

    fn page(&self, journey: &Journey<'_>, page: &str, state: &FormState) -> Markup {
        html! {
            (first_button())
            (ui::fragment(QUESTIONS, edit_page(journey, page, state, self.links())))
            (ui::hidden(PAGE, page))
            (ui::button_row(ui::button_named(DO, "remplir", "Continuer")))
        }
    }

    fn input(&self, transition: &Slug, by: &Slug, answers: &Answers, state: &FormState, play: &Rehearsal<'_>) -> Markup {
        let found = self.compiled.workflow().transition(transition);
        let form = found.and_then(|found| self.compiled.input(found.input.as_ref()?));
        let today = Today { now: play.now() };
        html! {
            @if let Some(form) = form {
                @let journey = Journey::new(form, answers, self.lists, today, &expr::Values::new());
                (first_button())
                (ui::fragment(QUESTIONS, edit_page(&journey, INPUT_PAGE, state, self.links())))
            }
            (ui::hidden(TRANSITION, transition.as_str()))
            (ui::hidden(BY, by.as_str()))
            (ui::button_row(html! {
                (ui::button_named(DO, "agir", found.map_or("Continuer", |found| &found.label)))
                (ui::secondary_button_named(DO, "rien", "Ne pas le faire"))
            }))
        }
    }

    /// What people may do with the case, and the time.
    fn acts(&self, play: &Rehearsal<'_>) -> Markup {
        let definition = &self.opened.definition;
        let status = play.case().and_then(|case| definition.workflow.statuses.iter().find(|status| status.slug == case.state.status));
        let who = |by: &Slug| {
            definition.workflow.functions.iter().find(|function| function.slug == *by).map_or("L’usager", |function| &function.label)
        };
        html! {
            (ui::heading(Some("Demande envoyée"), status.map_or("", |status| &status.agent_label)))
            @if let Some(status) = status { p { "L’usager lit\u{a0}: «\u{a0}" (status.citizen_label) "\u{a0}». La suite se passe au guichet." } }
            @let offered = play.offered();
            @for connector in play.called() {
                @let label = told::connector(definition, connector);
                p {
                    (ui::secondary_button_named(DO, &format!("reponse:{connector}"), &format!("«\u{a0}{label}\u{a0}» répond")))
                    " " (ui::secondary_button_named(DO, &format!("echec:{connector}"), &format!("«\u{a0}{label}\u{a0}» ne répond pas")))
                }
            }
            @if play.is_blocked() { p { "La demande est bloquée\u{a0}: un agent réessaie, ou continue sans." } }
            @if offered.is_empty() { p { "Personne ne peut plus rien faire ici." } }
            @for (transition, by) in &offered {
                p { (ui::secondary_button_named(DO, &format!("action:{}:{by}", transition.slug), &format!("{}\u{a0}: {}", who(by), transition.label))) }
            }
            (ui::details("Faire passer du temps", html! {
                p.hint { "Il est le " (text::date_time(play.now())) "." }
                (ui::text_input(&Label::new("_jours", "Jours").optional(), "", TextKind::Number, Some(4)))
                (ui::text_input(&Label::new("_ouvres", "Jours ouvrés").optional(), "", TextKind::Number, Some(4)))
                (ui::button_row(ui::secondary_button_named(DO, "avancer", "Avancer l’horloge")))
            }))
            @if play.case().is_some_and(|case| case.state.waiting_since.is_some()) {
                p { (ui::secondary_button_named(DO, "completer", "L’usager envoie ce qui manquait")) }
            }
            @for by in play.awaited() {
                @for (value, given) in told::OPINIONS {
                    p { (ui::secondary_button_named(DO, &format!("avis:{value}:{by}"), &format!("{}\u{a0}: {}", who(by), told::opinion(given)))) }
                }
            }
        }
    }

    fn around(&self, play: &Rehearsal<'_>, now: Markup, state: &FormState, status: u16) -> Outcome<Html> {
        let (instance, work) = (self.ctx.instance()?, &self.opened.work.slug);
        let action = urls::of_work(instance, work, "essayer");
        let steps = serde_json::to_string(&self.steps).unwrap_or_default();
        let title = format!("Essayer – {}", self.opened.definition.title);
        let body = html! {
            (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier"), Link::new(urls::work(instance, work), &self.opened.definition.title)], "Essayer"))
            @if let Some(stopped) = play.stopped() {
                (ui::notice(Kind::Warning, "Cela n’est pas possible", html! { p { (stopped.why) } }))
            }
            (ui::live_form(&action, self.ctx.csrf(), None, true, QUESTIONS, html! {
                (ui::hidden(STEPS, &steps))
                (ui::hidden(DAY, &self.starts_on.to_string()))
                div.studio-bench {
                    section.studio-sheet aria-label="Ce que l’on fait" {
                        (now)
                        @if !self.steps.is_empty() {
                            (ui::button_row(html! {
                                (ui::secondary_button_named(DO, "reculer", "Revenir un pas en arrière"))
                                (ui::secondary_button_named(DO, "recommencer", "Recommencer"))
                            }))
                        }
                        @if play.case().is_some() { p { a href=(Part::Check.href(instance, work)) { "Vérifier et publier" } } }
                    }
                    aside.studio-told aria-label="Ce qui s’est passé" {
                        (told::all(&self.opened.definition, &self.steps, play))
                        @if !self.steps.is_empty() {
                            (ui::details("Garder comme essai", html! {
                                p.hint { "L’essai refera ces gestes à chaque publication, et vérifiera le statut et le dernier message." }
                                (ui::text_input(&Label::new(NAME, "Nom de l’essai").hint("Exemple : Une demande acceptée.").optional().state(state), state.value(NAME), TextKind::Text, None))
                                (ui::button_row(ui::secondary_button_named(DO, "garder", "Garder cet essai")))
                            }))
                        }
                    }
                }
            }))
        };
        Ok(Page::new(title, body).status(status).wide().module(Module::Live).module(Module::Combobox).module(Module::Map).into())
    }
}

/// Enter presses the first button of a form: let it be « Continuer », not « Retirer ».
fn first_button() -> Markup {
    html! { button.hidden type="submit" tabindex="-1" aria-hidden="true" { "Continuer" } }
}

fn today(ctx: &Ctx) -> Date {
    text::day(ctx.moment().now)
}

fn not_yet(ctx: &Ctx, opened: &Opened) -> Outcome<Html> {
    let check = Part::Check.href(ctx.instance()?, &opened.work.slug);
    let body = ui::notice(
        Kind::Info,
        "La démarche ne peut pas encore être essayée",
        html! { p { "Corrigez d’abord " a href=(check) { "ce qui est à revoir" } "." } },
    );
    Ok(shell::page(ctx, opened, Part::Tests, "Essayer", body)?.into())
}
