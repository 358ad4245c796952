//! What a case says beyond the version that it follows now.

use forms::Journey;
use ui::{Markup, Row, html};

use super::files::Files;
use crate::{Cases, former::Former, store::cases::CaseRow};

/// The answers to questions that are gone, and the questions that came since the
/// case was sent; nothing for a case that never changed version.
pub(super) fn changed(cases: &Cases, row: &CaseRow, former: &[Former], now: &Journey<'_>, files: &Files<'_>) -> Markup {
    if former.is_empty() {
        return html! {};
    }
    let kept = cases.kept_answers(former, now, row, &|file| files.shown(file));
    let unanswered: Vec<Row> = forms::unanswered(now).into_iter().map(|field| Row::text(&field.field().label, "Sans réponse")).collect();
    html! {
        @if !kept.is_empty() {
            (ui::section("Réponses à des questions retirées", html! {
                p.hint { "Ces questions ont été retirées ou changées depuis l’envoi. L’usager y avait répondu." }
                (ui::summary_list(&kept))
            }))
        }
        @if !unanswered.is_empty() {
            (ui::section("Questions ajoutées depuis l’envoi", html! {
                p.hint { "Elles n’ont pas été posées à l’usager." }
                (ui::summary_list(&unanswered))
            }))
        }
    }
}
