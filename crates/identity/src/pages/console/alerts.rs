//! `/alertes`: what looks like an attack, or like a service that does not work.

pub(crate) mod one;
mod words;

use kernel::text::date_time;
use ui::{Column, Markup, Page, html};
use web::{Ctx, Html, Outcome};

use self::words::words;
use crate::{
    model::life::before,
    store::alerts::{self, Alert},
};

pub(crate) const HERE: &str = "/alertes";
/// Alerts dealt with are listed for a month.
const MONTH: i64 = 30 * 24 * 3_600;

pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let open = alerts::open(&mut tx).await?;
    let closed = alerts::closed(&mut tx, before(ctx.moment().wall, MONTH)).await?;
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Alertes"))
        (ui::lead("Ce qui ressemble à une attaque, ou à un service en panne. Ouvrez chaque alerte, agissez, puis fermez-la."))
        @if open.is_empty() { (ui::empty_state("Aucune alerte", "Rien d’anormal pour le moment.", None)) }
        @else { (table("Alertes ouvertes", "La dernière fois", &open, |alert| alert.last_at)) }
        @if !closed.is_empty() {
            (ui::details("Fermées depuis 30\u{a0}jours", table("Alertes fermées", "Fermée", &closed, |alert| alert.closed_at.unwrap_or(alert.last_at))))
        }
    };
    Ok(Page::new("Alertes", body).wide().into())
}

fn table(caption: &str, when: &str, alerts: &[Alert], at: fn(&Alert) -> kernel::Timestamp) -> Markup {
    let columns = [Column::text("Alerte"), Column::number("Fois"), Column::text("Depuis"), Column::text(when)];
    let rows: Vec<Vec<Markup>> = alerts
        .iter()
        .map(|alert| {
            vec![
                html! { a href=(one::href(alert.id)) { (words(alert.kind).title) } },
                html! { (alert.times) },
                html! { (date_time(alert.raised_at)) },
                html! { (date_time(at(alert))) },
            ]
        })
        .collect();
    ui::table(caption, &columns, &rows)
}
