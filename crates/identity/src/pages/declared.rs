//! A service as it describes itself, and what it was refused: the same for its
//! developers and for operators.

use kernel::text::date_time;
use ui::{Column, Markup, Row, html};

use crate::{
    model::{
        partner::{
            declaration::Declaration,
            options::{self, Line},
        },
        sharing::Need,
    },
    store::client_errors::ClientError,
};

/// The most refusals shown.
const SHOWN: usize = 20;

/// All that it declares but the data.
pub(super) fn settings(declared: &Declaration) -> Markup {
    let lines = declared.lines();
    let said = lines.iter().filter(|(_, values)| !values.is_empty());
    let unusual = options::unusual(&declared.protocol);
    html! {
        (ui::summary_list(&said.map(|(what, values)| Row::new(*what, one_by_one(values))).collect::<Vec<_>>()))
        @if !unusual.is_empty() { (ui::details_open("Options techniques", true, spoken(&unusual))) }
    }
}

/// Options, each with what was chosen.
pub(super) fn spoken(lines: &[Line]) -> Markup {
    ui::summary_list(&lines.iter().map(|(what, words)| Row::text(*what, words)).collect::<Vec<_>>())
}

/// Values, each on its line.
pub(super) fn one_by_one(values: &[String]) -> Markup {
    html! { @for value in values { div { (value) } } }
}

/// The data that it needs, each with its reason.
pub(super) fn data(needs: &[Need]) -> Markup {
    let columns = [Column::text("Donnée"), Column::text("Raison"), Column::text("Besoin")];
    let row = |need: &Need| vec![html! { (need.datum.label()) }, html! { (need.why) }, html! { (need.weight()) }];
    html! {
        @if needs.is_empty() { p { "Aucune\u{a0}: le service reçoit seulement un numéro par usager." } }
        @else { (ui::table("Données demandées", &columns, &needs.iter().map(row).collect::<Vec<_>>())) }
    }
}

/// What it was refused these last days, and what to do.
pub(super) fn refusals(errors: &[ClientError]) -> Markup {
    let row = |error: &ClientError| {
        let place = html! { code { (error.endpoint.path()) } br; span.hint { (error.error) } };
        vec![html! { (date_time(error.at)) }, place, html! { (error.explanation()) }]
    };
    let rows: Vec<Vec<Markup>> = errors.iter().take(SHOWN).map(row).collect();
    html! {
        @if rows.is_empty() { p { "Depuis trente jours, GrandLyon Connect n’a rien refusé à ce service." } }
        @else { (ui::table("Derniers refus", &[Column::text("Date"), Column::text("Où"), Column::text("Que faire")], &rows)) }
    }
}
