//! A connector: its settings, a try, its last calls, its removal.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use cases::CallTrouble;
use db::InstanceTx;
use kernel::{Slug, text::date_time};
use ui::{Column, FormState, Kind, Link, Markup, Page, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{
    Office,
    done::{self, Done, Told},
    fields, index, removal, urls,
};
use crate::{
    call::Sent,
    model::{Connector, Past},
    store::{
        calls,
        connectors::{self, Settings},
    },
};

const SEEN: &str = "_seen";
pub const WHAT: &str = "quoi";
pub const REMOVE: &str = "supprimer";
/// Calls shown.
const SHOWN: u32 = 20;

pub async fn get(
    State(office): State<Office>,
    Path((_, slug)): Path<(String, String)>,
    Query(told): Query<Told>,
    ctx: Ctx,
) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let shown = Shown::find(&office, &mut tx, &slug).await?;
    Ok(shown.page(&ctx, &fields::opening(&shown.connector), done::notice(&told.fait))?.into())
}

/// Changes it, sends a try, or takes it away.
pub async fn post(State(office): State<Office>, Path((_, slug)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    match posted.value(WHAT) {
        "essayer" => try_out(&office, &slug, &ctx).await,
        REMOVE => removal::remove(&office, &slug, &ctx).await,
        _ => change(&office, &slug, &ctx, &posted).await,
    }
}

async fn change(office: &Office, slug: &str, ctx: &Ctx, posted: &Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let shown = Shown::find(office, &mut tx, slug).await?;
    let connector = &shown.connector;
    let Some(typed) = fields::read(posted, Some(connector), &mut state) else {
        return Ok(Html::from(shown.page(ctx, &state, html! {})?.status(422)).into_response());
    };
    let sealed = office.exchange.sealed(&connector.slug, &typed.secret, &*ctx.moment().rng)?;
    let kept = connector.secret.as_ref().filter(|_| connector.proof == typed.proof).map(|secret| secret.expose().as_str());
    let secret = sealed.as_deref().or(kept);
    let fields::Typed { label, url, proof, name, seconds, .. } = &typed;
    let settings = Settings { label, url, proof: *proof, name, secret, seconds: *seconds };
    let seen = posted.value(SEEN).parse().unwrap_or_default();
    if !connectors::set(&mut tx, &connector.slug, seen, &settings).await? {
        let notice =
            ui::notice(Kind::Warning, "Quelqu’un a changé ce connecteur avant vous", html! { p { "Vérifiez, puis recommencez." } });
        return Ok(Html::from(shown.page(ctx, &state, notice)?).into_response());
    }
    index::record(&mut tx, ctx, "connector.set", &connector.slug, index::told(&typed)).await?;
    tx.commit().await?;
    Ok(redirect(&urls::after(&urls::connector(instance, &connector.slug), Done::Set)))
}

/// Sends a document that says it is a try, outside any transaction.
async fn try_out(office: &Office, slug: &str, ctx: &Ctx) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let connector = find(&mut ctx.instance_read(instance).await?, slug).await?;
    let key = format!("essai:{}", ctx.new_key());
    let sent = Sent { connector: &connector, key: &key, about: None, answer_at: None, body: &serde_json::json!({ "essai": true }) };
    let done = match office.exchange.send(ctx.moment(), instance, sent).await {
        Ok(_) => Done::Answered,
        Err(CallTrouble::Failed { .. }) => Done::Failed,
        Err(CallTrouble::Fault(reason)) => return Err(Failure::Fault(reason)),
    };
    Ok(redirect(&urls::after(&urls::connector(instance, &connector.slug), done)))
}

async fn find(tx: &mut InstanceTx, slug: &str) -> Outcome<Connector> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NOT_FOUND)?;
    connectors::by_slug(tx, &slug).await?.ok_or(Failure::NOT_FOUND)
}

/// What its page shows, besides what is typed there.
pub struct Shown {
    pub connector: Connector,
    past: Vec<Past>,
    /// The téléservices bound to it.
    pub users: Vec<String>,
}

impl Shown {
    pub async fn find(office: &Office, tx: &mut InstanceTx, slug: &str) -> Outcome<Self> {
        let connector = find(tx, slug).await?;
        let past = calls::latest(tx, &connector.slug, SHOWN).await?;
        let users = removal::users(office, tx, &connector.slug).await?;
        Ok(Self { connector, past, users })
    }

    pub fn page(&self, ctx: &Ctx, state: &FormState, notice: Markup) -> Outcome<Page> {
        let connector = &self.connector;
        let action = urls::connector(ctx.instance()?, &connector.slug);
        let form = |body: Markup| ui::form(&action, ctx.csrf(), None, false, body);
        let body = html! {
            (ui::breadcrumb(&[Link::new(urls::connectors(ctx.instance()?), "Connecteurs")], &connector.label))
            (notice)
            (ui::error_summary(state))
            (ui::heading(Some("Connecteur"), &connector.label))
            (ui::section("Essai", html! {
                p { "Le guichet envoie " code { "{\"essai\": true}" } " à ce logiciel, et attend sa réponse." }
                (form(ui::secondary_button_named(WHAT, "essayer", "Envoyer un essai")))
            }))
            (ui::section("Derniers appels", calls_table(&self.past)))
            (ui::section("Réglages", form(html! {
                (ui::hidden(SEEN, &connector.version.to_string()))
                (fields::inputs(state, connector.secret.is_some()))
                (ui::button_named(WHAT, "regler", "Enregistrer"))
            })))
            (removal::section(connector, &self.users, form))
        };
        Ok(Page::new(format!("{} – Connecteurs", connector.label), body).wide())
    }
}

fn calls_table(past: &[Past]) -> Markup {
    let row = |past: &Past| {
        vec![
            html! { (date_time(past.at)) },
            html! { (past.about.as_deref().unwrap_or("Essai")) },
            html! { (index::outcome(past.outcome)) @if let Some(status) = past.status { " " span.hint { "réponse " (status) } } },
            html! { (past.millis) "\u{a0}ms" },
        ]
    };
    let columns = [Column::text("Quand"), Column::text("Demande"), Column::text("Résultat"), Column::number("Durée")];
    html! {
        @if past.is_empty() { p { "Aucun appel pour le moment." } }
        @else {
            (ui::table("Derniers appels, du plus récent au plus ancien", &columns, &past.iter().map(row).collect::<Vec<_>>()))
            p.hint { "Ce qui est envoyé et répondu n’est pas gardé ici. Les appels sont oubliés après 30 jours." }
        }
    }
}
