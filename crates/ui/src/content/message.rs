//! What one must not miss.

use maud::{Markup, html};

use crate::{Icon, icon};

/// Weight of a message; an icon and hidden words say it beside the colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Good to know.
    #[default]
    Info,
    /// It is done.
    Success,
    /// Take care.
    Warning,
    /// Something is lost, refused or broken.
    Danger,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Info => "Information",
            Self::Success => "Succès",
            Self::Warning => "Attention",
            Self::Danger => "Alerte",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Success => Icon::CircleCheck,
            Self::Warning => Icon::TriangleAlert,
            Self::Danger => Icon::OctagonAlert,
        }
    }
}

/// A message in the page.
pub fn notice(kind: Kind, title: &str, body: Markup) -> Markup {
    html! {
        div class={ "notice " (kind.class()) } {
            (icon(kind.icon()))
            div { p.notice-title { span.hidden { (kind.word()) "\u{a0}: " } (title) } (body) }
        }
    }
}

/// Warns two minutes before the session ends. `seconds` is what is left of it;
/// the script shows the message in time and lets it be closed.
pub fn session_warning(seconds: u32, extend_href: &str) -> Markup {
    html! {
        div.session-warning data-session=(seconds) hidden {
            div role="alert" {
                p { strong { "Votre session se termine dans 2\u{a0}minutes." } " Ce que vous avez écrit est gardé." }
            }
            div.buttons {
                a.button href=(extend_href) { "Rester connecté" }
                button.button.secondary type="button" data-dismiss { "Fermer" }
            }
        }
    }
}
