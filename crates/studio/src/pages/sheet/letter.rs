//! The frame around a text as it will be read.

use definition::Definition;
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
pub(super) fn not_yet(of: &Definition, findings: &[Finding]) -> Markup {
    ui::notice(
        Kind::Info,
        "L’aperçu n’est pas encore possible",
        html! {
            @if findings.is_empty() { p { "Terminez ce texte et les questions de la démarche." } }
            ul { @for finding in findings { li { (authoring::in_words(of, authoring::of_finding(&finding.path).as_ref(), &finding.message)) } } }
        },
    )
}
