//! `/partenaires/services/{client}/assistance`: does a person's sign-in to this
//! service work? The support of the service is told that, and nothing else; the
//! answer is the same whether the account does not exist or never came.

use axum::extract::{Path, State};
use kernel::{
    Timestamp,
    text::{date_time, day, long_date},
    values::Email,
};
use ui::{FormState, Kind, Label, Markup, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted};

use super::{access, of_organisation, of_service, state};
use crate::{
    Identity,
    flow::partners::support::{self, Look},
    pages::connect::answer,
    store::partners::lookups::Known,
};

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    Ok(match access::support(&identity, &ctx, tx, &client).await? {
        Ok((_, desk)) => answer(page(&ctx, &desk, &FormState::default(), None)),
        Err(elsewhere) => elsewhere,
    })
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::support(&identity, &ctx, tx, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Some(email) = Email::parse(posted.value("email").trim()) else {
        let state = posted.state().with_error("email", "Écrivez l’adresse e-mail de la personne.");
        return Ok(answer(page(&ctx, &desk, &state, None).status(422)));
    };
    let known = match support::look(&identity, &mut tx, ctx.moment(), (desk.account, &client), &email).await? {
        Look::Wait(retry_after) => return Err(kernel::Problem::TooMany { retry_after }.into()),
        Look::Seen(known) => known,
    };
    tx.commit().await?;
    let told = told(known.as_ref(), desk.service.asks_consent, ctx.moment().wall);
    Ok(answer(page(&ctx, &desk, &posted.state(), Some(told))))
}

/// What is said of her.
fn told(known: Option<&Known>, asks_consent: bool, wall: Timestamp) -> Markup {
    let Some(known) = known else {
        return ui::notice(
            Kind::Info,
            "Ce service ne connaît pas cette adresse.",
            html! { p { "La personne n’est jamais venue, ou elle a une autre adresse. Demandez-lui d’essayer de se connecter." } },
        );
    };
    let agreement = match known.agreed_until {
        _ if !asks_consent => "Ce service ne demande pas d’accord.".to_owned(),
        Some(until) if wall < until => format!("Accord donné, valable jusqu’au {}.", long_date(day(until))),
        Some(_) => "L’accord a expiré. Il lui sera redemandé à la prochaine connexion.".to_owned(),
        None => "L’accord est retiré, ou n’a jamais été donné. Il lui sera demandé à la prochaine connexion.".to_owned(),
    };
    let (kind, title) = match known.signed_in_at {
        Some(at) => (Kind::Success, format!("Dernière connexion réussie le {}.", date_time(at))),
        None => (Kind::Warning, "La connexion n’est jamais allée jusqu’au bout.".to_owned()),
    };
    ui::notice(kind, &title, html! { p { (agreement) } })
}

fn page(ctx: &Ctx, desk: &access::Desk, form: &FormState, told: Option<Markup>) -> Page {
    let service = &desk.service;
    let (tone, words) = state(service);
    let body = html! {
        (ui::error_summary(form))
        (ui::heading(Some(&service.name), "Assistance"))
        p { (ui::status_tag(tone, words)) }
        (ui::lead("La connexion d’un usager à ce service fonctionne-t-elle\u{a0}?"))
        @if let Some(told) = told { (told) }
        (ui::form(&format!("{}/assistance", of_service(&service.id)), ctx.csrf(), None, false, html! {
            (ui::text_input(&Label::new("email", "Adresse e-mail de la personne").hint("Chaque recherche est notée. 30 par heure au plus.").state(form), form.value("email"), TextKind::Email, None))
            (ui::button_row(html! { (ui::button("Vérifier")) }))
        }))
    };
    Page::new("Assistance", body).back(of_organisation(desk.organisation.id), desk.organisation.name.as_str())
}
