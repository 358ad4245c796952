//! `/compte`: who she is, where she is signed in, what she agreed to.

use axum::extract::State;
use db::IdentityTx;
use kernel::{id::SessionId, text::date_time};
use ui::{Column, Kind, Markup, Page, Row, Tone, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{answer, asked, closing, profile, services};
use crate::{
    Identity,
    flow::session,
    model::account::Account,
    store::{accounts, second_factors, sessions, sessions::Session},
};

/// All that the page shows.
struct View {
    account: Account,
    has_second_factor: bool,
    sessions: Vec<Session>,
    here: SessionId,
    closing: Option<Markup>,
}

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let all = sessions::of_account(&mut tx, session.account_id).await?;
    let view = View {
        account: accounts::by_id(&mut tx, session.account_id).await?,
        has_second_factor: second_factors::of(&mut tx, session.account_id).await?.is_some(),
        sessions: all.into_iter().filter(|each| each.life().is_alive(ctx.moment().wall)).collect(),
        here: session.id,
        closing: closing::warning(&mut tx, &ctx, &session).await?,
    };
    Ok(answer(page(&ctx, &view, asked(&ctx, "fait").as_deref())))
}

/// `POST /compte/sessions`: signs out everywhere else.
pub(crate) async fn leave_elsewhere(State(identity): State<Identity>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, &ctx).await?;
    session::leave_everywhere(&identity, &mut tx, ctx.moment(), session.account_id, Some(session.id)).await?;
    tx.commit().await?;
    Ok(redirect("/compte?fait=sessions"))
}

/// The session of this page's reader.
pub(super) async fn own(tx: &mut IdentityTx, ctx: &Ctx) -> Outcome<Session> {
    let id = ctx.signed_in()?.session;
    session::alive(tx, Some(id), ctx.moment().wall).await?.ok_or(Failure::Problem(kernel::Problem::Forbidden))
}

fn page(ctx: &Ctx, view: &View, done: Option<&str>) -> Page {
    let account = &view.account;
    let body = html! {
        (ui::heading(None, "Mon compte"))
        @if let Some(closing) = &view.closing { (closing) }
        @if let Some(sentence) = done.and_then(said) { (ui::notice(Kind::Success, sentence, html! {})) }
        (ui::section("Mon identité", html! {
            (ui::summary_list(&[
                Row::text("Prénom", account.given_name.expose()),
                Row::text("Nom", account.family_name.expose()),
                Row::text("Adresse e-mail", account.email.expose()),
                Row::new("Autres informations", html! { "Adresse, téléphone, naissance" }).change(profile::HERE, "mes informations"),
                Row::new("Mot de passe", html! { "Vous seul le connaissez" }).change("/mot-de-passe/oubli", "le mot de passe"),
            ]))
        }))
        (ui::section("Code de sécurité", second_factor(ctx, view.has_second_factor)))
        (ui::section("Services autorisés", html! {
            p { "Qui connaît vos données, et lesquelles." }
            (ui::button_row(html! { (ui::secondary_link_button(services::HERE, "Voir mes services")) }))
        }))
        (ui::section("Appareils connectés", devices(ctx, view)))
        (ui::button_row(html! { (ui::secondary_link_button("/deconnexion", "Se déconnecter")) }))
        p { a href=(closing::HERE) { "Supprimer mon compte" } }
    };
    Page::new("Mon compte", body)
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "sessions" => Some("Vous êtes déconnecté des autres appareils."),
        "garde" => Some("Votre compte est gardé."),
        "code" => Some("Le code de sécurité est activé."),
        "sans-code" => Some("Le code de sécurité est désactivé."),
        _ => None,
    }
}

fn second_factor(ctx: &Ctx, is_on: bool) -> Markup {
    html! {
        @if is_on {
            p { (ui::status_tag(Tone::Success, "Activé")) " Un code est demandé à chaque connexion." }
            (ui::form("/compte/code-de-securite/retrait", ctx.csrf(), None, false, ui::danger_button("Désactiver le code")))
        } @else {
            p { (ui::status_tag(Tone::Neutral, "Désactivé")) " Un code à usage unique protège votre compte, même si votre mot de passe est volé." }
            (ui::form("/compte/code-de-securite/debut", ctx.csrf(), None, false, ui::secondary_button("Activer le code")))
        }
    }
}

fn devices(ctx: &Ctx, view: &View) -> Markup {
    let rows: Vec<Vec<Markup>> = view
        .sessions
        .iter()
        .map(|session| {
            let here = session.id == view.here;
            vec![
                html! { (session.browser) @if here { " " (ui::status_tag(Tone::Info, "Cet appareil")) } },
                html! { (date_time(session.opened_at)) },
                html! { (date_time(session.seen_at)) },
            ]
        })
        .collect();
    html! {
        (ui::table("Vos connexions en cours", &[Column::text("Appareil"), Column::text("Connecté depuis le"), Column::text("Vu le")], &rows))
        @if view.sessions.len() > 1 {
            (ui::form("/compte/sessions", ctx.csrf(), None, false, ui::secondary_button("Déconnecter les autres appareils")))
        }
    }
}
