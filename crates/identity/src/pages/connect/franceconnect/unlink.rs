//! `/compte/franceconnect`: what FranceConnect certifies, and how to take it
//! away. An account must then have another way in: a password.

use axum::extract::State;
use http::HeaderMap;
use kernel::{
    Personal, Problem,
    text::{date_time, day, long_date},
};
use ui::{FormState, Label, Page, Row, TextKind, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use crate::{
    Identity,
    flow::{
        franceconnect::unlinking,
        notices::{self, Change},
        session,
        visit::Visit,
    },
    model::{account::Account, password},
    pages::connect::{account::own_still, answer, step_up::proven},
    store::{
        accounts,
        franceconnect::links::{self, Link},
        tickets,
    },
};

/// Where the page is.
pub(crate) const HERE: &str = "/compte/franceconnect";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let (mut tx, session) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let account = session.account_id;
    let Some(link) = links::of_account(&mut tx, account).await? else { return Ok(redirect("/compte/identite")) };
    let account = accounts::by_id(&mut tx, account).await?;
    Ok(answer(page(&ctx, &FormState::default(), &link, &account)))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let (mut tx, session) = match proven(&ctx, HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let account = session.account_id;
    let Some(link) = links::of_account(&mut tx, account).await? else { return Ok(redirect("/compte/identite")) };
    let account = accounts::by_id(&mut tx, account).await?;
    drop(tx);
    let mut chosen = None;
    if account.hash().is_none() {
        let personal = [account.email.expose(), account.given_name.expose(), account.family_name.expose()].map(String::as_str);
        if let Err(weakness) = password::check(posted.value("password"), &personal) {
            let state = FormState::default().with_error("password", weakness.sentence());
            return Ok(answer(page(&ctx, &state, &link, &account).status(422)));
        }
        chosen = Some(identity.hashing.hash(Personal::new(posted.value("password").to_owned()), &*moment.rng).await?);
    }
    let (mut tx, _) = own_still(&ctx, &account).await?;
    if let Some(password) = &chosen {
        tickets::void(&mut tx, account.id).await?;
        accounts::set_password(&mut tx, account.id, password).await?;
        notices::tell(&identity, &mut tx, moment, &account, Change::Password, &Visit::of(&ctx, &headers)).await?;
    }
    if accounts::by_id(&mut tx, account.id).await?.hash().is_none() {
        return Err(Failure::Problem(Problem::Conflict("Choisissez d’abord un mot de passe.".to_owned())));
    }
    unlinking::unlink(&identity, &mut tx, moment, account.id).await?;
    let is_still_here = session::alive(&mut tx, Some(ctx.signed_in()?.session), moment.wall).await?.is_some();
    tx.commit().await?;
    Ok(redirect(if is_still_here { "/compte/identite?fait=1" } else { "/connexion?motif=sans-franceconnect" }))
}

fn page(ctx: &Ctx, state: &FormState, link: &Link, account: &Account) -> Page {
    let label = Label::new("password", "Nouveau mot de passe")
        .hint("Votre compte n’en a pas encore\u{a0}: il en faut un pour vous connecter sans FranceConnect. 12\u{a0}caractères au moins.")
        .state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "FranceConnect"))
        (ui::lead("FranceConnect garantit votre état civil auprès des services qui le demandent."))
        (ui::summary_list(&[
            Row::text("Rattaché le", &long_date(day(link.linked_at))),
            Row::text("Utilisé pour la dernière fois le", &date_time(link.seen_at)),
        ]))
        (ui::section("Retirer FranceConnect", html! {
            p { "Votre compte reste ouvert. Votre identité n’est plus certifiée\u{a0}: vous pouvez de nouveau la modifier. Vous êtes déconnecté là où vous étiez entré avec FranceConnect." }
            (ui::form(HERE, ctx.csrf(), None, false, html! {
                @if account.hash().is_none() { (ui::text_input(&label, "", TextKind::Password { new: true }, Some(40))) }
                (ui::button_row(html! { (ui::danger_button("Retirer FranceConnect")) (ui::secondary_link_button("/compte/identite", "Annuler")) }))
            }))
        }))
    };
    Page::new("FranceConnect", body).narrow().back("/compte/identite", "Mes informations")
}
