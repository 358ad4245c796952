//! `/connexion/secours`: a recovery code, when the telephone or the key is lost.

use axum::extract::State;
use http::HeaderMap;
use kernel::Problem;
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted};

use super::{STEP, asked, back, code, dead_link, entered, on_the_way, towards};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        authorization::{self, Way},
        notices::{self, Change},
        recovery, second_step,
        visit::Visit,
    },
    model::methods::Method,
    store::{accounts, recovery_codes},
};

/// This page.
pub(super) const HERE: &str = "/connexion/secours";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, STEP).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = second_step::find(&mut tx, &ctx, &token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
    Ok(on_the_way(page(&ctx, &FormState::default(), &token, way.as_ref()), way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (moment, token) = (ctx.moment(), posted.value(STEP));
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = second_step::find(&mut tx, &ctx, token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
    let visit = Visit::of(&ctx, &headers);
    let attempt = Attempt::code(ticket.account_id, visit.known_to_her(&mut tx, ticket.account_id).await?.as_deref());
    if let Some(retry_after) = attempt.begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    tx.commit().await?;
    let hash = recovery::hash(&identity, ticket.account_id, posted.value("code")).await?;

    let mut tx = ctx.identity_write().await?;
    if !recovery_codes::redeem(&mut tx, ticket.account_id, &hash, moment.wall).await? {
        let state = FormState::default().with_error("code", "Ce code de secours n’est pas le bon, ou il a déjà servi.");
        return Ok(on_the_way(page(&ctx, &state, token, way.as_ref()).status(422), way.as_ref()));
    }
    attempt.succeeded(&mut tx).await?;
    let Some(here) = second_step::pass(&identity, &mut tx, &ctx, &headers, token, Method::RecoveryCode).await? else {
        return Err(Problem::Gone("Cette étape a déjà servi. Recommencez la connexion.".to_owned()).into());
    };
    let account = accounts::by_id(&mut tx, ticket.account_id).await?;
    let left = recovery_codes::left(&mut tx, account.id).await?;
    notices::tell(&identity, &mut tx, moment, &account, Change::RecoveryCodeUsed { left }, &visit).await?;
    // she lost something: where she puts it right
    let request = ticket.request.as_deref().unwrap_or("/compte/securite?fait=secours");
    let onward = authorization::go_on(&identity, &ctx, tx, Some(request), Some(here.session)).await?;
    Ok(entered(back::onward(&onward), &ctx, &here))
}

fn page(ctx: &Ctx, state: &FormState, token: &str, way: Option<&Way>) -> Page {
    let over = towards(way);
    let label = Label::new("code", "Code de secours").hint("Par exemple ABCD-EFGH-IJKL. Un code qui a servi ne sert plus.").state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), "Un code de secours"))
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (ui::hidden(STEP, token))
            (ui::text_input(&label.autocomplete("off"), "", TextKind::Text, Some(24)))
            (ui::button_row(html! { (ui::button("Continuer")) }))
        }))
        p.hint { "Vous n’avez plus de code de secours\u{a0}? Demandez de l’aide\u{a0}: une personne vérifiera qui vous êtes." }
    };
    Page::new("Code de secours", body).narrow().back(code::address(token), "Revenir à l’étape précédente")
}
