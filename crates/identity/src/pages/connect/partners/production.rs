//! `/partenaires/services/{client}/production`: a developer asks that a service
//! be live, or that the live one change.

use axum::extract::{Path, State};
use db::IdentityTx;
use ui::{FormState, Kind, Page, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{about, access, declaration_form as form, of_service, settings::on_trial};
use crate::{
    Identity,
    flow::partners::proposals,
    model::{
        client::Client,
        kit::env,
        partner::{
            address::{is_local, lines},
            declaration::Declaration,
            options,
        },
        protocol::Protocol,
    },
    pages::{connect::answer, declared},
    store::partners::{
        proposals::{self as kept, Proposal},
        services,
    },
};

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    if let Some(proposal) = waiting(&mut tx, &client).await? {
        return Ok(answer(pending(&ctx, &desk.service, &proposal)));
    }
    let start = start(&mut tx, &identity, &desk.service).await?;
    Ok(answer(page(&ctx, &desk.service, &start.protocol, &form::filled(&start))))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    let back = of_service(&client);
    if posted.value("acte") == "retirer" {
        proposals::take_back(&mut tx, ctx.moment(), desk.account, &client).await?;
        tx.commit().await?;
        return Ok(redirect(&back));
    }
    let start = start(&mut tx, &identity, &desk.service).await?;
    let live = start.protocol.clone();
    let declared = match form::read(&posted, start, may_be_local(&identity)) {
        Ok(declared) => declared,
        Err(state) => return Ok(answer(page(&ctx, &desk.service, &live, &state).status(422))),
    };
    proposals::propose(&mut tx, ctx.moment(), desk.account, (&desk.organisation, &client), declared).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{back}?fait=propose")))
}

async fn waiting(tx: &mut IdentityTx, client: &str) -> db::Result<Option<Proposal>> {
    Ok(kept::last_of(tx, client).await?.filter(|proposal| proposal.decision.is_none()))
}

/// Live services may be on this very machine where the provider is: a demo.
fn may_be_local(identity: &Identity) -> bool {
    is_local(identity.issuer())
}

/// What the form starts from: what is live, or else the service on trial
/// without the developer's own addresses. The data are those on trial.
async fn start(tx: &mut IdentityTx, identity: &Identity, service: &Client) -> db::Result<Declaration> {
    let trial = Declaration::of(service, services::events_uri(tx, &service.id).await?);
    let declared = match services::live_of(tx, &service.id).await? {
        Some(live) => Declaration { needs: trial.needs, ..Declaration::of(&live, services::events_uri(tx, &live.id).await?) },
        None if may_be_local(identity) => trial,
        None => trial.without_local_addresses(),
    };
    Ok(declared)
}

/// `start` is how the form starts: options that were tried and are not there are told.
fn page(ctx: &Ctx, service: &Client, start: &Protocol, state: &FormState) -> Page {
    let tried = options::differing(&service.protocol.0, start);
    let body = html! {
        (ui::lead("La Métropole vérifie les données demandées, leur raison et les adresses, puis vous répond par e-mail."))
        (ui::form(&format!("{}/production", of_service(&service.id)), ctx.csrf(), None, false, html! {
            (ui::section("Données demandées", html! {
                (declared::data(&service.needs.0))
                p { a href={ (of_service(&service.id)) "/donnees" } { "Changer les données" } }
            }))
            (form::fields(state))
            @if lines(state.value("redirect_uris")).iter().any(|uri| is_local(uri)) {
                (ui::notice(Kind::Warning, "Ces adresses sont sur votre machine.", html! { p { "Cette démonstration les accepte. Ailleurs, un service en ligne a des adresses qui commencent par https://." } }))
            }
            @if !tried.is_empty() {
                (ui::notice(Kind::Info, "En essai, ces options sont différentes. Changez-les ici aussi si vous les voulez en service.", declared::spoken(&tried)))
            }
            (ui::button_row(html! { (ui::button("Envoyer la demande")) }))
        }))
    };
    about(service, "Demander la mise en service", state, body)
}

fn pending(ctx: &Ctx, service: &Client, proposal: &Proposal) -> Page {
    let body = html! {
        (ui::lead("La Métropole étudie votre demande. Vous recevrez un e-mail."))
        (ui::section("Ensuite", html! {
            ul {
                li { "Acceptée, elle donne un deuxième service, en ligne, avec son propre identifiant et son propre secret. Celui d’essai reste, pour vos essais." }
                li { "Sur votre serveur, mettez dans " code { (env::FILE) } " le nouvel identifiant, le nouveau secret et vos adresses https." }
                li { "Ce que la convention demande par écrit se donne avec elle, signée par votre organisation\u{a0}: la liste est dans le kit." }
                li { "Refusée, elle dit pourquoi. Vous corrigez, et vous demandez à nouveau." }
            }
        }))
        (declared::data(&proposal.declared.0.needs))
        (declared::settings(&proposal.declared.0))
        (ui::form(&format!("{}/production", of_service(&service.id)), ctx.csrf(), None, false, html! {
            (ui::button_row(html! { (ui::secondary_button_named("acte", "retirer", "Retirer la demande")) }))
        }))
    };
    about(service, "Demande en cours", &FormState::default(), body)
}
