//! `/partenaires/services/{client}`: a service, for its developers.

use axum::extract::{Path, State};
use db::IdentityTx;
use kernel::{
    Timestamp,
    text::{date_time, day, long_date},
};
use ui::{Kind, Markup, Page, Row, html};
use web::{Answer, Ctx, Outcome};

use super::{access, of_organisation, of_service, state, steps};
use crate::{
    Identity,
    model::{
        client::Client,
        kit::env,
        partner::{declaration::Declaration, stage::Stage},
        protocol::AuthMethod,
        trial::{Tried, report::Report},
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
        trials,
    },
};

/// What was just done: the data changed.
const DATA: &str = "donnees";
/// The place on the page of the line of settings that follows the data.
const LINE: &str = "ligne";

/// All that the page shows.
struct View {
    desk: access::Desk,
    declared: Declaration,
    secrets: Vec<SecretState>,
    errors: Vec<ClientError>,
    /// The last proposal, and the live service, of a service on trial.
    proposal: Option<Proposal>,
    live: Option<Client>,
    /// What came of its last trial, and whether it goes on.
    trial: Option<(Report, bool)>,
    was_entered: bool,
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
        trial: last_trial(&mut tx, &desk.service, ctx.moment().wall).await?,
        was_entered: services::was_entered(&mut tx, &client, desk.organisation.id).await?,
        issuer: identity.issuer().to_owned(),
        desk,
    };
    Ok(answer(page(&view, asked(&ctx, "fait").as_deref())))
}

async fn last_trial(tx: &mut IdentityTx, service: &Client, wall: Timestamp) -> db::Result<Option<(Report, bool)>> {
    let Some(tried) = Tried::of(service) else { return Ok(None) };
    let Some(trial) = trials::of(tx, tried).await? else { return Ok(None) };
    Ok(Some((trials::report(tx, trial.id).await?, trial.is_running(wall))))
}

fn page(view: &View, done: Option<&str>) -> Page {
    let (service, organisation) = (&view.desk.service, &view.desk.organisation);
    let here = of_service(&service.id);
    let (tone, words) = state(service);
    let body = html! {
        (ui::heading(Some(&organisation.name), &service.name))
        p { (ui::status_tag(tone, words)) " " (service.purpose) }
        @if let Some(sentence) = done.and_then(said) {
            (ui::notice(Kind::Success, sentence, html! {
                @if done == Some(DATA) { p { "Votre logiciel marche déjà\u{a0}? Remplacez aussi sa " a href={ "#" (LINE) } { "ligne " (env::SCOPE) } "." } }
            }))
        }
        @if service.suspended_at.is_some() {
            (ui::notice(Kind::Danger, "La Métropole a suspendu ce service.", html! { p { "Personne ne peut s’y connecter, et ses jetons ne valent plus rien. Écrivez à la Métropole." } }))
        }
        @match service.stage {
            Stage::Integration => (ui::section("Étape par étape", steps::shown(&way(view)))),
            Stage::Production => {
                p {
                    "Pour le changer, changez "
                    @match &service.integration_id { Some(trial) => a href=(of_service(trial)) { "le service en essai" }, None => "le service en essai" }
                    ", puis demandez la mise en service."
                }
                (ui::section("Relier votre logiciel", linking(service)))
            }
        }
        (ui::section("Identifiants", identifiers(view)))
        (ui::section("Données demandées", html! {
            (declared::data(&service.needs.0))
            (scope_line(service))
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
        DATA => Some("Les données sont enregistrées."),
        "change" => Some("Le service est à jour."),
        "propose" => Some("La demande est envoyée à la Métropole. Vous recevrez un e-mail."),
        "coupe" => Some("L’ancien secret ne sert plus."),
        _ => None,
    }
}

/// The way to the kit of a live service.
fn linking(service: &Client) -> Markup {
    html! {
        p { "Le kit a vos adresses, des exemples prêts à lancer et le bouton." }
        (ui::button_row(ui::secondary_link_button(&format!("{}/kit", of_service(&service.id)), "Kit de raccordement")))
    }
}

/// The line of its program's settings that follows the data.
fn scope_line(service: &Client) -> Markup {
    html! {
        (ui::fragment(LINE, html! {
            p { "Quand les données changent, remplacez la ligne " code { (env::SCOPE) } " du fichier " code { (env::FILE) } " par\u{a0}:" }
            (ui::code_block("Ligne des données", &env::scope_line(service)))
        }))
    }
}

fn way(view: &View) -> steps::Way<'_> {
    steps::Way {
        service: &view.desk.service,
        has_secret: !view.secrets.is_empty(),
        was_entered: view.was_entered,
        trial: view.trial.as_ref(),
        proposal: view.proposal.as_ref(),
        live: view.live.as_ref(),
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
            @match (view.secrets.is_empty(), service.stage) {
                // the steps offer it
                (true, Stage::Integration) => {}
                (true, Stage::Production) => (ui::button_row(ui::link_button(&secret, "Créer le secret"))),
                (false, _) => (ui::button_row(ui::secondary_link_button(&secret, "Renouveler ou couper le secret"))),
            }
        }
    }
}
