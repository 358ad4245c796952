//! `/partenaires`: what waits, then every organisation.

use kernel::text::{day, long_date};
use ui::{Page, ResultCard, Tone, html};
use web::{Ctx, Html, Outcome};

use super::HOME;
use crate::store::partners::{
    organisations::{self, Organisation},
    proposals::{self, Kind, Proposal},
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let asked = organisations::waiting(&mut tx).await?;
    let proposed = proposals::waiting(&mut tx).await?;
    let accepted = organisations::accepted(&mut tx).await?;
    let waiting: Vec<ResultCard> = asked.iter().map(asking).chain(proposed.iter().map(|one| proposing(one, &accepted))).collect();
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Partenaires"))
        (ui::section("À étudier", html! {
            @if waiting.is_empty() { p { "Aucune demande en attente." } } @else { (ui::result_list(3, &waiting)) }
        }))
        (ui::section("Organisations", html! {
            @if accepted.is_empty() { p { "Aucune organisation." } } @else { (ui::result_list(3, &accepted.iter().map(card).collect::<Vec<_>>())) }
        }))
    };
    Ok(Page::new("Partenaires", body).into())
}

fn asking(organisation: &Organisation) -> ResultCard {
    ResultCard {
        href: format!("{HOME}/organisations/{}", organisation.id),
        title: organisation.name.clone(),
        summary: format!("Demandée le {}.", long_date(day(organisation.asked_at))),
        tags: vec![(Tone::Warning, "Nouvelle organisation".to_owned())],
        ..ResultCard::default()
    }
}

fn proposing(proposal: &Proposal, organisations: &[Organisation]) -> ResultCard {
    let words = match proposal.kind {
        Kind::New => "Mise en service",
        Kind::Change => "Changement",
    };
    ResultCard {
        href: format!("{HOME}/propositions/{}", proposal.id),
        title: proposal.declared.0.name.clone(),
        provider: organisations.iter().find(|one| one.id == proposal.organisation_id).map(|one| one.name.clone()),
        summary: format!("Proposé le {}.", long_date(day(proposal.asked_at))),
        tags: vec![(Tone::Warning, words.to_owned())],
    }
}

fn card(organisation: &Organisation) -> ResultCard {
    let (tone, words) = match organisation.suspended_at {
        Some(_) => (Tone::Danger, "Suspendue"),
        None => (Tone::Success, "Reliée"),
    };
    ResultCard {
        href: format!("{HOME}/organisations/{}", organisation.id),
        title: organisation.name.clone(),
        tags: vec![(tone, words.to_owned())],
        ..ResultCard::default()
    }
}
