//! The messages received, and the way to forget them.

use std::sync::Arc;

use axum::extract::State;
use kernel::text::date_time;
use ui::{Column, Markup, Page, button_row, empty_state, form, heading, html, secondary_button, table};
use web::{Answer, Ctx, Html, Posted, redirect};

use crate::{Simulators, mail::Message};

const COLUMNS: [Column<'static>; 3] =
    [Column { label: "Objet", numeric: false }, Column { label: "À", numeric: false }, Column { label: "Reçu le", numeric: false }];

/// The list, newest first.
pub(crate) async fn get(State(simulators): State<Simulators>, ctx: Ctx) -> Html {
    let messages = simulators.0.inbox.all();
    let body = html! {
        (heading(None, "Courriels"))
        p {
            "Les messages envoyés à " code { "refus@…" } " sont refusés. Ceux envoyés à " code { "attente@…" } " ne sont pas acceptés tout de suite."
        }
        @if messages.is_empty() {
            (empty_state("Aucun message", "Les messages envoyés par le guichet arrivent ici.", None))
        } @else {
            (table("Messages reçus, du plus récent au plus ancien", &COLUMNS, &messages.iter().rev().map(row).collect::<Vec<_>>()))
            (form("/courriels/vider", ctx.csrf(), None, false, button_row(secondary_button("Effacer tous les messages"))))
        }
    };
    Page::new("Courriels", body).wide().back("/", "Simulateurs").into()
}

/// Forgets them all.
pub(crate) async fn clear(State(simulators): State<Simulators>, _: Posted) -> Answer {
    simulators.0.inbox.clear();
    redirect("/courriels")
}

fn row(message: &Arc<Message>) -> Vec<Markup> {
    vec![
        html! { a href={ "/courriels/" (message.id) } { (title(message)) } },
        html! { (message.to.join(", ")) },
        html! { (date_time(message.received_at)) },
    ]
}

/// The subject, or words that say there is none.
pub(super) fn title(message: &Message) -> &str {
    if message.subject.is_empty() { "Message sans objet" } else { &message.subject }
}
