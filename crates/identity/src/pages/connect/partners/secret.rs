//! `/partenaires/services/{client}/secret`: made or renewed, seen once; the old
//! one cut. Each after a fresh proof.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{FormState, Kind, Page, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{about, access, of_service};
use crate::{
    Identity,
    flow::partners::secrets,
    model::{client::Client, kit::env, protocol::AuthMethod},
    pages::connect::answer,
    store::clients::{self, SecretState},
};

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::Fresh, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    has_secret(&desk.service)?;
    let secrets = clients::secret_states(&mut tx, &client, ctx.moment().wall).await?;
    Ok(answer(page(&ctx, &desk.service, &secrets)))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::Fresh, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    has_secret(&desk.service)?;
    if posted.value("acte") == "couper" {
        secrets::cut_old(&mut tx, ctx.moment(), desk.account, &client).await?;
        tx.commit().await?;
        return Ok(redirect(&format!("{}?fait=coupe", of_service(&client))));
    }
    let secret = secrets::renew(&identity, &mut tx, ctx.moment(), desk.account, &client).await?;
    tx.commit().await?;
    Ok(answer(shown(&desk.service, &secret)))
}

/// A service that signs with its own keys has none.
fn has_secret(service: &Client) -> Result<(), Failure> {
    if service.protocol.0.auth_method == AuthMethod::PrivateKeyJwt { Err(Failure::NOT_FOUND) } else { Ok(()) }
}

fn page(ctx: &Ctx, service: &Client, secrets: &[SecretState]) -> Page {
    let here = format!("{}/secret", of_service(&service.id));
    let old = secrets.iter().find_map(|secret| secret.expires_at);
    let body = html! {
        @if secrets.is_empty() { (ui::lead("Nous créons un secret. Vous le verrez une seule fois\u{a0}: gardez-le sur votre serveur.")) }
        @else { (ui::lead("Le nouveau secret est visible une seule fois. L’ancien sert encore sept jours, le temps de le remplacer.")) }
        (ui::form(&here, ctx.csrf(), None, false, html! {
            (ui::button_row(html! { (ui::button_named("acte", "creer", if secrets.is_empty() { "Créer le secret" } else { "Renouveler le secret" })) }))
        }))
        @if let Some(until) = old {
            (ui::section("Ancien secret", html! {
                p { "Il sert jusqu’au " (date_time(until)) ". Coupez-le dès que votre serveur a le nouveau, ou s’il a fui." }
                (ui::form(&here, ctx.csrf(), None, false, ui::danger_button_named("acte", "couper", "Couper l’ancien secret")))
            }))
        }
    };
    about(service, "Secret", &FormState::default(), body)
}

fn shown(service: &Client, secret: &str) -> Page {
    let body = html! {
        (ui::notice(Kind::Warning, "Copiez ce secret maintenant.", html! { p { "Nous ne le gardons pas\u{a0}: vous ne le reverrez plus. Un clic dessus le choisit en entier." } }))
        p { "Identifiant (" code { "client_id" } ")" }
        (ui::code_block("client_id", &service.id))
        p { "Secret (" code { "client_secret" } ")" }
        (ui::code_block("client_secret", secret))
        p { "Avec un exemple du kit, collez cette ligne dans " code { (env::FILE) } ", à la place de celle qui attend le secret\u{a0}:" }
        (ui::code_block("glc.env", &format!("GLC_CLIENT_SECRET={secret}")))
        p { "Ne l’écrivez ni dans une page, ni dans une application de téléphone, ni dans le code source." }
        (ui::button_row(html! { (ui::link_button(&of_service(&service.id), "C’est copié")) }))
    };
    about(service, "Votre secret", &FormState::default(), body)
}
