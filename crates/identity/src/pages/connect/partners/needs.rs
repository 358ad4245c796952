//! `/partenaires/services/{client}/donnees`: what a service on trial needs to
//! know, datum by datum, each with its reason.

use axum::extract::{Path, State};
use ui::{Choice, Column, FormState, Label, Markup, Page, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{about, access, of_service, settings::on_trial};
use crate::{
    Identity,
    flow::partners::services,
    model::{
        client::Client,
        datum::Datum,
        partner::declaration::{Declaration, refused_reason, with_need},
        sharing::Need,
    },
    pages::connect::answer,
    store::partners::services as kept,
};

const REQUIRED: &str = "oui";
const OPTIONAL: &str = "non";

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (_, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    Ok(answer(page(&ctx, &desk.service, &FormState::default())))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    let mut declared = Declaration::of(&desk.service, kept::events_uri(&mut tx, &client).await?);
    match Datum::parse(posted.value("retirer")) {
        Some(datum) => declared.needs.retain(|need| need.datum != datum),
        None => match read(&posted) {
            Ok(need) => declared.needs = with_need(declared.needs, need),
            Err(state) => return Ok(answer(page(&ctx, &desk.service, &state).status(422))),
        },
    }
    services::change(&mut tx, ctx.moment(), desk.account, &client, &declared).await?;
    tx.commit().await?;
    Ok(redirect(&here(&desk.service)))
}

fn read(posted: &Posted) -> Result<Need, FormState> {
    let mut state = posted.state();
    let datum = Datum::parse(posted.value("donnee"));
    if datum.is_none() {
        state.add_error("donnee", "Choisissez une donnée.");
    }
    let why = posted.value("why").trim().to_owned();
    if let Some(words) = refused_reason(&why) {
        state.add_error("why", words);
    }
    let required = posted.value("required");
    if ![REQUIRED, OPTIONAL].contains(&required) {
        state.add_error("required", "Dites si le service peut s’en passer.");
    }
    match datum.filter(|_| !state.has_errors()) {
        Some(datum) => Ok(Need { datum, why, required: required == REQUIRED }),
        None => Err(state),
    }
}

fn here(service: &Client) -> String {
    format!("{}/donnees", of_service(&service.id))
}

fn page(ctx: &Ctx, service: &Client, state: &FormState) -> Page {
    let data: Vec<Choice<'_>> = Datum::ALL.iter().map(|datum| Choice::new(datum.as_str(), datum.label())).collect();
    let required = [
        Choice::new(REQUIRED, "Indispensable").hint("Sans elle, le service ne peut rien faire."),
        Choice::new(OPTIONAL, "Facultative").hint("L’usager choisit de la donner, ou non."),
    ];
    let needs = &service.needs.0;
    let body = html! {
        (ui::lead("Demandez le moins possible. L’usager lit chaque raison avant de donner quoi que ce soit."))
        @if needs.is_empty() { p { "Aucune donnée\u{a0}: le service reçoit seulement un numéro par usager." } }
        @else { (ui::table("Données demandées", &columns(), &needs.iter().map(|need| row(ctx, service, need)).collect::<Vec<_>>())) }
        (ui::section("Ajouter ou changer une donnée", ui::form(&here(service), ctx.csrf(), None, false, html! {
            (ui::select(&Label::new("donnee", "Donnée").state(state), &data, state.value("donnee")))
            (ui::textarea(&Label::new("why", "Raison").hint("L’usager la lit. Par exemple\u{a0}: Vous prévenir quand un livre est arrivé.").state(state), state.value("why"), 2, Some(200)))
            (ui::radios(&Label::new("required", "Le service en a besoin").state(state), &required, state.value("required")))
            (ui::button_row(html! { (ui::button("Enregistrer la donnée")) }))
        })))
    };
    about(service, "Données demandées", state, body)
}

fn columns() -> [Column<'static>; 3] {
    [Column::text("Donnée"), Column::text("Raison"), Column::text("Changer")]
}

fn row(ctx: &Ctx, service: &Client, need: &Need) -> Vec<Markup> {
    let remove = ui::form(
        &here(service),
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden("retirer", need.datum.as_str()))
            (ui::text_button(&format!("Retirer\u{a0}: {}", need.datum.label())))
        },
    );
    vec![html! { (need.datum.label()) }, html! { (need.why) @if !need.required { " " span.hint { "(facultative)" } } }, remove]
}
