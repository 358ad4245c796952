//! `/compte/codes-de-secours`: makes ten codes, shows them, gives them as a file.

use axum::{extract::State, response::IntoResponse};
use http::{HeaderMap, HeaderValue, header};
use kernel::{Problem, text::date_time};
use ui::{Kind, Page, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{
    STEP,
    account::{own, own_still},
    answer, asked, dead_link, security,
    step_up::proven,
};
use crate::{
    Identity,
    flow::{
        factors,
        notices::{self, Change},
        recovery, tickets,
        visit::Visit,
    },
    model::redirection::with_query,
    store::{
        accounts, recovery_codes,
        tickets::{Purpose, Ticket},
    },
    vault,
};

const HERE: &str = "/compte/codes-de-secours";

/// Makes a set: those before serve no more.
pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, _: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let (mut tx, session) = match proven(&ctx, security::HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    if !factors::of(&mut tx, session.account_id).await?.any() {
        return Err(Problem::Conflict("Ajoutez d’abord une clé d’accès ou un code de sécurité.".to_owned()).into());
    }
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    drop(tx);
    let set = recovery::make(&identity, moment).await?;
    let (mut tx, _) = own_still(&ctx, &account).await?;
    recovery_codes::replace(&mut tx, account.id, &set.salt, &set.hashes, moment.wall).await?;
    let shown = identity.vault.seal(vault::Purpose::Tickets, &account.id.to_string(), set.codes.join("\n").as_bytes(), &*moment.rng)?;
    let ticket = Ticket { account_id: account.id, visitor: ctx.visitor().to_owned(), request: None, secret: Some(shown) };
    let token = tickets::give(&mut tx, moment, Purpose::RecoveryCodes, ticket).await?;
    notices::tell(&identity, &mut tx, moment, &account, Change::RecoveryCodes, &Visit::of(&ctx, &headers)).await?;
    tx.commit().await?;
    Ok(redirect(&with_query(HERE, &[(STEP, Some(&token))])))
}

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, STEP).unwrap_or_default();
    Ok(match codes(&identity, &ctx, &token).await? {
        Some(codes) => answer(page(&codes, &token)),
        None => dead_link(security::HERE, "Aller à la sécurité du compte"),
    })
}

/// `GET /compte/codes-de-secours/fichier`: the same, to keep.
pub(crate) async fn file(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, STEP).unwrap_or_default();
    let Some(codes) = codes(&identity, &ctx, &token).await? else {
        return Ok(dead_link(security::HERE, "Aller à la sécurité du compte"));
    };
    let made = date_time(ctx.moment().wall);
    let text = format!(
        "GrandLyon Connect – codes de secours\r\nFaits le {made}. Chaque code sert une fois.\r\n\r\n{}\r\n",
        codes.replace('\n', "\r\n")
    );
    let mut response = text.into_response();
    let names = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"codes-de-secours.txt\""),
    ];
    for (name, value) in names {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// The codes just made, as long as this browser may read them.
async fn codes(identity: &Identity, ctx: &Ctx, token: &str) -> Outcome<Option<String>> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, ctx).await?;
    let ticket = tickets::own(&mut tx, ctx, Purpose::RecoveryCodes, token).await?;
    let Some(sealed) = ticket.filter(|ticket| ticket.account_id == session.account_id).and_then(|ticket| ticket.secret) else {
        return Ok(None);
    };
    Ok(Some(identity.vault.open_text(vault::Purpose::Tickets, &session.account_id.to_string(), &sealed)?))
}

fn page(codes: &str, token: &str) -> Page {
    let file = with_query("/compte/codes-de-secours/fichier", &[(STEP, Some(token))]);
    let body = html! {
        (ui::heading(None, "Vos codes de secours"))
        (ui::notice(Kind::Warning, "Gardez-les maintenant\u{a0}: ils ne seront plus affichés.", html! {
            p { "Imprimez cette page ou téléchargez le fichier. Rangez-les loin de votre téléphone." }
        }))
        (ui::code_block("Codes de secours", codes))
        p { "Chaque code sert une fois. Vos anciens codes ne servent plus." }
        (ui::button_row(html! {
            a.button.secondary href=(file) download="codes-de-secours.txt" { "Télécharger les codes" }
            (ui::link_button(security::HERE, "J’ai gardé mes codes"))
        }))
    };
    Page::new("Vos codes de secours", body).narrow()
}
