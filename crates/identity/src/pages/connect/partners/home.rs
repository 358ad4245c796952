//! `/partenaires`: her organisations, the invitations that wait for her, what
//! she asked for.

use axum::extract::State;
use kernel::{
    Timestamp,
    text::{day, long_date},
};
use ui::{Kind, Markup, Page, ResultCard, Tone, html};
use web::{Answer, Ctx, Outcome};

use super::{access, ask, invitation, of_organisation};
use crate::{
    Identity,
    model::partner::Decision,
    pages::connect::{account::own, answer, asked},
    store::partners::{
        invitations::{self, Invitation},
        organisations::{self, Organisation},
    },
};

/// All that the page shows.
struct View {
    organisations: Vec<Organisation>,
    invitations: Vec<Invitation>,
    asked: Vec<Organisation>,
}

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let organisations = organisations::of_member(&mut tx, session.account_id).await?;
    if !organisations.is_empty() {
        match access::proven(&identity, &ctx, tx, &session, access::Proof::TwoFactors).await? {
            Ok(proved) => tx = proved,
            Err(elsewhere) => return Ok(elsewhere),
        }
    }
    let account = session.account_id;
    let view = View {
        organisations,
        invitations: invitations::of_account(&mut tx, account, ctx.moment().wall).await?,
        asked: organisations::asked_by(&mut tx, account).await?,
    };
    Ok(answer(page(&view, asked(&ctx, "fait").as_deref())))
}

fn page(view: &View, done: Option<&str>) -> Page {
    let waits = view.asked.iter().any(|organisation| organisation.decision.is_none());
    let body = html! {
        (ui::heading(None, "Espace partenaires"))
        @if let Some(sentence) = done.and_then(said) { (ui::notice(Kind::Success, sentence, html! {})) }
        @if view.organisations.is_empty() && view.invitations.is_empty() {
            (ui::lead("Reliez votre service à GrandLyon Connect\u{a0}: vos usagers s’y connectent avec leur compte, et vous donnent seulement ce qu’ils acceptent."))
        }
        @for invitation in &view.invitations { (invited(invitation)) }
        @for organisation in &view.asked { (answered(organisation)) }
        @if !view.organisations.is_empty() { (ui::section("Mes organisations", ui::result_list(3, &cards(&view.organisations)))) }
        @if !waits {
            (ui::button_row(html! {
                @if view.organisations.is_empty() { (ui::link_button(ask::HERE, "Demander à relier une organisation")) }
                @else { (ui::secondary_link_button(ask::HERE, "Relier une autre organisation")) }
            }))
        }
    };
    Page::new("Espace partenaires", body).back("/compte", "Mon compte")
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "demande" => Some("Votre demande est envoyée."),
        "invitation" => Some("C’est noté."),
        "depart" => Some("Vous n’êtes plus membre de cette organisation."),
        _ => None,
    }
}

fn on(at: Timestamp) -> String {
    long_date(day(at))
}

fn invited(waiting: &Invitation) -> Markup {
    let title = format!("{} vous invite.", waiting.organisation_name);
    ui::notice(
        Kind::Info,
        &title,
        html! {
            p { "Votre rôle\u{a0}: " (waiting.roles.spoken()) ". Valable jusqu’au " (on(waiting.expires_at)) "." }
            (ui::button_row(html! { (ui::link_button(&invitation::address(waiting.id), "Répondre")) }))
        },
    )
}

fn answered(organisation: &Organisation) -> Markup {
    let name = &organisation.name;
    match organisation.decision {
        Some(Decision::Refused) => ui::notice(
            Kind::Warning,
            &format!("{name}\u{a0}: la Métropole n’a pas accepté."),
            html! { p { (organisation.decision_reason.as_deref().unwrap_or_default()) } },
        ),
        _ => ui::notice(
            Kind::Info,
            &format!("{name}\u{a0}: la Métropole étudie votre demande."),
            html! { p { "Envoyée le " (on(organisation.asked_at)) ". Vous recevrez un e-mail." } },
        ),
    }
}

fn cards(organisations: &[Organisation]) -> Vec<ResultCard> {
    let card = |organisation: &Organisation| ResultCard {
        href: of_organisation(organisation.id),
        title: organisation.name.clone(),
        tags: organisation.suspended_at.map(|_| (Tone::Danger, "Suspendue".to_owned())).into_iter().collect(),
        ..ResultCard::default()
    };
    organisations.iter().map(card).collect()
}
