//! Going from one list to another.

use maud::{Markup, html};

use crate::{Icon, Link, icon};

/// The way down to this page; the last label is the page itself.
pub fn breadcrumb(links: &[Link], here: &str) -> Markup {
    html! {
        nav.breadcrumb aria-label="Fil d’Ariane" {
            ol {
                @for link in links { li { a href=(link.href) { (link.label) } } }
                li { span aria-current="page" { (here) } }
            }
        }
    }
}

/// Pages of a list read by key: only before and after are known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pages<'a> {
    /// Address of the page before.
    pub previous: Option<&'a str>,
    /// Address of the page after.
    pub next: Option<&'a str>,
}

/// Before and after; nothing when there is neither.
pub fn pagination(pages: Pages<'_>) -> Markup {
    html! {
        @if pages.previous.is_some() || pages.next.is_some() {
            nav.pagination aria-label="Pages de la liste" {
                @if let Some(href) = pages.previous { a.button.secondary href=(href) rel="prev" { (icon(Icon::ArrowLeft)) "Précédents" } }
                @if let Some(href) = pages.next { a.button.secondary.next href=(href) rel="next" { "Suivants" (icon(Icon::ArrowRight)) } }
            }
        }
    }
}

/// A view among several of the same thing.
#[derive(Clone, Copy, Debug)]
pub struct Tab<'a> {
    /// Address of the view.
    pub href: &'a str,
    /// Its name.
    pub label: &'a str,
    /// How many things it holds.
    pub count: Option<u64>,
    /// True for the view being read.
    pub current: bool,
}

/// Views as links: each is a page of its own.
pub fn tabs(label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for tab in tabs {
                    li { a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                        (tab.label) @if let Some(count) = tab.count { " " span.count { (count) } }
                    } }
                }
            }
        }
    }
}

/// A filter one may set or take away.
#[derive(Clone, Copy, Debug)]
pub struct Chip<'a> {
    /// Address of the list with the filter changed.
    pub href: &'a str,
    /// Its name.
    pub label: &'a str,
    /// True when it is set: the link then takes it away.
    pub active: bool,
}

/// Filters as links: the address of the page holds them all.
pub fn chips(label: &str, chips: &[Chip<'_>]) -> Markup {
    html! {
        nav.chips aria-label=(label) {
            ul {
                @for chip in chips {
                    li { a.active[chip.active] href=(chip.href) {
                        @if chip.active { (icon(Icon::X)) span.hidden { "Retirer le filtre " } }
                        (chip.label)
                    } }
                }
            }
        }
    }
}
