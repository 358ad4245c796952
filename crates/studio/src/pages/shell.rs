//! What surrounds every page of a work: where one is, its parts, undoing.

use db::{InstanceKey, Stage};
use kernel::Slug;
use ui::{Kind, Link, Markup, Module, Page, Tab, html};
use web::{Ctx, Outcome};

use super::{help, urls};
use crate::keep::Opened;

/// The name of the field that tells which version the author saw.
pub(super) const SEEN: &str = "vu";
/// The name of the field, or of the button, that holds an edit.
pub(super) const EDIT: &str = "edit";

/// The name of the field that tells where she was when she went back a step.
pub(super) const BACK: &str = "retour";

/// The parts of a work, as tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Form,
    Workflow,
    Texts,
    Settings,
    Tests,
    Check,
    History,
}

impl Part {
    const ALL: [Self; 7] = [Self::Form, Self::Workflow, Self::Texts, Self::Settings, Self::Tests, Self::Check, Self::History];

    /// The end of its address.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Form => "",
            Self::Workflow => "circuit",
            Self::Texts => "textes",
            Self::Settings => "reglages",
            Self::Tests => "essais",
            Self::Check => "verifier",
            Self::History => "historique",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Form => "Formulaire",
            Self::Workflow => "Traitement",
            Self::Texts => "Messages et documents",
            Self::Settings => "Réglages",
            Self::Tests => "Essais",
            Self::Check => "Vérifier et publier",
            Self::History => "Historique",
        }
    }

    /// The part whose address ends so.
    pub(super) fn of_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.path() == path)
    }

    /// Its address.
    pub(super) fn href(self, instance: &InstanceKey, work: &Slug) -> String {
        match self {
            Self::Form => urls::work(instance, work),
            part => urls::of_work(instance, work, part.path()),
        }
    }
}

/// A page of a work: its surroundings, then `body`.
///
/// # Errors
/// When whoever asks is no agent.
pub(super) fn page(ctx: &Ctx, opened: &Opened, part: Part, title: &str, body: Markup) -> Outcome<Page> {
    let instance = ctx.instance()?;
    let work = &opened.work.slug;
    let name = if opened.definition.title.is_empty() { "Sans titre" } else { &opened.definition.title };
    let links: Vec<(Part, String)> = Part::ALL.iter().map(|one| (*one, one.href(instance, work))).collect();
    let tabs: Vec<Tab<'_>> = links.iter().map(|(one, href)| Tab { label: one.label(), href, count: None, current: *one == part }).collect();
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier")], name))
        div.studio-head {
            (ui::heading(None, name))
            (turns(ctx, opened, part)?)
        }
        (ui::tabs("Parties de la démarche", &tabs))
        @if is_new(ctx, opened) { (done(ctx, opened, part)?) }
        (body)
    };
    // the layout adds whose space it is
    let space = if instance.stage == Stage::Test { " – Espace de test" } else { "" };
    Ok(Page::new(format!("{title} – {name}{space}"), body).wide().with_frames().module(Module::Studio))
}

/// Whether the page follows at once what made this version: nobody did anything since.
fn is_new(ctx: &Ctx, opened: &Opened) -> bool {
    ctx.uri().query() == Some(&urls::made(opened.work.version))
}

/// What was just done, and the button that takes it back.
fn done(ctx: &Ctx, opened: &Opened, part: Part) -> Outcome<Markup> {
    let (action, said) = (Part::History.href(ctx.instance()?, &opened.work.slug), &opened.work.said);
    Ok(html! {
        div.studio-done {
            (ui::notice(Kind::Success, said, ui::form(&action, ctx.csrf(), None, false, html! {
                (seen(opened))
                (ui::hidden(BACK, part.path()))
                button.button.secondary.small type="submit" name="faire" value="annuler" { "Annuler" span.hidden { "\u{a0}: " (said) } }
            })))
        }
    })
}

/// Undoing and doing again, and when the work was last kept.
fn turns(ctx: &Ctx, opened: &Opened, part: Part) -> Outcome<Markup> {
    let action = Part::History.href(ctx.instance()?, &opened.work.slug);
    Ok(html! {
        div.studio-turns {
            p.hint {
                "Enregistré le " (kernel::text::date_time(opened.work.changed_at)) " par " (opened.work.changed_by) ". "
                (help::link(ctx.instance()?))
            }
            (ui::form(&action, ctx.csrf(), None, false, html! {
                (seen(opened))
                (ui::hidden(BACK, part.path()))
                (ui::button_row(html! {
                    (ui::secondary_button_named("faire", "annuler", "Annuler la dernière action"))
                    (ui::secondary_button_named("faire", "refaire", "Refaire"))
                }))
            }))
        }
    })
}

/// The version that the author sees, for her forms.
pub(super) fn seen(opened: &Opened) -> Markup {
    ui::hidden(SEEN, &opened.work.version.to_string())
}
