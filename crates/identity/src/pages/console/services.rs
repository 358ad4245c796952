//! `/services`: the services that use the accounts, how much, and whether they may.

pub(crate) mod one;

use axum::response::Response;
use ui::{Column, Markup, Page, Tone, html};
use web::{Ctx, Failure, Html, Outcome};

use super::{csv, partners::organisation};
use crate::{
    model::figures::{people, shown_since},
    store::figures::{self, Total},
};

pub(crate) const HERE: &str = "/services";
/// The file of every figure kept.
pub(crate) const FILE: &str = "/services/chiffres.csv";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let totals = figures::totals(&mut tx, shown_since(ctx.moment().wall)).await?;
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Services"))
        (ui::lead("Les services qui utilisent les comptes, et leurs 30\u{a0}derniers jours. Les chiffres sont mis à jour chaque heure et gardés deux ans."))
        @if totals.is_empty() { (ui::empty_state("Aucun service", "Aucun service n’est inscrit.", None)) }
        @else {
            (table(&totals))
            (ui::button_row(html! { (ui::secondary_link_button(FILE, "Télécharger les chiffres")) }))
        }
    };
    Ok(Page::new("Services", body).wide().into())
}

fn table(totals: &[Total]) -> Markup {
    let most = totals.iter().map(|total| total.sign_ins).max().unwrap_or_default();
    let columns = [
        Column::text("Service"),
        Column::text("Organisation"),
        Column::number("Connexions"),
        Column::number("Refus"),
        Column::text("État"),
    ];
    let rows: Vec<Vec<Markup>> = totals
        .iter()
        .map(|total| {
            vec![
                html! { a href=(one::href(&total.id)) { (total.name) } },
                html! { @if let Some(id) = total.organisation_id { a href=(organisation::here(id)) { (total.organisation_name.as_deref().unwrap_or_default()) } } },
                ui::bar(total.sign_ins.into(), most.into()),
                ui::number(total.refusals.into()),
                state(total),
            ]
        })
        .collect();
    ui::table("Connexions et refus de 30 jours", &columns, &rows)
}

/// Whether a service may be used, and by whom.
fn state(total: &Total) -> Markup {
    let (tone, words) = match (total.suspended_at, total.organisation_suspended_at) {
        (Some(_), _) => (Tone::Danger, "Suspendu"),
        (None, Some(_)) => (Tone::Danger, "Suspendu avec son organisation"),
        (None, None) => (Tone::Success, total.stage.label()),
    };
    ui::status_tag(tone, words)
}

/// `GET /services/chiffres.csv`: counts only, nobody is in it.
pub(crate) async fn file(ctx: Ctx) -> Result<Response, Failure> {
    let mut tx = ctx.identity_read().await?;
    let lines = figures::all(&mut tx).await?;
    let cells =
        |line: figures::Line| [line.name, line.id, line.day, line.sign_ins.to_string(), people(line.people), line.refusals.to_string()];
    let names = ["service", "identifiant", "jour", "connexions", "personnes", "refus"].map(str::to_owned);
    Ok(csv::file("chiffres-des-services.csv", std::iter::once(names).chain(lines.into_iter().map(cells))))
}
