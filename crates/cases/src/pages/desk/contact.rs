//! How a team is reached, and when: what stands here behind the sender and the
//! opening hours of the téléservices that it processes.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::{Doc, InstanceTx, audit, jobs};
use kernel::{
    OpeningHours, Slug,
    opening::{NotHours, OpenDay, WEEK},
    values::{Email, Phone},
};
use serde_json::json;
use ui::{FormState, Label, Link, Page, TextKind, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{done::Done, urls};
use crate::{
    Cases,
    jobs::Replan,
    store::{self, agents::TeamRow, contacts::Contact},
};

const NAME: &str = "nom";
const EMAIL: &str = "courriel";
const PHONE: &str = "telephone";
/// The longest name, in characters.
const LONGEST: usize = 60;

type Address = Path<(String, String)>;

pub(super) async fn get(State(_): State<Cases>, Path((_, team)): Address, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let team = found(&mut tx, &team).await?;
    let contact = store::contacts::of_team(&mut tx, Some(&team.slug)).await?;
    page(&ctx, &team, &filled(&contact))
}

pub(super) async fn post(State(_): State<Cases>, Path((_, team)): Address, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut state = posted.state();
    let contact = read(&mut state);
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_write(instance).await?;
    let team = found(&mut tx, &team).await?;
    let Some(contact) = contact else { return Ok(page(&ctx, &team, &state)?.into_response()) };
    let before = store::contacts::of_team(&mut tx, Some(&team.slug)).await?;
    store::contacts::put(&mut tx, &team.slug, &contact).await?;
    if before.opening_hours() != contact.opening_hours() {
        jobs::enqueue(&mut tx, ctx.moment(), Replan::of(team.slug.clone())).await?;
    }
    let detail = json!({ "name": contact.public_name, "email": contact.email, "phone": contact.phone, "hours": contact.opening_hours() });
    let entry = audit::Entry {
        actor: ctx.agent()?.id.to_string(),
        action: "team.contact",
        subject: format!("team/{}", team.slug),
        detail: Some(detail),
    };
    audit::record(&mut tx, ctx.moment(), entry).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait={}", urls::team(instance), Done::Contact.as_str())))
}

async fn found(tx: &mut InstanceTx, team: &str) -> Outcome<TeamRow> {
    let slug: Slug = team.parse().map_err(|_| Failure::NOT_FOUND)?;
    store::agents::teams(tx).await?.into_iter().find(|team| team.slug == slug).ok_or(Failure::NOT_FOUND)
}

/// The form, as it was last kept; office hours until somebody says otherwise.
fn filled(contact: &Contact) -> FormState {
    let mut state = FormState::default();
    for (name, value) in [(NAME, &contact.public_name), (EMAIL, &contact.email), (PHONE, &contact.phone)] {
        state.set(name, vec![value.clone()]);
    }
    for (day, hours) in WEEK.iter().zip(contact.opening_hours().week()) {
        state.set(*day, vec![hours.to_string()]);
    }
    state
}

/// What was typed; nothing when something is to correct.
fn read(state: &mut FormState) -> Option<Contact> {
    let typed = |state: &FormState, name: &str| state.value(name).trim().to_owned();
    let (public_name, email, phone) = (typed(state, NAME), typed(state, EMAIL), typed(state, PHONE));
    if public_name.chars().count() > LONGEST || public_name.chars().any(char::is_control) {
        state.add_error(NAME, format!("Écrivez {LONGEST}\u{a0}caractères au plus, sur une ligne."));
    }
    if !email.is_empty() && Email::parse(&email).is_none() {
        state.add_error(EMAIL, "Écrivez une adresse e-mail comme accueil@mairie.fr.");
    }
    if !phone.is_empty() && Phone::parse(&phone).is_none() {
        state.add_error(PHONE, "Écrivez un numéro comme 04 78 00 00 00.");
    }
    let mut week = [OpenDay::CLOSED; 7];
    for (day, kept) in WEEK.iter().zip(&mut week) {
        match state.value(day).parse() {
            Ok(hours) => *kept = hours,
            Err(NotHours) => state.add_error(*day, "Écrivez des horaires comme 8h30-12h, 13h30-17h. Laissez vide si c’est fermé."),
        }
    }
    let hours = OpeningHours::new(week);
    if hours.is_none() && !state.has_errors() {
        state.add_error(WEEK[0], "Écrivez les horaires d’un jour au moins.");
    }
    let contact = Contact { public_name, email, phone, hours: hours.map(Doc) };
    (!state.has_errors()).then_some(contact)
}

fn page(ctx: &Ctx, team: &TeamRow, state: &FormState) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let line = |name: &str, label: &str, hint: &str, kind: TextKind, width: u8| {
        ui::text_input(&Label::new(name, label).hint(hint).optional().state(state), state.value(name), kind, Some(width))
    };
    let fields = html! {
        (line(NAME, "Nom du service", "Les usagers le lisent dans nos messages. Exemple\u{a0}: Service état civil.", TextKind::Text, 40))
        (line(EMAIL, "Adresse e-mail du service", "Les réponses à nos e-mails y arrivent.", TextKind::Email, 40))
        (line(PHONE, "Téléphone du service", "", TextKind::Tel, 20))
        (ui::fieldset("horaires", "Horaires", Some("Exemple\u{a0}: 8h30-12h, 13h30-17h. Laissez vide si c’est fermé. Les jours fériés sont fermés."), None, html! {
            @for day in WEEK { (line(day, &capitalised(day), "", TextKind::Text, 30)) }
        }))
        (ui::button("Enregistrer"))
    };
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes"), Link::new(urls::team(instance), "Équipe et droits")], &team.label))
        (ui::error_summary(state))
        (ui::heading(Some(&team.label), "Coordonnées et horaires"))
        (ui::lead("Les usagers voient ces coordonnées. Les délais en heures ouvrées suivent ces horaires."))
        (ui::form(&urls::contact(instance, &team.slug), ctx.csrf(), None, false, fields))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(Page::new(format!("Coordonnées et horaires – {}", team.label), body).status(status).into())
}

fn capitalised(day: &str) -> String {
    let mut letters = day.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
