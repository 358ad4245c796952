//! What a service declares of itself, and what it was refused lately.

use kernel::text::date_time;
use ui::{Column, Markup, Row, html};

use crate::{
    model::{client::Client, partner::declaration::Declaration},
    store::client_errors::ClientError,
};

/// The most refusals shown.
const SHOWN: usize = 10;

/// Its addresses, its way of proving who it is, its data.
pub(super) fn declared(client: &Client, declared: &Declaration) -> Markup {
    let said = declared.lines();
    let rows: Vec<Row> = said
        .iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(what, lines)| Row::new(*what, html! { @for line in lines { div { (line) } } }))
        .collect();
    let needs: Vec<Vec<Markup>> = declared.needs.iter().map(|need| vec![html! { (need.datum.label()) }, html! { (need.why) }]).collect();
    html! {
        (ui::section("Le service", html! {
            (ui::summary_list(&[Row::new("client_id", html! { code { (client.id) } }), Row::text("État", client.stage.label())]))
            (ui::summary_list(&rows))
        }))
        @if !needs.is_empty() { (ui::section("Données", ui::table("Données", &[Column::text("Donnée"), Column::text("Raison")], &needs))) }
    }
}

/// The last refusals, with what its developer should do.
pub(super) fn refusals(errors: &[ClientError]) -> Markup {
    let rows: Vec<Vec<Markup>> = errors
        .iter()
        .take(SHOWN)
        .map(|error| vec![html! { (date_time(error.at)) }, html! { code { (error.endpoint.path()) } }, html! { (error.explanation()) }])
        .collect();
    html! {
        @if rows.is_empty() { p { "Aucun." } }
        @else { (ui::table("Derniers refus", &[Column::text("Date"), Column::text("Où"), Column::text("Que faire")], &rows)) }
    }
}
