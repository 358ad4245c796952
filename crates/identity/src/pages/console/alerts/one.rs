//! `/alertes/{alert}`: one alert, and what an operator does of it.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use db::IdentityTx;
use kernel::text::date_time;
use ui::{Column, FormState, Kind, Link, Markup, Page, Row, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{HERE, words::words};
use crate::{
    Identity,
    flow::alerts::{self as acts, AlertKind},
    store::{
        alerts::{self, Alert, AlertId},
        client_errors::{self, ClientError},
        clients,
    },
};

/// The field of what the operator says.
const NOTE: &str = "note";
/// A note has so many signs at most.
const LONGEST: u32 = 500;

/// Where an alert is.
pub(super) fn href(id: AlertId) -> String {
    format!("{HERE}/{id}")
}

/// What is known of an alert.
struct Known {
    alert: Alert,
    /// The service that it is about, by its name.
    service: Option<String>,
    /// What that service was refused.
    refused: Vec<ClientError>,
}

pub(crate) async fn get(Path(id): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let known = find(&mut ctx.identity_read().await?, &id).await?;
    Ok(page(&ctx, &known, &FormState::default()).into())
}

/// `POST /alertes/{alert}`: closes it, or suspends the service; with a note.
pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let known = find(&mut tx, &id).await?;
    let note = posted.value(NOTE).trim();
    if note.is_empty() || note.chars().count() > LONGEST as usize {
        let state = posted.state().with_error(NOTE, "Écrivez ce que vous avez vu ou fait, en quelques mots.");
        return Ok(axum::response::IntoResponse::into_response(Html::new(page(&ctx, &known, &state).status(422))));
    }
    let suspends = posted.value("choix") == "suspendre" && known.alert.kind == AlertKind::ClientPersists;
    let answer = if suspends { acts::Answer::Suspend } else { acts::Answer::Close };
    // answered twice: the second time changes nothing
    acts::answer(&identity, &mut tx, ctx.moment(), (&known.alert, answer), (&ctx.actor().audit_name(), note)).await?;
    tx.commit().await?;
    Ok(redirect(HERE))
}

async fn find(tx: &mut IdentityTx, id: &str) -> Outcome<Known> {
    let id: AlertId = id.parse().map_err(|_| Failure::NOT_FOUND)?;
    let alert = alerts::by_id(tx, id).await?.ok_or(Failure::NOT_FOUND)?;
    let client = alert.detail["client"].as_str();
    let (service, refused) = match client {
        Some(client) => (clients::by_id(tx, client).await?.map(|client| client.name), client_errors::recent(tx, client).await?),
        None => (None, Vec::new()),
    };
    Ok(Known { alert, service, refused })
}

fn page(ctx: &Ctx, known: &Known, state: &FormState) -> Page {
    let alert = &known.alert;
    let words = words(alert.kind);
    let body = html! {
        (ui::breadcrumb(&[Link::new(HERE, "Alertes")], words.title))
        (ui::error_summary(state))
        (ui::heading(Some("Alerte"), words.title))
        (ui::lead(words.told))
        (ui::summary_list(&facts(known)))
        @match alert.closed_at {
            Some(at) => (ui::notice(Kind::Success, &format!("Fermée le {}", date_time(at)), html! { p { (alert.note.as_deref().unwrap_or_default()) } })),
            None => (ui::section("Que faire", html! { p { (words.advice) } (form(ctx, alert, state)) })),
        }
        @if !known.refused.is_empty() { (ui::section("Ce qui lui est refusé", refusals(&known.refused))) }
    };
    Page::new(words.title, body)
}

fn facts(known: &Known) -> Vec<Row> {
    let alert = &known.alert;
    let detail = |name: &str| alert.detail[name].as_str();
    let service = known.service.as_deref().or(detail("client")).map(|name| Row::text("Service", name));
    let account = match (alert.kind, detail("account")) {
        (AlertKind::AccountAttacked, None) => Some(Row::text("Compte", "Aucun\u{a0}: cette adresse n’a pas de compte")),
        (_, account) => account.map(|account| Row::text("Identifiant du compte", account)),
    };
    let network = detail("network").map(|network| Row::text("Réseau", network));
    let mut rows: Vec<Row> = service.into_iter().chain(account).chain(network).collect();
    rows.push(Row::text("Combien de fois", &alert.times.to_string()));
    rows.push(Row::text("Depuis", &date_time(alert.raised_at)));
    rows.push(Row::text("La dernière fois", &date_time(alert.last_at)));
    rows
}

fn form(ctx: &Ctx, alert: &Alert, state: &FormState) -> Markup {
    let label = ui::Label::new(NOTE, "Ce que vous avez vu ou fait").hint("Sans nom de personne.").state(state);
    ui::form(
        &href(alert.id),
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::textarea(&label, state.value(NOTE), 3, Some(LONGEST)))
            (ui::button_row(html! {
                @if alert.kind == AlertKind::ClientPersists {
                    (ui::danger_button_named("choix", "suspendre", "Suspendre ce service"))
                    (ui::secondary_button("Non, le laisser ouvert"))
                } @else {
                    (ui::button("Fermer l’alerte"))
                }
            }))
        },
    )
}

/// The refusals, by reason, the most frequent first.
fn refusals(refused: &[ClientError]) -> Markup {
    let mut by_reason: BTreeMap<&str, (u64, &ClientError)> = BTreeMap::new();
    for refusal in refused {
        by_reason.entry(&refusal.reason).or_insert((0, refusal)).0 += 1;
    }
    let mut found: Vec<(u64, &ClientError)> = by_reason.into_values().collect();
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let rows: Vec<Vec<Markup>> = found
        .into_iter()
        .map(|(count, latest)| vec![html! { (latest.explanation()) }, ui::number(count), html! { (date_time(latest.at)) }])
        .collect();
    ui::table("Refus gardés, un par minute au plus", &[Column::text("Refus"), Column::number("Fois"), Column::text("Le dernier")], &rows)
}
