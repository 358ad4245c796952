//! Where one is, and what comes next.

use maud::{Markup, html};

/// « Étape 2 sur 5 » with the title of the step; `n` counts from 1. The
/// heading of the page stays the page's own.
pub fn stepper(n: u32, total: u32, title: &str) -> Markup {
    html! {
        div.stepper {
            p { span.stepper-count { "Étape " (n) " sur " (total) } span.hidden { "\u{a0}: " } span.stepper-title { (title) } }
            span.stepper-bar aria-hidden="true" {
                @for step in 1..=total { span class=(step_class(step, n)) {} }
            }
        }
    }
}

fn step_class(step: u32, current: u32) -> &'static str {
    match step.cmp(&current) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "todo",
    }
}

/// « Comment ça marche »: numbered steps, each a title and a sentence.
pub fn steps(items: &[(&str, Markup)]) -> Markup {
    html! { ol.steps { @for (title, body) in items { li { p.step-title { (title) } div { (body) } } } } }
}

/// How much is done, of `max`.
pub fn progress(label: &str, value: u64, max: u64) -> Markup {
    let percent = (value.min(max) * 100).checked_div(max).unwrap_or(0);
    html! {
        div.progress {
            p { span { (label) } span.progress-value { (percent) "\u{a0}%" } }
            progress aria-label=(label) value=(value.min(max)) max=(max.max(1)) { (percent) "\u{a0}%" }
        }
    }
}
