//! The text messages received.

use axum::extract::State;
use kernel::text::date_time;
use ui::{Column, Markup, Page, empty_state, heading, html, table};
use web::Html;

use crate::{Simulators, phones::Arrived};

/// The list, newest first.
pub(crate) async fn get(State(simulators): State<Simulators>) -> Html {
    let arrived = simulators.0.phones.all();
    let columns = ["Message", "À", "De", "Reçu le"].map(Column::text);
    let body = html! {
        (heading(None, "SMS"))
        @if arrived.is_empty() { (empty_state("Aucun SMS", "Les SMS envoyés par le guichet arrivent ici.", None)) }
        @else { (table("SMS reçus, du plus récent au plus ancien", &columns, &arrived.iter().rev().map(row).collect::<Vec<_>>())) }
    };
    Page::new("SMS", body).wide().back("/", "Simulateurs").into()
}

fn row(arrived: &Arrived) -> Vec<Markup> {
    let sms = &arrived.sms;
    vec![html! { (sms.text) }, html! { (sms.to) }, html! { (sms.from) }, html! { (date_time(arrived.at)) }]
}
