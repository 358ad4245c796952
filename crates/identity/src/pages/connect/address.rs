//! `/compte/adresse`: another e-mail address, confirmed at both; the old one
//! may undo it.

use axum::extract::State;
use http::HeaderMap;
use kernel::{Problem, values::Email};
use ui::{FormState, Kind, Label, Markup, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie, redirect};

use super::{TOKEN, address_under_way, answer, asked, dead_link, step_up::proven};
use crate::{
    Identity,
    flow::{
        address::{
            asking::Asked,
            settling::{self, Settled},
            taking_back,
        },
        attempts::Attempt,
        session::{self, COOKIE},
        tickets,
        visit::Visit,
    },
    store::{accounts, address_changes, tickets::Purpose},
};

const HERE: &str = "/compte/adresse";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    Ok(match proven(&ctx, HERE).await? {
        Ok((mut tx, session)) => {
            let under_way = address_under_way::notice(&mut tx, &ctx, session.account_id).await?;
            answer(page(&ctx, &FormState::default(), under_way.as_ref()))
        }
        Err(page) => redirect(&page),
    })
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let (mut tx, session) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let Some(email) = Email::parse(posted.value("email")) else {
        let state = posted.state().with_error("email", "Complétez votre adresse e-mail, par exemple nom@exemple.fr.");
        return Ok(answer(page(&ctx, &state, None).status(422)));
    };
    if accounts::by_id(&mut tx, session.account_id).await?.email.expose().to_lowercase() == email.key() {
        let state = posted.state().with_error("email", "C’est déjà l’adresse de votre compte. Écrivez-en une autre.");
        return Ok(answer(page(&ctx, &state, None).status(422)));
    }
    let attempt = Attempt::letters(&email.key(), session.account_id, ctx.client());
    if let Some(retry_after) = attempt.begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    let errand = Asked {
        account: session.account_id,
        email: email.as_str().to_owned(),
        visitor: ctx.visitor().to_owned(),
        browser: Visit::of(&ctx, &headers).browser,
    };
    errand.leave(&identity, &mut tx, moment).await?;
    tx.commit().await?;
    Ok(redirect("/compte/adresse/envoyee"))
}

/// `/compte/adresse/envoyee`: the same, whether the address has an account or not.
pub(crate) async fn sent() -> Answer {
    let body = html! {
        (ui::heading(None, "Ouvrez vos deux boîtes e-mail"))
        (ui::lead("Nous avons écrit à votre nouvelle adresse et à votre adresse actuelle. Suivez le lien de chaque message."))
        p { "D’ici là, rien ne change\u{a0}: connectez-vous avec votre adresse actuelle." }
        p { "Vous ne lisez plus votre adresse actuelle\u{a0}? Confirmez la nouvelle. Le changement aura lieu tout seul, 7\u{a0}jours après votre demande." }
        (ui::button_row(html! { (ui::secondary_link_button("/compte", "Revenir à mon compte")) }))
    };
    answer(Page::new("Ouvrez vos deux boîtes e-mail", body).narrow())
}

/// `/compte/adresse/confirmation`: reading changes nothing, the button does.
pub(crate) async fn confirmation(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = tickets::peek(&mut tx, ctx.moment(), Purpose::NewAddress, &token).await? else {
        return Ok(dead_link(HERE, "Recommencer"));
    };
    let here = session::alive(&mut tx, ctx.person().map(|person| person.session), ctx.moment().wall).await?;
    // a letter that reached somebody else opens nothing to her
    if here.is_none_or(|here| here.account_id != ticket.account_id) {
        return Ok(answer(sign_in_first()));
    }
    // hers: she is signed in, and the token came to this very address
    let Some(change) = address_changes::of(&mut tx, ticket.account_id).await? else { return Ok(dead_link(HERE, "Recommencer")) };
    let body = html! {
        (ui::heading(None, "Confirmer ma nouvelle adresse"))
        (ui::lead(&format!("Vous vous connecterez avec\u{a0}: {}", change.email.expose())))
        p { "Votre adresse actuelle confirme aussi, ou peut annuler pendant 7\u{a0}jours." }
        (ui::form("/compte/adresse/confirmation", ctx.csrf(), None, false, html! {
            (ui::hidden(TOKEN, &token))
            (ui::button_row(html! { (ui::button("Confirmer cette adresse")) }))
        }))
    };
    Ok(answer(Page::new("Confirmer ma nouvelle adresse", body).narrow()))
}

/// `POST /compte/adresse/confirmation`.
pub(crate) async fn confirm(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    let here = session::alive(&mut tx, ctx.person().map(|person| person.session), moment.wall).await?;
    let ticket = tickets::take(&mut tx, moment, Purpose::NewAddress, posted.value(TOKEN)).await?;
    let Some(ticket) = ticket.filter(|ticket| here.is_some_and(|here| here.account_id == ticket.account_id)) else {
        return Ok(dead_link(HERE, "Recommencer"));
    };
    let settled = settling::confirm_new(&identity, &mut tx, moment, ticket.account_id).await?;
    tx.commit().await?;
    Ok(match settled {
        Settled::Changed => redirect("/compte?fait=adresse"),
        Settled::Waits => redirect("/compte?fait=adresse-confirmee"),
        Settled::Over => dead_link(HERE, "Recommencer"),
    })
}

/// `/compte/adresse/annulation`: for whoever reads the old mailbox.
pub(crate) async fn cancellation(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    if tickets::peek(&mut tx, ctx.moment(), Purpose::UndoAddress, &token).await?.is_none() {
        return Ok(dead_link("/connexion", "Me connecter"));
    }
    let body = html! {
        (ui::heading(None, "Reprendre mon compte"))
        (ui::notice(Kind::Warning, "Faites-le seulement si vous n’avez pas changé d’adresse vous-même.", html! {}))
        p { "Votre ancienne adresse revient. Tous les appareils sont déconnectés. Le mot de passe actuel ne sert plus. Les clés d’accès, les codes et FranceConnect sont retirés s’ils ont été ajoutés depuis, ou la veille. Ensuite, vous choisissez un nouveau mot de passe." }
        (ui::form("/compte/adresse/annulation", ctx.csrf(), None, false, html! {
            (ui::hidden(TOKEN, &token))
            (ui::button_row(html! { (ui::button("Reprendre mon compte")) }))
        }))
    };
    Ok(answer(Page::new("Reprendre mon compte", body).narrow()))
}

/// `POST /compte/adresse/annulation`.
pub(crate) async fn cancel(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = tickets::take(&mut tx, moment, Purpose::UndoAddress, posted.value(TOKEN)).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    if taking_back::undo(&identity, &mut tx, moment, &ticket).await?.is_none() {
        return Err(Problem::Conflict(TAKEN.to_owned()).into());
    }
    tx.commit().await?;
    Ok(with_cookie(redirect("/mot-de-passe/oubli?motif=repris"), &ctx, COOKIE, "", Some(0)))
}

const TAKEN: &str =
    "Votre ancienne adresse sert maintenant à un autre compte. Demandez de l’aide\u{a0}: une personne vérifiera qui vous êtes.";

fn sign_in_first() -> Page {
    let body = html! {
        (ui::heading(None, "Connectez-vous d’abord"))
        (ui::lead("Connectez-vous avec votre adresse actuelle. Puis ouvrez de nouveau le lien du message, dans le même navigateur."))
        (ui::button_row(html! { (ui::link_button("/connexion", "Me connecter")) }))
    };
    Page::new("Connectez-vous d’abord", body).narrow()
}

fn page(ctx: &Ctx, state: &FormState, under_way: Option<&Markup>) -> Page {
    let label = Label::new("email", "Nouvelle adresse e-mail")
        .hint("Nous écrirons à cette adresse et à votre adresse actuelle.")
        .autocomplete("email")
        .state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Changer mon adresse e-mail"))
        @if let Some(under_way) = under_way { (under_way) }
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (ui::text_input(&label, state.value("email"), TextKind::Email, Some(40)))
            (ui::button_row(html! { (ui::button("Envoyer le lien")) }))
        }))
    };
    Page::new("Changer mon adresse e-mail", body).narrow().back("/compte", "Mon compte")
}
