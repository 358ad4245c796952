//! The connectors of a space, a new one, and what stands behind the names of téléservices.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use db::{InstanceTx, audit};
use kernel::{
    Slug,
    text::{date_time, slugged},
};
use ui::{Column, FormState, Markup, Page, Tone, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    Office, bindings,
    done::{self, Done, Told},
    fields, urls,
};
use crate::{
    model::{self, Connector},
    part::NewConnector,
    store::{
        calls::{self, Last},
        connectors,
    },
};

pub async fn get(State(office): State<Office>, Query(told): Query<Told>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    page(&office, &mut tx, &ctx, &FormState::default(), &told.fait).await
}

/// Makes a connector.
pub async fn post(State(office): State<Office>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let slug: Option<Slug> = slugged(posted.value(fields::LABEL)).parse().ok().filter(|slug: &Slug| *slug != *"liens");
    if let (Some(typed), Some(slug)) = (fields::read(&posted, None, &mut state), slug) {
        let fields::Typed { label, url, proof, name, secret, seconds } = &typed;
        let new = NewConnector { slug: slug.clone(), label, url, proof: *proof, name, secret, seconds: *seconds };
        if office.exchange.add(&mut tx, &*ctx.moment().rng, &new).await? {
            record(&mut tx, &ctx, "connector.make", &slug, told(&typed)).await?;
            tx.commit().await?;
            return Ok(redirect(&urls::after(&urls::connector(instance, &slug), Done::Made)));
        }
    }
    if !state.has_errors() {
        state.add_error(fields::LABEL, "Un connecteur porte déjà ce nom, ou il ne convient pas. Choisissez-en un autre.");
    }
    Ok(page(&office, &mut tx, &ctx, &state, "").await?.into_response())
}

/// A line of the audit trail about a connector.
pub async fn record(tx: &mut InstanceTx, ctx: &Ctx, action: &'static str, connector: &Slug, detail: serde_json::Value) -> Outcome<()> {
    let subject = format!("connector/{connector}");
    let entry = audit::Entry { actor: ctx.agent()?.id.to_string(), action, subject, detail: Some(detail) };
    Ok(audit::record(tx, ctx.moment(), entry).await?)
}

/// What the audit trail keeps of settings: never the secret.
pub fn told(typed: &fields::Typed) -> serde_json::Value {
    serde_json::json!({
        "label": typed.label, "url": typed.url, "proof": typed.proof.as_str(), "name": typed.name,
        "new_secret": !typed.secret.is_empty(), "seconds": typed.seconds,
    })
}

async fn page(office: &Office, tx: &mut InstanceTx, ctx: &Ctx, state: &FormState, fait: &str) -> Outcome<Html> {
    let (all, last) = (connectors::all(tx).await?, calls::last_of_each(tx).await?);
    let bound = bindings::section(office, tx, ctx, &all).await?;
    let form = html! { (fields::inputs(state, false)) (ui::button("Créer le connecteur")) };
    let body = html! {
        (done::notice(fait))
        (ui::error_summary(state))
        (ui::heading(None, "Connecteurs"))
        (ui::lead("Un connecteur relie les démarches à un autre logiciel de votre collectivité. Une démarche l’appelle, et lit sa réponse."))
        @if all.is_empty() { (ui::empty_state("Aucun connecteur", "Créez un connecteur, envoyez un essai, puis reliez-le aux démarches.", None)) }
        @else { (table(ctx, &all, &last)?) }
        (bound)
        (ui::section("Nouveau connecteur", ui::form(&urls::connectors(ctx.instance()?), ctx.csrf(), None, false, form)))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(Page::new("Connecteurs", body).status(status).wide().into())
}

fn table(ctx: &Ctx, all: &[Connector], last: &[Last]) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let row = |connector: &Connector| {
        let last = last.iter().find(|last| last.connector == connector.slug);
        vec![
            html! { a href=(urls::connector(instance, &connector.slug)) { (connector.label) } },
            html! { (connector.url) },
            html! { (connector.proof.label()) },
            html! { @if let Some(last) = last { (outcome(last.outcome)) " " span.hint { "le " (date_time(last.at)) } } @else { "Jamais appelé" } },
        ]
    };
    let columns = ["Connecteur", "Adresse", "Preuve d’identité", "Dernier appel"].map(Column::text);
    Ok(ui::table("Connecteurs de cet espace", &columns, &all.iter().map(row).collect::<Vec<_>>()))
}

/// The tag of what came of a call.
pub fn outcome(outcome: model::Outcome) -> Markup {
    let tone = if outcome == model::Outcome::Answered { Tone::Success } else { Tone::Danger };
    ui::status_tag(tone, outcome.label())
}
