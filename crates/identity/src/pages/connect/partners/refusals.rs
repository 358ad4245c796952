//! What a service was refused these last days, and what to do.

use kernel::text::date_time;
use ui::{Column, Markup, html};

use crate::store::client_errors::ClientError;

/// The most shown.
const SHOWN: usize = 20;

pub(super) fn section(errors: &[ClientError]) -> Markup {
    let rows: Vec<Vec<Markup>> = errors.iter().take(SHOWN).map(row).collect();
    ui::section(
        "Derniers refus",
        html! {
            @if rows.is_empty() { p { "Aucun refus depuis trente jours." } }
            @else { (ui::table("Derniers refus", &[Column::text("Date"), Column::text("Où"), Column::text("Que faire")], &rows)) }
        },
    )
}

fn row(error: &ClientError) -> Vec<Markup> {
    vec![
        html! { (date_time(error.at)) },
        html! { code { (error.endpoint.path()) } br; span.hint { (error.error) } },
        html! { (error.explanation()) },
    ]
}
