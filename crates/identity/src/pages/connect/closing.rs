//! `/compte/suppression`: she asks that her account be deleted.

use axum::extract::State;
use db::IdentityTx;
use kernel::{
    Personal, Problem,
    text::{day, long_date},
};
use ui::{FormState, Kind, Label, Markup, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie, redirect};

use super::{account::own, answer};
use crate::{
    Identity,
    flow::{attempts::Attempt, leaving, session::COOKIE},
    model::life::{FRESH, after},
    store::{accounts, sessions::Session, unused},
};

pub(crate) const HERE: &str = "/compte/suppression";
/// The page of somebody who asked.
pub(crate) const ASKED: &str = "/compte/suppression/demandee";
/// Where she keeps it after all, signed in.
const KEEP: &str = "/compte/suppression/abandon";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    Ok(answer(match unused::closing(&mut tx, session.account_id).await? {
        Some(at) => pending(&ctx, &long_date(day(at))),
        None => page(&ctx, &FormState::default(), is_proved(&ctx, &session)),
    }))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    drop(tx);
    if !is_proved(&ctx, &session) && !knows_password(&identity, &ctx, &session, posted.value("password")).await? {
        let state = FormState::default().with_error("password", "Ce mot de passe n’est pas le bon. Vérifiez-le, puis recommencez.");
        return Ok(answer(page(&ctx, &state, false).status(422)));
    }
    let mut tx = ctx.identity_write().await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    leaving::ask(&identity, &mut tx, ctx.moment(), &account, ctx.visitor()).await?;
    tx.commit().await?;
    Ok(with_cookie(redirect(ASKED), &ctx, COOKIE, "", Some(0)))
}

/// `POST /compte/suppression/abandon`: she came back, and keeps it.
pub(crate) async fn keep(ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, &ctx).await?;
    leaving::keep(&mut tx, ctx.moment(), session.account_id).await?;
    tx.commit().await?;
    Ok(redirect("/compte?fait=garde"))
}

/// `/compte/suppression/demandee`.
pub(crate) async fn asked_for() -> Answer {
    let body = html! {
        (ui::heading(None, "Votre demande est enregistrée"))
        (ui::lead("Vous êtes déconnecté partout. Votre compte sera supprimé dans 7\u{a0}jours."))
        p { "Vous recevez un e-mail. Il contient un lien pour garder votre compte, si vous changez d’avis." }
    };
    answer(Page::new("Votre demande est enregistrée", body).narrow())
}

/// What the overview says to somebody whose account is about to go.
pub(super) async fn warning(tx: &mut IdentityTx, ctx: &Ctx, session: &Session) -> Outcome<Option<Markup>> {
    let closing = unused::closing(tx, session.account_id).await?;
    Ok(closing.map(|at| notice(ctx, &long_date(day(at)))))
}

/// She has just given a one-time code: nothing more is asked.
fn is_proved(ctx: &Ctx, session: &Session) -> bool {
    session.methods.has_second_factor() && ctx.moment().wall < after(session.authenticated_at, FRESH)
}

async fn knows_password(identity: &Identity, ctx: &Ctx, session: &Session, typed: &str) -> Outcome<bool> {
    let wall = ctx.moment().wall;
    let mut tx = ctx.identity_write().await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let attempt = Attempt::password(&account.email.expose().to_lowercase(), ctx.client());
    if let Some(retry_after) = attempt.begin(&mut tx, wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    tx.commit().await?;
    let is_right = identity.hashing.verify(Personal::new(typed.to_owned()), Some(account.password)).await?;
    if is_right {
        let mut tx = ctx.identity_write().await?;
        attempt.succeeded(&mut tx, wall).await?;
        tx.commit().await?;
    }
    Ok(is_right)
}

fn notice(ctx: &Ctx, closes_on: &str) -> Markup {
    ui::notice(
        Kind::Warning,
        &format!("Votre compte sera supprimé le {closes_on}."),
        html! {
            p { "Vous l’avez demandé. Vous pouvez encore le garder." }
            (ui::form(KEEP, ctx.csrf(), None, false, ui::secondary_button("Garder mon compte")))
        },
    )
}

fn pending(ctx: &Ctx, closes_on: &str) -> Page {
    let body = html! {
        (ui::heading(Some("Mon compte"), "Supprimer mon compte"))
        (notice(ctx, closes_on))
        (ui::button_row(html! { (ui::secondary_link_button("/compte", "Revenir à mon compte")) }))
    };
    Page::new("Supprimer mon compte", body).narrow()
}

fn page(ctx: &Ctx, state: &FormState, is_proved: bool) -> Page {
    let password = Label::new("password", "Mot de passe").hint("Il prouve que c’est bien vous.").state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(Some("Mon compte"), "Supprimer mon compte"))
        (ui::lead("Vous êtes déconnecté tout de suite. Le compte est supprimé 7\u{a0}jours plus tard. D’ici là, vous pouvez changer d’avis."))
        (ui::section("Ce qui disparaît", html! {
            ul {
                li { "Vos informations\u{a0}: nom, adresses, téléphones, naissance." }
                li { "Votre mot de passe, vos codes de sécurité, vos connexions." }
                li { "Vos accords avec les services." }
                li { "Sur le portail\u{a0}: vos brouillons, vos messages, la liste de vos demandes." }
            }
        }))
        (ui::section("Ce qui reste", html! {
            ul {
                li { "Les demandes déjà envoyées. Votre commune les garde le temps que la loi prévoit." }
                li { "La preuve des accords donnés\u{a0}: le service, la date et le texte lu. Votre nom n’y est pas." }
            }
            p { "Chaque service qui vous connaît est prévenu. Il supprime à son tour ce qu’il n’a pas le devoir de garder." }
        }))
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            @if !is_proved { (ui::text_input(&password, "", TextKind::Password { new: false }, Some(40))) }
            (ui::button_row(html! {
                (ui::danger_button("Supprimer mon compte"))
                (ui::secondary_link_button("/compte", "Garder mon compte"))
            }))
        }))
    };
    Page::new("Supprimer mon compte", body).narrow()
}
