//! `/alertes`: what looks like an attack, or like a service that does not work.

pub(crate) mod one;
mod words;

use std::collections::BTreeMap;

use db::{IdentityTx, Result};
use kernel::{Timestamp, text::date_time};
use ui::{Column, Markup, Page, html};
use web::{Ctx, Html, Outcome};

use self::words::words;
use crate::{
    model::life::before,
    store::{
        alerts::{self, Alert},
        clients,
    },
};

pub(crate) const HERE: &str = "/alertes";
/// Alerts dealt with are listed for a month.
const MONTH: i64 = 30 * 24 * 3_600;

pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let open = alerts::open(&mut tx).await?;
    let closed = alerts::closed(&mut tx, before(ctx.moment().wall, MONTH)).await?;
    let names = services(&mut tx, open.iter().chain(&closed)).await?;
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Alertes"))
        (ui::lead("Ce qui ressemble à une attaque, ou à un service en panne. Ouvrez chaque alerte, agissez, puis fermez-la."))
        @if open.is_empty() { (ui::empty_state("Aucune alerte", "Rien d’anormal pour le moment.", None)) }
        @else { (table(("Alertes ouvertes", "La dernière fois"), &open, &names, |alert| alert.last_at)) }
        @if !closed.is_empty() {
            (ui::details("Fermées depuis 30\u{a0}jours", table(("Alertes fermées", "Fermée"), &closed, &names, |alert| alert.closed_at.unwrap_or(alert.last_at))))
        }
    };
    Ok(Page::new("Alertes", body).wide().into())
}

/// The names of the services that alerts are about, by identifier.
async fn services(tx: &mut IdentityTx, alerts: impl Iterator<Item = &Alert>) -> Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for id in alerts.filter_map(|alert| alert.detail["client"].as_str()) {
        if !names.contains_key(id)
            && let Some(client) = clients::by_id(tx, id).await?
        {
            names.insert(id.to_owned(), client.name);
        }
    }
    Ok(names)
}

fn table((caption, when): (&str, &str), alerts: &[Alert], names: &BTreeMap<String, String>, at: fn(&Alert) -> Timestamp) -> Markup {
    let columns = [Column::text("Alerte"), Column::text("Sujet"), Column::number("Fois"), Column::text("Depuis"), Column::text(when)];
    let rows: Vec<Vec<Markup>> = alerts
        .iter()
        .map(|alert| {
            vec![
                html! { a href=(one::href(alert.id)) { (words(alert.kind).title) } },
                html! { (about(alert, names)) },
                html! { (alert.times) },
                html! { (date_time(alert.raised_at)) },
                html! { (date_time(at(alert))) },
            ]
        })
        .collect();
    ui::table(caption, &columns, &rows)
}

/// What an alert is about, in a few words: its page has the identifiers.
fn about<'a>(alert: &'a Alert, names: &'a BTreeMap<String, String>) -> &'a str {
    let detail = |name: &str| alert.detail[name].as_str();
    let service = detail("client").map(|id| names.get(id).map_or(id, String::as_str));
    service.or(detail("network")).unwrap_or("un compte")
}
