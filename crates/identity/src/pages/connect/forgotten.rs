//! `/mot-de-passe/oubli`: asks for a link. The answer is the same whether the
//! address has an account or not.

use axum::extract::State;
use kernel::{Problem, values::Email};
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{REQUEST, along, answer, asked, way_field};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        authorization::{self, Way},
        errands::Forgotten,
    },
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let way = authorization::find(&mut tx, &ctx, asked(&ctx, REQUEST).as_deref()).await?;
    Ok(answer(page(&ctx, &FormState::default(), way.as_ref())))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    let way = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?;
    let Some(email) = Email::parse(posted.value("email")) else {
        let state = posted.state().with_error("email", "Complétez votre adresse e-mail, par exemple nom@exemple.fr.");
        return Ok(answer(page(&ctx, &state, way.as_ref()).status(422)));
    };
    if let Some(retry_after) = Attempt::letter(&email.key(), ctx.client()).begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    let errand = Forgotten { email_key: email.key().into(), visitor: ctx.visitor().to_owned(), request: way.map(|way| way.id) };
    errand.leave(&identity, &mut tx, moment).await?;
    tx.commit().await?;
    Ok(redirect("/mot-de-passe/envoye"))
}

/// `/mot-de-passe/envoye`: what to do now.
pub(crate) async fn sent() -> Answer {
    let body = html! {
        (ui::heading(None, "Ouvrez votre boîte e-mail"))
        (ui::lead("Si cette adresse a un compte, nous y avons envoyé un lien. Il sert pendant une heure."))
        (ui::details("Je n’ai rien reçu", html! {
            p { "Attendez quelques minutes. Regardez dans les courriers indésirables. Essayez une autre de vos adresses." }
        }))
        (ui::button_row(html! { (ui::secondary_link_button("/mot-de-passe/oubli", "Recommencer")) }))
    };
    answer(Page::new("Ouvrez votre boîte e-mail", body).narrow())
}

fn page(ctx: &Ctx, state: &FormState, way: Option<&Way>) -> Page {
    let reason = asked(ctx, "motif");
    let why = match reason.as_deref() {
        Some("repris") => Some("Votre compte est de nouveau à vous."),
        Some("garde") => Some("Votre adresse ne change pas. Tous les appareils sont déconnectés."),
        _ => None,
    };
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Mot de passe oublié"))
        @if let Some(why) = why {
            (ui::notice(ui::Kind::Success, why, html! { p { "Choisissez maintenant un nouveau mot de passe." } }))
        }
        (ui::lead("Écrivez l’adresse de votre compte. Nous vous enverrons un lien pour choisir un nouveau mot de passe."))
        (ui::form("/mot-de-passe/oubli", ctx.csrf(), None, false, html! {
            (way_field(way))
            (ui::text_input(&Label::new("email", "Adresse e-mail").autocomplete("email").state(state), state.value("email"), TextKind::Email, Some(40)))
            (ui::button_row(html! { (ui::button("Recevoir le lien")) }))
        }))
    };
    Page::new("Mot de passe oublié", body).narrow().back(along("/connexion", way), "Se connecter")
}
