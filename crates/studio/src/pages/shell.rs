//! What surrounds every page of a work: where one is, its parts, undoing.

use db::InstanceKey;
use kernel::Slug;
use ui::{Link, Markup, Module, Page, Tab, html};
use web::{Ctx, Outcome};

use super::urls;
use crate::keep::Opened;

/// The name of the field that tells which version the author saw.
pub(super) const SEEN: &str = "vu";
/// The name of the field, or of the button, that holds an edit.
pub(super) const EDIT: &str = "edit";

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
            (ui::heading(Some("Atelier"), name))
            (turns(ctx, opened)?)
        }
        (ui::tabs("Parties de la démarche", &tabs))
        (body)
    };
    Ok(Page::new(format!("{title} – {name}"), body).wide().with_frames().module(Module::Studio))
}

/// Undoing and doing again, and when the work was last kept.
fn turns(ctx: &Ctx, opened: &Opened) -> Outcome<Markup> {
    let action = Part::History.href(ctx.instance()?, &opened.work.slug);
    Ok(html! {
        div.studio-turns {
            p.hint { "Enregistré le " (kernel::text::date_time(opened.work.changed_at)) " par " (opened.work.changed_by) "." }
            (ui::form(&action, ctx.csrf(), None, false, html! {
                (seen(opened))
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
