//! How a service is used, for the pages that tell it: the console, and those of partners.

use db::{IdentityTx, Result};
use jiff::civil::Date;
use kernel::{Timestamp, text};
use ui::{Column, Markup, html};

use crate::{
    model::figures::{people, shown_since},
    store::figures::{self, Day},
};

/// The figures of a service over thirty days.
pub(crate) async fn of(tx: &mut IdentityTx, client: &str, wall: Timestamp) -> Result<Markup> {
    let days = figures::of(tx, client, shown_since(wall)).await?;
    let sum = |count: fn(&Day) -> u32| days.iter().map(|day| u64::from(count(day))).sum::<u64>();
    Ok(html! {
        (ui::key_figures(&[
            ui::key_figure(&sum(|day| day.sign_ins).to_string(), "connexions", Some("en 30\u{a0}jours")),
            ui::key_figure(&sum(|day| day.refusals).to_string(), "refus", Some("un par minute au plus")),
        ]))
        @if days.is_empty() { p { "Personne n’est venu depuis 30\u{a0}jours." } } @else { (table(&days)) }
    })
}

fn table(days: &[Day]) -> Markup {
    let most = days.iter().map(|day| day.sign_ins).max().unwrap_or_default();
    let columns = [Column::text("Jour"), Column::number("Connexions"), Column::number("Personnes"), Column::number("Refus")];
    let rows: Vec<Vec<Markup>> = days
        .iter()
        .map(|day| {
            vec![
                html! { (named(&day.day)) },
                ui::bar(day.sign_ins.into(), most.into()),
                html! { (people(day.people)) },
                ui::number(day.refusals.into()),
            ]
        })
        .collect();
    html! {
        (ui::table("Jour par jour", &columns, &rows))
        p.hint { "Les jours sans rien ne sont pas listés. Moins de 5\u{a0}personnes ne sont pas comptées." }
    }
}

fn named(day: &str) -> String {
    day.parse().map_or_else(|_| day.to_owned(), |date: Date| text::long_date(date))
}
