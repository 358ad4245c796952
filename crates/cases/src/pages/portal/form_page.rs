//! A page of a form, drawn the same before and after its draft exists.

use db::InstanceKey;
use definition::Compiled;
use expr::Today;
use forms::{Answers, CompiledPage, FileLink, Journey, Links, Lookups, edit_page};
use kernel::{Slug, id::DraftId};
use territory::addresses::OSM_NOTICE;
use ui::{FormState, Kind, Link, Markup, Module, Page, button, button_row, hidden, html, notice, secondary_button_named};
use web::Ctx;

use super::{data_notice::data_notice, urls};
use crate::{
    PlaceLinks,
    citizen::certified,
    filing::outer_values,
    model::{Channel, Verdict},
};

/// The hidden field that tells what the page knew when it was shown.
pub(super) const SEEN: &str = "_seen";
/// The hidden field of a page opened from the summary: she goes back there.
pub(super) const CHANGING: &str = "_modifier";
/// The button that saves and leaves.
pub(super) const LATER: &str = "_plus_tard";
/// Its value from whoever knows that some answers are not kept.
const SURE: &str = "sans";

/// Whether she asked to go on and the page came back: not to add or remove something.
pub(super) fn asked_to_go_on(posted: &web::Posted) -> bool {
    posted.value("_action").is_empty() && !posted.values().keys().any(|name| name.starts_with("_remove."))
}

/// Whether she asked to save and leave, and whether she knows what is not kept.
pub(super) fn asked_to_leave(posted: &web::Posted) -> Option<bool> {
    Some(posted.value(LATER)).filter(|asked| !asked.is_empty()).map(|asked| asked == SURE)
}

/// The part of the page that depends on its answers.
const QUESTIONS: &str = "questions";

/// Where a citizen is in a form: what it may read besides its answers is
/// who is asked, and what she may read of herself.
pub(super) fn journey<'a>(lists: &'a Lookups, ctx: &Ctx, authority: &Slug, compiled: &'a Compiled, answers: &'a Answers) -> Journey<'a> {
    let extra = outer_values(ctx.person(), Channel::Web, authority);
    Journey::for_citizen(compiled.form(), answers, lists, Today { now: ctx.moment().now }, &extra, &certified(ctx.person()))
}

/// What surrounds the questions of a page.
pub(super) struct Frame<'a> {
    /// Where the page is posted.
    pub action: String,
    /// The key of the draft to come.
    pub key: Option<&'a str>,
    /// The draft, once there is one.
    pub draft: Option<DraftId>,
    /// The instance whose lists are searched.
    pub instance: &'a InstanceKey,
    /// Whether a file is not examined yet.
    pub is_waiting: &'a dyn Fn(&str) -> bool,
    /// The page before.
    pub back: Link,
    /// What the page knows of its answers ([`super::received::seen`]).
    pub seen: String,
    /// Whether she came from the summary.
    pub changing: bool,
    /// Whether the page was saved elsewhere since it was shown.
    pub overtaken: bool,
    /// Whether an answer brought more questions on the page.
    pub more: bool,
    /// Whether she wants to leave though something typed cannot be kept.
    pub leaving: bool,
    /// How places are found.
    pub places: PlaceLinks,
    /// Who answers for the personal data.
    pub authority: &'a str,
}

/// The page, with what was typed in it.
pub(super) fn page(
    ctx: &Ctx,
    compiled: &Compiled,
    journey: &Journey<'_>,
    page: &CompiledPage,
    state: &FormState,
    frame: Frame<'_>,
) -> Page {
    let body = html! {
        @if frame.overtaken { (overtaken()) }
        @if frame.leaving { (unkept()) }
        @if frame.more && !state.has_errors() { (notice(Kind::Info, "Il reste des questions sur cette page.", html! {})) }
        (form(ctx, journey, page, state, &frame))
        @if let Some(draft) = frame.draft { p { a href=(urls::erasing(draft)) { "Supprimer ce brouillon" } } }
        (data_notice(compiled, frame.authority))
        // the streets by which a place is understood come from there (ODbL 1.0, §4.3)
        @if page.asks_where() { p.hint { (OSM_NOTICE) } }
    };
    let status = match () {
        () if frame.overtaken => 409,
        () if state.has_errors() => 422,
        () => 200,
    };
    let shown = Page::new(title(journey, page, &compiled.about().title), body).status(status).back(frame.back.href, frame.back.label);
    modules(page).into_iter().fold(shown, Page::module)
}

/// « Le lieu, étape 2 sur 4 – Demander un acte »: a title of its own for each page.
fn title(journey: &Journey<'_>, page: &CompiledPage, teleservice: &str) -> String {
    let step = journey.step(&page.slug).map(|(step, of)| format!(", étape {step} sur {of}")).unwrap_or_default();
    format!("{}{step} – {teleservice}", page.title)
}

fn overtaken() -> Markup {
    notice(
        Kind::Warning,
        "Vous avez changé cette page dans un autre onglet.",
        html! { p { "Ce que vous venez d’écrire est encore ici, mais n’est pas enregistré. Vérifiez, puis continuez." } },
    )
}

/// She leaves, and something that she typed cannot be kept as it is.
fn unkept() -> Markup {
    notice(
        Kind::Warning,
        "Certaines réponses ne sont pas enregistrées.",
        html! { p { "Corrigez-les ci-dessous, ou finissez plus tard sans elles. Les autres sont enregistrées." } },
    )
}

fn form(ctx: &Ctx, journey: &Journey<'_>, page: &CompiledPage, state: &FormState, frame: &Frame<'_>) -> Markup {
    let suggest = |list: &str, parent: Option<&str>| Some(urls::suggestions(frame.instance, list, parent));
    let file = |id: &str| match (frame.is_waiting)(id) {
        true => FileLink { href: None, note: Verdict::Waiting.words() },
        false => FileLink { href: frame.draft.map(|draft| urls::draft_file(draft, id)), note: None },
    };
    let questions = ui::fragment(
        QUESTIONS,
        edit_page(journey, &page.slug, state, Links { suggest: &suggest, file: &file, places: Some(frame.places.links()), ..Links::NONE }),
    );
    let body = html! {
        // Enter presses the first button of a form: let it be « Continuer », not « Retirer »
        button.hidden type="submit" tabindex="-1" aria-hidden="true" { "Continuer" }
        (hidden(SEEN, &frame.seen))
        @if frame.changing { (hidden(CHANGING, "1")) }
        (questions)
        (button_row(html! {
            (button("Continuer"))
            @if frame.leaving { (secondary_button_named(LATER, SURE, "Finir plus tard sans ces réponses")) }
            @else { (secondary_button_named(LATER, "1", "Enregistrer et finir plus tard")) }
        }))
    };
    match page.is_live() {
        true => ui::live_form(&frame.action, ctx.csrf(), frame.key, page.takes_files(), QUESTIONS, body),
        false => ui::form(&frame.action, ctx.csrf(), frame.key, page.takes_files(), body),
    }
}

/// The scripts that the page gains from.
fn modules(page: &CompiledPage) -> Vec<Module> {
    let has_lists = page.fields().iter().any(|field| !field.kind().lists().is_empty());
    let wanted = [
        (page.is_live(), Module::Live),
        (page.takes_files(), Module::Photo),
        (has_lists || page.asks_where(), Module::Combobox),
        (page.asks_where(), Module::Map),
    ];
    wanted.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, module)| module).collect()
}
