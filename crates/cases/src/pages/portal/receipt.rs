//! « Votre demande est envoyée »: what to keep, and what comes next.

use ui::{Markup, Page, Row, button_row, confirmation, html, link_button, secondary_link_button, summary_list};
use web::Html;

use super::{case_page::Content, seen_case::SeenCase, urls};
use crate::{Cases, documents::silence, model::FileOrigin, store::attachments::Attachment};

/// The page that follows sending. It can be opened again.
pub(super) fn page(cases: &Cases, seen: &SeenCase, content: &Content) -> Html {
    let row = &seen.row;
    let follow = match cases.code_to_tell(&seen.instance, row) {
        Some(code) => Row::new("Code de suivi", html! { strong { (code) } br; "Gardez-le pour voir où en est votre demande." }),
        None => Row::new("Suivi", html! { "Dans votre compte, page " a href=(urls::DASHBOARD) { "Mes demandes" } "." }),
    };
    let next = html! {
        (summary_list(&[Row::text("Reçue le", &kernel::text::date_time(row.filed_at)), follow]))
        @let after = &seen.compiled.about().settings.after;
        @if !after.is_empty() { ol { @for step in after { li { (step) } } } }
        @if let Some(sentence) = silence(&seen.compiled, row) { p { (sentence) } }
        @match &row.email {
            Some(email) => p { "Nous vous écrivons à " strong { (email.expose()) } "." },
            None if row.subject.is_some() => p { "Nous n’avons pas votre adresse e-mail\u{a0}: revenez voir votre compte." },
            None => p { "Nous n’avons pas votre adresse e-mail\u{a0}: revenez ici avec votre code de suivi." },
        }
        (acknowledgement(seen, &content.files))
        (button_row(html! {
            (link_button(&seen.url, "Suivre ma demande"))
            (secondary_link_button("/", "Revenir à l’accueil"))
        }))
    };
    let body = html! {
        (confirmation("Votre demande est envoyée", Some(&row.reference), next))
        (ui::section("Qui vous répond", seen.contact(cases, &content.contact)))
    };
    seen.shown(cases, Page::new(format!("Demande envoyée – {}", row.reference), body))
}

/// The receipt in PDF, made just after the request is kept.
fn acknowledgement(seen: &SeenCase, files: &[Attachment]) -> Markup {
    match files.iter().find(|file| file.origin == FileOrigin::System) {
        Some(file) => html! {
            p { a href=(urls::piece(&seen.url, file.id)) download { "Télécharger l’accusé de réception" } " (PDF, " (kernel::text::size(file.size.unsigned_abs())) ")" }
        },
        None => html! {
            p { "Votre accusé de réception arrive dans un instant. " a href={ (seen.url) "?envoyee" } { "Recharger la page" } }
        },
    }
}
