//! `/compte/suppression`: she asks that her account be deleted, after a fresh proof that it is she.

use axum::extract::State;
use db::IdentityTx;
use kernel::text::{day, long_date};
use ui::{Kind, Markup, Page, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie, redirect};

use super::{account::own, answer, step_up::proven};
use crate::{
    Identity,
    flow::{leaving, session::COOKIE},
    store::{
        accounts,
        partners::members::{self, Named},
        sessions::Session,
        unused,
    },
};

pub(crate) const HERE: &str = "/compte/suppression";
/// The page of somebody who asked.
pub(crate) const ASKED: &str = "/compte/suppression/demandee";
/// Where she keeps it after all, signed in.
const KEEP: &str = "/compte/suppression/abandon";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let (mut tx, session) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    Ok(answer(match unused::closing(&mut tx, session.account_id).await? {
        Some(at) => pending(&ctx, &long_date(day(at))),
        None => page(&ctx, &members::only_developer_of(&mut tx, session.account_id).await?),
    }))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let (mut tx, session) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
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

/// `/compte/suppression/demandee`; somebody signed in did not come from there.
pub(crate) async fn asked_for(ctx: Ctx) -> Answer {
    if ctx.person().is_some() {
        return redirect(HERE);
    }
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

fn page(ctx: &Ctx, orphans: &[Named]) -> Page {
    let body = html! {
        (ui::heading(Some("Mon compte"), "Supprimer mon compte"))
        (ui::lead("Vous êtes déconnecté tout de suite. Le compte est supprimé 7\u{a0}jours plus tard. D’ici là, vous pouvez changer d’avis."))
        @if !orphans.is_empty() {
            (ui::notice(Kind::Warning, "Vous êtes le seul développeur d’une organisation.", html! {
                p { "Après vous, personne ne pourra plus gérer ses services\u{a0}: leurs secrets ne seront plus renouvelés. Donnez d’abord ce rôle à quelqu’un d’autre." }
                ul {
                    @for organisation in orphans {
                        li { a href={ "/partenaires/organisations/" (organisation.id) "/membres" } { (organisation.name) } }
                    }
                }
            }))
        }
        (ui::section("Ce qui disparaît", html! {
            ul {
                li { "Vos informations\u{a0}: nom, adresses, téléphones, naissance." }
                li { "Votre mot de passe, vos clés d’accès, vos codes, vos connexions." }
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
            (ui::button_row(html! {
                (ui::danger_button("Supprimer mon compte"))
                (ui::secondary_link_button("/compte", "Garder mon compte"))
            }))
        }))
    };
    Page::new("Supprimer mon compte", body).narrow()
}
