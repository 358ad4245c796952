//! The frame around a text as it will be read.

use ui::{Kind, Markup, html};
use workflow::Finding;

/// A text on a sample case.
pub(super) fn framed(text: Markup) -> Markup {
    html! {
        p.hint { "Aperçu, avec des réponses inventées." }
        div.studio-letter { (text) }
    }
}

/// Why there is nothing to show.
pub(super) fn not_yet(findings: &[Finding]) -> Markup {
    ui::notice(
        Kind::Info,
        "L’aperçu n’est pas encore possible",
        html! {
            @if findings.is_empty() { p { "Terminez ce texte et les questions de la démarche." } }
            ul { @for finding in findings { li { (finding.message) } } }
        },
    )
}
