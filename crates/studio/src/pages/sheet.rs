//! The editor of each place of a document: its inputs, and the edits that they ask for.

mod automation;
mod beside;
mod clock;
mod closed;
mod connector;
mod datum;
mod document;
mod effect;
mod effects;
mod field;
mod function;
mod input;
mod letter;
mod list;
mod message;
mod moment;
mod named;
mod page;
mod presentation;
mod processing;
pub(super) mod reading;
mod sample;
pub(super) mod settings;
mod status;
#[cfg(test)]
mod tests;
mod transition;
pub(super) mod words;

use authoring::{Edit, Group, Place};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use definition::Definition;
use kernel::{Problem, Slug};
use serde::Deserialize;
use ui::{FormState, Kind, Markup, Module, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};
use workflow::Finding;

use super::{
    described::Around,
    shell::{self, EDIT, Part, SEEN},
    urls,
};
use crate::{
    Studio,
    keep::{self, Kept, Opened},
    store::comments::{self, Comment},
};

/// The editor of one place.
pub(super) trait Sheet: Send + Sync {
    /// What it edits, as a title.
    fn title(&self, of: &Definition) -> String;

    /// The part of the work it belongs to.
    fn part(&self) -> Part;

    /// What stands in its inputs when nothing was typed yet.
    fn typed(&self, of: &Definition) -> FormState;

    /// Its inputs.
    fn inputs(&self, of: &Definition, state: &FormState) -> Markup;

    /// What the author asks for; nothing when something she typed is wrong: the state says what.
    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>>;

    /// What else can be done about the place, in forms of its own, under the inputs.
    fn beside(&self, _view: &View<'_>) -> Option<Markup> {
        None
    }

    /// Where something like it is added next.
    fn next(&self, _view: &View<'_>) -> Option<String> {
        None
    }

    /// The page of the form that shows what it edits.
    fn preview(&self) -> Option<String> {
        None
    }

    /// What the citizen will read, made from what stands in the inputs.
    fn shown(&self, _of: &Definition, _state: &FormState) -> Option<Markup> {
        None
    }

    /// Whether there is anything to type.
    fn has_inputs(&self) -> bool {
        true
    }
}

/// What a sheet may look at to draw itself.
pub(super) struct View<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) opened: &'a Opened,
    pub(super) comments: &'a [Comment],
}

impl View<'_> {
    pub(super) fn definition(&self) -> &Definition {
        &self.opened.definition
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
    place: String,
}

impl Asked {
    fn place(&self) -> Outcome<Place> {
        self.place.parse().map_err(|_| Problem::NotFound.into())
    }
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let comments = comments::of(&mut tx, &asked.work).await?;
    let place = asked.place()?;
    let around = Around::read(&studio, &mut tx, &place).await?;
    let sheet = list::of(&opened.definition, &place, &around).ok_or(Problem::NotFound)?;
    let state = sheet.typed(&opened.definition);
    let said = match ctx.uri().query() {
        Some(KEPT) => Said::Kept,
        Some(ADDED) => Said::Added,
        _ => Said::Nothing,
    };
    let view = View { ctx: &ctx, opened: &opened, comments: &comments };
    drawn(&view, &place, &*sheet, &state, said)
}

/// What the address says once a change is kept.
const KEPT: &str = "fait=oui";
/// The same, once it was added: it may be left as it is.
pub(super) const ADDED: &str = "fait=ajout";
/// The value of the button that keeps what was typed; any other draws the page again.
pub(super) const KEEP: &str = "garder";
/// The value of the button that keeps what was typed, then goes on to something new.
const KEEP_AND_ADD: &str = "garder-et-ajouter";
/// What depends on what is typed: other inputs, or the text as it will be read.
const INPUTS: &str = "champs";
const TEXT: &str = "apercu";

/// Keeps what was typed, does what a small button says, or shows the page again with one line more.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let place = asked.place()?;
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let comments = comments::of(&mut tx, &asked.work).await?;
    let typed = posted.state();
    let mut state = typed.clone();
    words::insert(&mut state);
    let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
    let around = Around::read(&studio, &mut tx, &place).await?;
    let Some(sheet) = list::of(&opened.definition, &place, &around) else { return Ok(gone(&ctx, &opened)?.into_response()) };
    let edits = match posted.value(EDIT) {
        "" if ![KEEP, KEEP_AND_ADD].contains(&posted.value("faire")) => None,
        "" => sheet.read(&opened.definition, &typed, &mut state),
        small => serde_json::from_str::<Edit>(small).ok().map(|edit| vec![edit]),
    };
    let view = View { ctx: &ctx, opened: &opened, comments: &comments };
    let Some(edits) = edits else {
        return Ok(drawn(&view, &place, &*sheet, &state, Said::Typed)?.into_response());
    };
    match keep::edit(&mut tx, &ctx, &asked.work, seen, &edits).await? {
        Kept::Done => {
            tx.commit().await?;
            if let Some(next) = sheet.next(&view).filter(|_| posted.value("faire") == KEEP_AND_ADD) {
                return Ok(redirect(&next));
            }
            // a place that an edit moved or removed is followed to where it stands now
            let small = edits.last().filter(|_| !posted.value(EDIT).is_empty());
            Ok(redirect(&match small.map(|edit| authoring::place(edit, &opened.definition)) {
                Some(next) => urls::done(&urls::place(&instance, &asked.work, &next), opened.work.version + 1),
                None => format!("{}?{KEPT}", urls::place(&instance, &asked.work, &place)),
            }))
        }
        Kept::Refused(message) => {
            state.add_error("", message);
            Ok(drawn(&view, &place, &*sheet, &state, Said::Typed)?.into_response())
        }
        Kept::Overtaken(now) => {
            let view = View { opened: &now, ..view };
            Ok(drawn(&view, &place, &*sheet, &state, Said::Overtaken)?.into_response())
        }
    }
}

/// What the top of the page says.
#[derive(PartialEq, Eq)]
enum Said {
    Nothing,
    /// What stands in the inputs was typed, and is not kept.
    Typed,
    Kept,
    Added,
    Overtaken,
}

impl Said {
    fn is_unsaved(&self) -> bool {
        matches!(self, Self::Typed | Self::Overtaken)
    }
}

fn drawn(view: &View<'_>, place: &Place, sheet: &dyn Sheet, state: &FormState, said: Said) -> Outcome<Html> {
    let (ctx, opened) = (view.ctx, view.opened);
    let instance = ctx.instance()?;
    let action = urls::place(instance, &opened.work.slug, place);
    let title = sheet.title(view.definition());
    let shown = sheet.shown(view.definition(), state);
    let live = if shown.is_some() { TEXT } else { INPUTS };
    let back = sheet.part().href(instance, &opened.work.slug);
    let body = html! {
        div.studio-bench {
            section.studio-sheet data-unsaved[said.is_unsaved()] {
                (ways_back(view, place, &back)?)
                (ui::error_summary(state))
                h2 { (title) }
                (told(&said, view, sheet))
                (findings(&opened.definition, place))
                @if sheet.has_inputs() {
                    (ui::live_form(&action, ctx.csrf(), None, false, live, html! {
                        (shell::seen(opened))
                        (pressed_by_enter())
                        (ui::fragment(INPUTS, sheet.inputs(view.definition(), state)))
                        @if said.is_unsaved() { p.hint { "Ce que vous avez écrit n’est pas encore enregistré." } }
                        (ui::button_row(html! {
                            (ui::button_named("faire", KEEP, "Enregistrer"))
                            @if sheet.next(view).is_some() { (ui::secondary_button_named("faire", KEEP_AND_ADD, "Enregistrer et ajouter une question")) }
                        }))
                    }))
                }
                @if let Some(beside) = sheet.beside(view) {
                    (ui::form(&action, ctx.csrf(), None, false, html! { (shell::seen(opened)) (beside) }))
                }
                (super::comments::about(ctx, opened, place, view.comments)?)
            }
            @if let Some(page) = sheet.preview() { (preview(view, &page)?) }
            @if let Some(shown) = shown { aside.studio-preview id=(TEXT) aria-label="Aperçu" { (shown) } }
        }
    };
    let status = if said == Said::Overtaken {
        409
    } else if state.has_errors() {
        422
    } else {
        200
    };
    Ok(shell::page(ctx, opened, sheet.part(), &title, body)?.module(Module::Live).status(status).into())
}

/// The first button of the form, which the Enter key presses: without it she would move or choose something.
fn pressed_by_enter() -> Markup {
    html! { button.hidden type="submit" name="faire" value=(KEEP) tabindex="-1" aria-hidden="true" { "Enregistrer" } }
}

/// To the part, and to what is around the place when it has an editor.
fn ways_back(view: &View<'_>, place: &Place, whole: &str) -> Outcome<Markup> {
    let (instance, work) = (view.ctx.instance()?, &view.opened.work.slug);
    let sheet_of = |place: &Place| list::of(view.definition(), place, &Around::default());
    let above = place.parent().and_then(|parent| sheet_of(&parent).map(|sheet| (parent, sheet.title(view.definition()))));
    Ok(html! {
        p {
            a href=(whole) { "Revenir à l’ensemble" }
            @if let Some((place, title)) = above { " › " a href=(urls::place(instance, work, &place)) { (title) } }
            @if let Some((href, next)) = next_page(view, place)? { " · " a href=(href) { (next) } }
        }
    })
}

/// After the last question of a page: the page that follows, or where to add one.
fn next_page(view: &View<'_>, place: &Place) -> Outcome<Option<(String, String)>> {
    let Place::Field(at) = place else { return Ok(None) };
    let pages = &view.definition().form.pages;
    let here =
        pages.iter().position(|page| at.group == Group::page(&*page.slug) && page.fields.last().is_some_and(|last| last.slug == at.slug));
    let Some(here) = here else { return Ok(None) };
    let (instance, work) = (view.ctx.instance()?, &view.opened.work.slug);
    Ok(Some(match pages.get(here + 1) {
        Some(next) => (urls::place(instance, work, &Place::Page(next.slug.clone())), format!("Page suivante\u{a0}: {}", next.title)),
        None => (format!("{}#{}", urls::work(instance, work), ui::field_id("titre")), "Ajouter une page".to_owned()),
    }))
}

fn told(said: &Said, view: &View<'_>, sheet: &dyn Sheet) -> Markup {
    let opened = view.opened;
    match said {
        Said::Nothing | Said::Typed => html! {},
        Said::Kept => ui::notice(Kind::Success, "C’est enregistré", html! {}),
        Said::Added => ui::notice(
            Kind::Success,
            "La question est ajoutée",
            html! { p { "Précisez-la ci-dessous, ou " @if let Some(next) = sheet.next(view) { a href=(next) { "ajoutez la question suivante" } } "." } },
        ),
        Said::Overtaken => ui::notice(
            Kind::Warning,
            "Quelqu’un d’autre a modifié la même chose",
            html! {
                p { (opened.work.changed_by) " l’a modifiée le " (kernel::text::date_time(opened.work.changed_at)) ". Ce que vous avez écrit est toujours ci-dessous, mais n’est pas enregistré." }
                p { "Enregistrez pour remplacer sa version, ou revenez à l’ensemble pour laisser la sienne." }
            },
        ),
    }
}

/// What keeps this place from being published, or could be better.
fn findings(definition: &Definition, place: &Place) -> Markup {
    let here: Vec<Finding> =
        definition::lint(definition).into_iter().filter(|finding| authoring::of_finding(&finding.path).as_ref() == Some(place)).collect();
    html! {
        @if !here.is_empty() {
            (ui::notice(Kind::Warning, "À revoir avant de publier", html! { ul { @for finding in &here { li { (authoring::in_words(definition, Some(place), &finding.message)) } } } }))
        }
    }
}

/// The citizen's page beside, as on a phone or on a computer.
pub(super) fn preview(view: &View<'_>, page: &str) -> Outcome<Markup> {
    let (instance, work) = (view.ctx.instance()?, &view.opened.work.slug);
    let (href, whole) = (urls::preview(instance, work, page), urls::of_work(instance, work, "essayer"));
    Ok(html! {
        aside.studio-preview aria-label="Aperçu de la page" {
            p.hint { "Ce que voit l’usager. " a href=(whole) { "Essayer la démarche" } }
            iframe.phone src=(href) title="Aperçu de la page" loading="lazy" {}
        }
    })
}

fn gone(ctx: &Ctx, opened: &Opened) -> Outcome<Html> {
    let body = ui::notice(
        Kind::Warning,
        "Cette partie n’existe plus",
        html! { p { "Quelqu’un l’a supprimée ou déplacée. Rien n’a été changé." } },
    );
    Ok(shell::page(ctx, opened, Part::Form, "Cette partie n’existe plus", body)?.status(409).into())
}
