//! A citizen's requests, wherever they are.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Slug, text};
use ui::{Markup, Page, ResultCard, Tone, empty_state, form, heading, html, link_button, result_list, secondary_button, section};
use web::{Ctx, Failure, Html, Posted, redirect};
use workflow::Nature;

use super::{cover::owner, stop::Stop, urls};
use crate::{
    Cases,
    store::{self, drafts::Draft, followed::Followed},
};

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx) -> Result<Response, Stop> {
    let subject = ctx.signed_in()?.subject.clone();
    let mut tx = ctx.platform_read().await?;
    let followed = store::followed::of_subject(&mut tx, &subject).await?;
    let drafts = store::drafts::list(&mut tx, owner(&ctx), ctx.moment().now).await?;
    drop(tx);
    let titles = titles(&cases, &ctx, &drafts).await;
    Ok(Html::new(page(&cases, &ctx, &followed, &drafts, &titles)).into_response())
}

/// What was begun in this browser without an account joins hers: she says so,
/// since somebody else may have begun it there.
pub(super) async fn adopt(ctx: Ctx, _: Posted) -> Result<Response, Stop> {
    let mut tx = ctx.platform_write().await?;
    store::drafts::adopt(&mut tx, ctx.visitor(), &ctx.signed_in()?.subject).await?;
    tx.commit().await?;
    Ok(redirect(urls::DASHBOARD))
}

/// The titles of the téléservices of drafts, in their order. One that cannot be
/// read takes nothing else away: it bears its short name.
async fn titles(cases: &Cases, ctx: &Ctx, drafts: &[Draft]) -> Vec<String> {
    let mut titles = Vec::with_capacity(drafts.len());
    for draft in drafts {
        titles.push(title(cases, ctx, draft).await.unwrap_or_else(|failure| {
            tracing::warn!(draft = %draft.id, ?failure, "the téléservice of a draft cannot be read");
            draft.teleservice.to_string()
        }));
    }
    titles
}

async fn title(cases: &Cases, ctx: &Ctx, draft: &Draft) -> Result<String, Failure> {
    let instance = db::InstanceKey::parse(&draft.instance).ok_or(Failure::NOT_FOUND)?;
    let mut tx = ctx.instance_read(&instance).await?;
    Ok(cases.compiled(&mut tx, &draft.definition).await?.about().title.clone())
}

fn page(cases: &Cases, ctx: &Ctx, followed: &[Followed], drafts: &[Draft], titles: &[String]) -> Page {
    let of = |wanted: fn(Nature) -> bool| -> Vec<ResultCard> {
        followed.iter().filter(|case| wanted(case.nature())).map(|case| case_card(cases, case)).collect()
    };
    let cards = |is_hers: bool| -> Vec<ResultCard> {
        let wanted = drafts.iter().zip(titles).filter(|(draft, _)| draft.subject.is_some() == is_hers);
        wanted.map(|(draft, title)| draft_card(cases, draft, title)).collect()
    };
    let body = html! {
        (heading(None, "Mes demandes"))
        @if followed.is_empty() && drafts.is_empty() {
            (empty_state("Aucune demande", "Vos demandes et vos brouillons apparaîtront ici.", Some(link_button("/", "Faire une demande"))))
        }
        (list("À compléter", of(|nature| nature == Nature::Waiting)))
        (list("En cours", of(|nature| matches!(nature, Nature::Filed | Nature::InProgress))))
        (list("Brouillons", cards(true)))
        (begun_here(ctx, &cards(false)))
        (list("Terminées", of(|nature| nature == Nature::Closed)))
        p { a href=(urls::TRACKING) { "Suivre une demande avec un code" } }
    };
    Page::new("Mes demandes", body).wide()
}

/// The drafts of this browser that are in no account yet.
fn begun_here(ctx: &Ctx, cards: &[ResultCard]) -> Markup {
    html! {
        @if !cards.is_empty() {
            (section("Commencés sans compte sur cet appareil", html! {
                p { "Ajoutez-les à votre compte pour les retrouver sur tous vos appareils." }
                (result_list(3, cards))
                (form(urls::DASHBOARD, ctx.csrf(), None, false, secondary_button("Ajouter à mon compte")))
            }))
        }
    }
}

fn list(title: &str, cards: Vec<ResultCard>) -> Markup {
    html! { @if !cards.is_empty() { (section(title, result_list(3, &cards))) } }
}

fn case_card(cases: &Cases, case: &Followed) -> ResultCard {
    let tone = match case.nature() {
        Nature::Waiting => Tone::Warning,
        Nature::Closed => Tone::Neutral,
        Nature::Filed | Nature::InProgress => Tone::Info,
    };
    ResultCard {
        href: db::InstanceKey::parse(&case.instance).map_or_else(String::new, |instance| urls::own_case(&instance, case.case_id)),
        title: case.title.clone(),
        provider: Some(provider(cases, &case.authority)),
        summary: format!("{}. Dernier changement\u{a0}: {}.", case.reference, text::date_time(case.updated_at)),
        tags: vec![(tone, case.status_label.clone())],
    }
}

fn draft_card(cases: &Cases, draft: &Draft, title: &str) -> ResultCard {
    let until = text::date(text::day(draft.expires_at));
    ResultCard {
        href: urls::summary(draft.id),
        title: title.to_owned(),
        provider: Some(provider(cases, &draft.authority)),
        summary: format!("Commencé le {}. Gardé jusqu’au {until}.", text::date(text::day(draft.updated_at))),
        tags: vec![(Tone::Neutral, "Brouillon".to_owned())],
    }
}

fn provider(cases: &Cases, authority: &Slug) -> String {
    cases.territory().directory().provider(authority).name
}
