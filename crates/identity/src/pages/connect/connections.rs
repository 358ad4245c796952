//! `/compte/connexions`: where she is signed in, and where she was for a year.

use axum::extract::State;
use kernel::{id::SessionId, text::date_time};
use ui::{Column, Kind, Markup, Page, Tone, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, answer::with_cookie, redirect};

use super::{account::own, answer, asked};
use crate::{
    Identity,
    flow::session::{self, COOKIE},
    store::{
        known_browsers,
        sessions::{self, Session},
        sign_ins::{self, SignIn},
    },
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let here = own(&mut tx, &ctx).await?;
    let all = sessions::of_account(&mut tx, here.account_id).await?;
    let open: Vec<Session> = all.into_iter().filter(|each| each.life().is_alive(ctx.moment().wall)).collect();
    let before = sign_ins::of_account(&mut tx, here.account_id).await?;
    Ok(answer(page(&ctx, &open, &before, here.id, asked(&ctx, "fait").as_deref())))
}

/// `POST /compte/connexions/fin`: leaves one device.
pub(crate) async fn leave_one(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let wanted: SessionId = posted.value("connexion").parse().map_err(|_| Failure::NOT_FOUND)?;
    let mut tx = ctx.identity_write().await?;
    let here = own(&mut tx, &ctx).await?;
    let other = session::alive(&mut tx, Some(wanted), ctx.moment().wall).await?;
    if let Some(other) = other.filter(|other| other.account_id == here.account_id) {
        session::leave(&identity, &mut tx, ctx.moment(), &other).await?;
    }
    tx.commit().await?;
    Ok(redirect("/compte/connexions?fait=fin"))
}

/// `POST /compte/connexions/partout`: leaves every device, this one too, and
/// none is known any more.
pub(crate) async fn leave_all(State(identity): State<Identity>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let here = own(&mut tx, &ctx).await?;
    session::leave_everywhere(&identity, &mut tx, ctx.moment(), here.account_id, None).await?;
    known_browsers::forget(&mut tx, here.account_id).await?;
    tx.commit().await?;
    Ok(with_cookie(redirect("/connexion"), &ctx, COOKIE, "", Some(0)))
}

fn page(ctx: &Ctx, open: &[Session], before: &[SignIn], here: SessionId, done: Option<&str>) -> Page {
    let body = html! {
        (ui::heading(None, "Connexions"))
        @if done == Some("fin") { (ui::notice(Kind::Success, "Cet appareil est déconnecté.", html! {})) }
        (ui::section("Appareils connectés", html! {
            (devices(ctx, open, here))
            p { "Vous ne reconnaissez pas un appareil\u{a0}? Déconnectez-le, puis " a href="/compte/mot-de-passe" { "changez votre mot de passe" } "." }
            (ui::form("/compte/connexions/partout", ctx.csrf(), None, false, html! {
                (ui::button_row(ui::danger_button("Déconnecter partout")))
            }))
            p.hint { "Vous serez aussi déconnecté de cet appareil." }
        }))
        (ui::section("Historique de 12\u{a0}mois", history(before)))
    };
    Page::new("Connexions", body).back("/compte", "Mon compte")
}

fn devices(ctx: &Ctx, open: &[Session], here: SessionId) -> Markup {
    let row = |session: &Session| {
        let leave = html! {
            @if session.id == here { (ui::status_tag(Tone::Info, "Cet appareil")) } @else {
                (ui::form("/compte/connexions/fin", ctx.csrf(), None, false, html! {
                    (ui::hidden("connexion", &session.id.to_string()))
                    button.link type="submit" { "Déconnecter" span.hidden { " " (session.browser) ", vu le " (date_time(session.seen_at)) } }
                }))
            }
        };
        vec![html! { (session.browser) }, html! { (date_time(session.opened_at)) }, html! { (date_time(session.seen_at)) }, leave]
    };
    let columns = [Column::text("Appareil"), Column::text("Connecté le"), Column::text("Vu le"), Column::text("Action")];
    ui::table("Vos connexions en cours", &columns, &open.iter().map(row).collect::<Vec<_>>())
}

fn history(before: &[SignIn]) -> Markup {
    let row = |sign_in: &SignIn| {
        vec![
            html! { (date_time(sign_in.at)) },
            html! { (sign_in.methods.words()) },
            html! { (sign_in.browser) },
            html! { (sign_in.network) },
        ]
    };
    let columns = [Column::text("Date"), Column::text("Moyen"), Column::text("Appareil"), Column::text("Réseau")];
    html! {
        (ui::table("Vos connexions passées", &columns, &before.iter().map(row).collect::<Vec<_>>()))
        p.hint { "Le réseau est le début de l’adresse internet. Nous ne gardons pas la fin." }
    }
}
