//! `/partenaires/propositions/{proposal}`: what would be live against what is,
//! each datum with its reason; accepted or refused.

use axum::extract::{Path, State};
use db::IdentityTx;
use kernel::text::{day, long_date};
use ui::{Column, FormState, Kind, Markup, Page, Tone, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{HOME, form, programs, read};
use crate::{
    Identity,
    flow::partners::proposals,
    model::{
        partner::{
            Decision,
            declaration::{Change, Declaration},
        },
        sharing::Need,
    },
    pages::declared,
    store::partners::{
        organisations::{self, Organisation},
        proposals::{self as kept, Proposal, ProposalId},
        services,
    },
};

pub(crate) async fn get(Path(id): Path<ProposalId>, ctx: Ctx) -> Outcome<Answer> {
    shown(&ctx, &mut ctx.identity_read().await?, id, &FormState::default(), 200).await
}

pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<ProposalId>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let (proposal, organisation) = found(&mut tx, id).await?;
    let answered = match read(&posted) {
        Ok(answered) => answered,
        Err(state) => return shown(&ctx, &mut tx, id, &state, 422).await,
    };
    let operator = ctx.actor().audit_name();
    proposals::answer(&identity, &mut tx, ctx.moment(), &operator, (&proposal, &organisation), answered.refusal()).await?;
    tx.commit().await?;
    Ok(redirect(HOME))
}

async fn found(tx: &mut IdentityTx, id: ProposalId) -> Outcome<(Proposal, Organisation)> {
    let proposal = kept::by_id(tx, id).await?.ok_or(Failure::NOT_FOUND)?;
    let organisation = organisations::by_id(tx, proposal.organisation_id).await?.ok_or(Failure::NOT_FOUND)?;
    Ok((proposal, organisation))
}

async fn shown(ctx: &Ctx, tx: &mut IdentityTx, id: ProposalId, state: &FormState, status: u16) -> Outcome<Answer> {
    let (proposal, organisation) = found(tx, id).await?;
    let live = match services::live_of(tx, &proposal.client_id).await? {
        Some(client) => Some(Declaration::of(&client, services::events_uri(tx, &client.id).await?)),
        None => None,
    };
    let declaration = &proposal.declared.0;
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(Some(&organisation.name), &declaration.name))
        p { "Proposé le " (long_date(day(proposal.asked_at))) ". " a href={ (HOME) "/organisations/" (organisation.id) } { "Voir l’organisation" } }
        @match proposal.decision {
            Some(Decision::Accepted) => (ui::notice(Kind::Success, "Accepté.", html! {})),
            Some(Decision::Refused) => (ui::notice(Kind::Warning, "Refusé.", html! { p { (proposal.reason.as_deref().unwrap_or_default()) } })),
            None => {},
        }
        (ui::section("Données demandées", data(declaration, live.as_ref())))
        (programs::reviewed(declaration, live.as_ref()))
        @match &live {
            Some(live) => (ui::section("Ce qui change", changes(&declaration.changes(live)))),
            None => (ui::section("Le service", declared::settings(declaration))),
        }
        @if proposal.decision.is_none() { (ui::section("Réponse", form(ctx, &format!("{HOME}/propositions/{id}"), state))) }
    };
    let page = Page::new(&declaration.name, body).back(HOME, "Partenaires").status(status);
    Ok(axum::response::IntoResponse::into_response(web::Html::new(page)))
}

/// Each datum, and what becomes of it.
fn data(declared: &Declaration, live: Option<&Declaration>) -> Markup {
    let before = |need: &Need| live.map(|live| live.needs.iter().find(|known| known.datum == need.datum));
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    for need in &declared.needs {
        let mark = match before(need) {
            None => None,
            Some(None) => Some((Tone::Warning, "Nouvelle")),
            Some(Some(known)) if known != need => Some((Tone::Info, "Changée")),
            Some(Some(_)) => None,
        };
        rows.push(row(need, mark));
    }
    let gone = live.iter().flat_map(|live| &live.needs).filter(|known| !declared.needs.iter().any(|need| need.datum == known.datum));
    rows.extend(gone.map(|need| row(need, Some((Tone::Neutral, "Retirée")))));
    html! {
        @if rows.is_empty() { p { "Aucune\u{a0}: le service reçoit seulement un numéro par usager." } }
        @else { (ui::table("Données demandées", &[Column::text("Donnée"), Column::text("Raison"), Column::text("Besoin")], &rows)) }
    }
}

fn row(need: &Need, mark: Option<(Tone, &str)>) -> Vec<Markup> {
    let name = html! { (need.datum.label()) @if let Some((tone, words)) = mark { " " (ui::status_tag(tone, words)) } };
    vec![name, html! { (need.why) }, html! { (need.weight()) }]
}

fn changes(changes: &[Change]) -> Markup {
    let rows: Vec<Vec<Markup>> =
        changes.iter().map(|change| vec![html! { (change.what) }, lines(&change.before), lines(&change.after)]).collect();
    html! {
        @if rows.is_empty() { p { "Rien d’autre." } }
        @else { (ui::table("Ce qui change", &[Column::text("Réglage"), Column::text("En service"), Column::text("Proposé")], &rows)) }
    }
}

fn lines(lines: &[String]) -> Markup {
    if lines.is_empty() {
        html! { "—" }
    } else {
        declared::one_by_one(lines)
    }
}
