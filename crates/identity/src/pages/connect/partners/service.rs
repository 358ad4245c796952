//! `/partenaires/services/{client}`: a service, for its developers.

use axum::extract::{Path, State};
use kernel::text::{date_time, day, long_date};
use ui::{Kind, Markup, Page, Row, html};
use web::{Answer, Ctx, Outcome};

use super::{access, of_organisation, of_service, state, trial};
use crate::{
    Identity,
    model::{
        client::Client,
        partner::{Decision, declaration::Declaration, stage::Stage},
        protocol::AuthMethod,
    },
    pages::{
        connect::{answer, asked},
        declared, figures,
    },
    store::{
        client_errors::{self, ClientError},
        clients::{self, SecretState},
        partners::{
            proposals::{self, Proposal},
            services,
        },
    },
};

/// All that the page shows.
struct View {
    desk: access::Desk,
    declared: Declaration,
    secrets: Vec<SecretState>,
    errors: Vec<ClientError>,
    /// The last proposal, and the live service, of a service on trial.
    proposal: Option<Proposal>,
    live: Option<Client>,
    /// How a live service is used.
    figures: Option<Markup>,
    issuer: String,
}

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let figures = match desk.service.stage {
        Stage::Integration => None,
        Stage::Production => Some(figures::of(&mut tx, &client, ctx.moment().wall).await?),
    };
    let view = View {
        figures,
        declared: Declaration::of(&desk.service, services::events_uri(&mut tx, &client).await?),
        secrets: clients::secret_states(&mut tx, &client, ctx.moment().wall).await?,
        errors: client_errors::recent(&mut tx, &client).await?,
        proposal: proposals::last_of(&mut tx, &client).await?,
        live: services::live_of(&mut tx, &client).await?,
        issuer: identity.issuer().to_owned(),
        desk,
    };
    Ok(answer(page(&view, asked(&ctx, "fait").as_deref())))
}

fn page(view: &View, done: Option<&str>) -> Page {
    let (service, organisation) = (&view.desk.service, &view.desk.organisation);
    let here = of_service(&service.id);
    let (tone, words) = state(service);
    let body = html! {
        (ui::heading(Some(&organisation.name), &service.name))
        p { (ui::status_tag(tone, words)) " " (service.purpose) }
        @if let Some(sentence) = done.and_then(said) { (ui::notice(Kind::Success, sentence, html! {})) }
        @if service.suspended_at.is_some() {
            (ui::notice(Kind::Danger, "La Métropole a suspendu ce service.", html! { p { "Personne ne peut s’y connecter, et ses jetons ne valent plus rien. Écrivez à la Métropole." } }))
        }
        @match service.stage {
            Stage::Integration => (ui::section("Mise en service", going_live(view))),
            Stage::Production => p {
                "Pour le changer, changez "
                @match &service.integration_id { Some(trial) => a href=(of_service(trial)) { "le service en essai" }, None => "le service en essai" }
                ", puis demandez la mise en service."
            },
        }
        (ui::section("Relier votre logiciel", linking(service)))
        (ui::section("Identifiants", identifiers(view)))
        (ui::section("Données demandées", html! {
            (declared::data(&service.needs.0))
            @if service.stage == Stage::Integration { (ui::button_row(html! { (ui::secondary_link_button(&format!("{here}/donnees"), "Changer les données")) })) }
        }))
        (ui::section("Réglages", html! {
            (declared::settings(&view.declared))
            @if service.stage == Stage::Integration { (ui::button_row(html! { (ui::secondary_link_button(&format!("{here}/reglages"), "Changer les réglages")) })) }
        }))
        @if let Some(figures) = &view.figures { (ui::section("Chiffres", html! { (figures) })) }
        (ui::section("Derniers refus", declared::refusals(&view.errors)))
    };
    Page::new(&service.name, body).back(of_organisation(organisation.id), organisation.name.as_str())
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "declare" => Some("Le service est déclaré, en essai."),
        "change" => Some("Le service est à jour."),
        "propose" => Some("La demande est envoyée à la Métropole. Vous recevrez un e-mail."),
        "coupe" => Some("L’ancien secret ne sert plus."),
        _ => None,
    }
}

/// The ways to the kit and to the trial.
fn linking(service: &Client) -> Markup {
    html! {
        p { "Le kit a vos adresses, des exemples prêts à lancer et le bouton." }
        (ui::button_row(html! {
            (ui::secondary_link_button(&format!("{}/kit", of_service(&service.id)), "Kit de raccordement"))
            @if service.stage == Stage::Integration { (ui::secondary_link_button(&trial::of(&service.id), trial::TITLE)) }
        }))
    }
}

/// Where the way to production stands.
fn going_live(view: &View) -> Markup {
    let here = of_service(&view.desk.service.id);
    let ask = |label: &str| ui::button_row(ui::link_button(&format!("{here}/production"), label));
    let live = |service: &Client| html! { p { "Il existe en service\u{a0}: " a href=(of_service(&service.id)) { (service.name) } "." } };
    html! {
        @if let Some(service) = &view.live { (live(service)) }
        @match view.proposal.as_ref().map(|proposal| (proposal.decision, proposal)) {
            Some((None, proposal)) => {
                p { "Demandée le " (long_date(day(proposal.asked_at))) ". La Métropole l’étudie." }
                p { a href={ (here) "/production" } { "Voir la demande" } }
            }
            Some((Some(Decision::Refused), proposal)) => {
                (ui::notice(Kind::Warning, "La Métropole n’a pas accepté.", html! { p { (proposal.reason.as_deref().unwrap_or_default()) } }))
                (ask("Demander à nouveau"))
            }
            Some((Some(Decision::Accepted), _)) => (ask("Proposer un changement")),
            None => {
                p { "En essai, seule votre équipe s’y connecte. Quand tout marche, demandez son ouverture à tous." }
                (ask("Demander la mise en service"))
            }
        }
    }
}

fn identifiers(view: &View) -> Markup {
    let service = &view.desk.service;
    let secret = format!("{}/secret", of_service(&service.id));
    let has_secret = service.protocol.0.auth_method != AuthMethod::PrivateKeyJwt;
    html! {
        (ui::summary_list(&[
            Row::new("client_id", html! { code { (service.id) } }),
            Row::new("Serveur", html! { code { (view.issuer) } }),
            Row::text("Scopes", &service.scopes.to_text()),
        ]))
        @if has_secret {
            @match view.secrets.first() {
                None => p { "Aucun secret." },
                Some(present) => p { "Secret créé le " (long_date(day(present.created_at))) "." },
            }
            @for old in view.secrets.iter().filter_map(|secret| secret.expires_at) { p { "L’ancien secret sert jusqu’au " (date_time(old)) "." } }
            (ui::button_row(html! {
                @if view.secrets.is_empty() { (ui::link_button(&secret, "Créer le secret")) }
                @else { (ui::secondary_link_button(&secret, "Renouveler ou couper le secret")) }
            }))
        }
    }
}
