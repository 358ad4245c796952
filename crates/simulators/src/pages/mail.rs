//! One message: its text here, its HTML on a page of its own that can do nothing.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use http::header;
use kernel::text::date_time;
use ui::{Markup, Page, Row, details, heading, html, section, summary_list};
use web::{Answer, Failure, Html};

use super::mails::title;
use crate::{
    Simulators,
    mail::{Message, Piece, pieces},
};

/// No script, no form, nothing from outside; links open.
const HARMLESS: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                        frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

/// The message.
pub(crate) async fn get(State(simulators): State<Simulators>, Path(id): Path<String>) -> Result<Html, Failure> {
    let message = find(&simulators, &id)?;
    let mut rows = vec![Row::text("De", &message.from), Row::text("À", &message.to.join(", "))];
    if !message.reply_to.is_empty() {
        rows.push(Row::text("Répondre à", &message.reply_to));
    }
    rows.push(Row::text("Reçu le", &date_time(message.received_at)));
    let body = html! {
        (heading(Some("Courriel"), title(&message)))
        (summary_list(&rows))
        @if !message.text.is_empty() { (section("Texte", text(&message.text))) }
        @if !message.html.is_empty() {
            p { a href={ "/courriels/" (message.id) "/html" } { "Voir la version mise en forme" } }
            (details("Voir le code de la version mise en forme", ui::code_block("Code HTML", &message.html)))
        }
    };
    Ok(Page::new(title(&message), body).back("/courriels", "Courriels").into())
}

/// The HTML as its author wrote it.
pub(crate) async fn html(State(simulators): State<Simulators>, Path(id): Path<String>) -> Result<Answer, Failure> {
    let message = find(&simulators, &id)?;
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, HARMLESS)];
    Ok((headers, message.html.clone()).into_response())
}

fn find(simulators: &Simulators, id: &str) -> Result<Arc<Message>, Failure> {
    let id = id.parse().map_err(|_| Failure::NOT_FOUND)?;
    simulators.0.inbox.get(id).ok_or(Failure::NOT_FOUND)
}

/// Paragraphs and lines as written, addresses as links.
fn text(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n") {
            p {
                @for (number, line) in paragraph.lines().enumerate() {
                    @if number > 0 { br; }
                    @for piece in pieces(line) {
                        @match piece {
                            Piece::Words(words) => (words),
                            Piece::Link(link) => a href=(link) { (link) },
                        }
                    }
                }
            }
        }
    }
}
