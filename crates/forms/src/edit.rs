//! Drawing a page to fill in.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value as Json;

use crate::{CompiledField, EditCtx, Journey, Proof, action::SHOWN, group::Env, markdown};

mod choices;
mod lookup;
mod parts;
mod places;
mod repeat;
mod simple;

pub(crate) use choices::{acceptance, checkboxes, radios, ranks, select};
pub(crate) use lookup::lookup;
pub(crate) use parts::identity;
pub(crate) use places::{address, place};
pub(crate) use repeat::{block, table};
pub(crate) use simple::{date, date_below, files, line, textarea};

/// Said beside a value that comes from the citizen's account.
const PREFILLED: &str = "Depuis votre compte. Vous pouvez corriger.";
/// Said beside a certified value, after who vouches for it.
const LOCKED: &str = "Cette réponse ne se change pas ici.";

/// The addresses that a page needs, and what its caller tells of its questions; the caller owns all addresses.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// Where words are searched in the list of this name, among what depends on
    /// this parent, for a field that suggests.
    pub suggest: &'a dyn Fn(&str, Option<&str>) -> Option<String>,
    /// How the file of this identifier is shown.
    pub file: &'a dyn Fn(&str) -> FileLink,
    /// What is told above the question of this name, for who writes the form.
    pub above: &'a dyn Fn(&str) -> Option<String>,
    /// How addresses and places are found; they are typed by hand otherwise.
    pub places: Option<Places<'a>>,
}

/// How addresses and places are found.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Address that completes the words of `q`, as [`ui::Suggest`] has it.
    pub search: &'a str,
    /// The map on which a place is shown.
    pub map: ui::MapLinks<'a>,
    /// What words that were not enough may mean, for who has no script.
    pub meant: &'a BTreeMap<String, Vec<Found>>,
}

/// A place that words may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// « 24 Rue Pizay, 69001 Lyon ».
    pub label: String,
    /// INSEE code of its commune.
    pub commune: String,
    /// Latitude in degrees (WGS 84).
    pub lat: f64,
    /// Longitude in degrees (WGS 84).
    pub lon: f64,
}

/// How a file received is shown.
#[derive(Default)]
pub struct FileLink {
    /// Where it is read again, when it may be.
    pub href: Option<String>,
    /// What is to be known of it.
    pub note: Option<&'static str>,
}

impl Links<'_> {
    /// No suggestion, no reading again, no map.
    pub const NONE: Links<'static> =
        Links { suggest: &|_, _| None, file: &|_| FileLink { href: None, note: None }, above: &|_| None, places: None };
}

/// The questions of a page, with its heading, its errors and its introduction. The
/// form tag and the buttons are the caller's. A page of one question has it as its heading.
///
/// The journey must be made with the answers of the last [`crate::Outcome`].
pub fn edit_page(journey: &Journey<'_>, slug: &str, state: &ui::FormState, links: Links<'_>) -> Markup {
    let Some(stage) = journey.stage(slug) else { return html! {} };
    let over = journey.step(slug).filter(|(_, of)| *of > 1).map(|(step, of)| format!("Étape {step} sur {of}"));
    let asked: Vec<&CompiledField> = stage.visible().map(|(field, _)| field).filter(|field| is_asked(journey, field)).collect();
    let is_single = asked.len() == 1 && stage.visible().count() == 1 && stage.page.intro.is_none() && asked[0].kind.takes_heading();
    html! {
        (ui::error_summary(state))
        @if is_single { @if let Some(over) = &over { p.over { (over) } } } @else { (ui::heading(over.as_deref(), &stage.page.title)) }
        @if let Some(intro) = &stage.page.intro { (markdown(intro)) }
        @if asked.len() > 1 { (ui::required_note()) }
        @for (field, settled) in stage.visible() {
            @let answer = settled.answer.as_deref().unwrap_or(&Json::Null);
            @if let Some(told) = (links.above)(field.slug()) { p.hint.above { (told) } }
            @match journey.answers.proof(field.slug()) {
                Some(proof) => (locked(journey, field, answer, proof, state)),
                None => (one(journey, field, answer, state, links, is_single)),
            }
        }
        @for field in &asked { (ui::hidden(SHOWN, field.slug())) }
    }
}

/// Whether the page asks a question: what is certified is shown only.
fn is_asked(journey: &Journey<'_>, field: &CompiledField) -> bool {
    field.kind.is_asked() && journey.answers.proof(field.slug()).is_none()
}

/// A value that somebody vouches for: a text, with its source, and the author's rule that it breaks.
fn locked(journey: &Journey<'_>, field: &CompiledField, answer: &Json, proof: &Proof, state: &ui::FormState) -> Markup {
    let value = html! {
        (field.kind.show(answer, journey.env.lookups))
        p.hint { (proof.text()) ". " (LOCKED) }
        @if let Some(error) = state.error(field.slug()) { p.error { span.hidden { "Erreur\u{a0}: " } (error) } }
    };
    html! { div id=(field.slug()) { (ui::summary_list(&[ui::Row::new(&field.field.label, value)])) } }
}

/// One question of a page.
fn one(journey: &Journey<'_>, field: &CompiledField, answer: &Json, state: &ui::FormState, links: Links<'_>, is_heading: bool) -> Markup {
    let known = journey.is_of_account(field).then_some(PREFILLED);
    let hints: Vec<&str> = field.field.hint.as_deref().into_iter().chain(known).collect();
    let hint = hints.join(" ");
    field.with_ctx(field.slug(), answer, journey.env, &journey.values, |ctx| {
        field.kind.edit(&EditCtx { field: *ctx, hint: Some(hint.as_str()).filter(|hint| !hint.is_empty()), state, links, is_heading })
    })
}

/// The question inside an item of a block.
fn inside(ctx: &EditCtx<'_>, field: &CompiledField, name: &str, answer: &Json, values: &expr::Values) -> Markup {
    field.with_ctx(name, answer, Env::of(&ctx.field), values, |field_ctx| {
        field.kind.edit(&EditCtx {
            field: *field_ctx,
            hint: field.field.hint.as_deref(),
            state: ctx.state,
            links: ctx.links,
            is_heading: false,
        })
    })
}

/// What names the field and says how to fill it.
fn label<'a>(ctx: &'a EditCtx<'_>) -> ui::Label<'a> {
    ui::Label {
        name: ctx.field.name,
        label: ctx.field.label,
        hint: ctx.hint,
        error: ctx.state.error(ctx.field.name),
        required: ctx.field.required,
        depends: false,
        autocomplete: None,
        page_heading: ctx.is_heading,
    }
}

/// A legend around several inputs, with the heading and the mention « facultatif » where they are due.
fn group(ctx: &EditCtx<'_>, body: Markup) -> Markup {
    let legend = if ctx.field.required { ctx.field.label.to_owned() } else { format!("{} (facultatif)", ctx.field.label) };
    ui::fieldset(ctx.field.name, &legend, ctx.hint, ctx.state.error(ctx.field.name), body)
}
