//! `/compte`: who she is, what she agreed to, and the way to the rest.

use db::IdentityTx;
use kernel::text::date_time;
use serde_json::json;
use ui::{Icon, Kind, Markup, Page, Row, Tile, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{answer, asked, security};
use crate::{
    flow::{
        factors::{self, Factors},
        session,
    },
    model::account::Account,
    store::{accounts, consents, consents::Consent, grants, sessions::Session},
};

/// All that the page shows.
struct View {
    account: Account,
    factors: Factors,
    consents: Vec<Consent>,
}

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let view = View {
        account: accounts::by_id(&mut tx, session.account_id).await?,
        factors: factors::of(&mut tx, session.account_id).await?,
        consents: consents::of_account(&mut tx, session.account_id).await?,
    };
    Ok(answer(page(&ctx, &view, asked(&ctx, "fait").as_deref())))
}

/// `POST /compte/accords`: withdraws what was agreed with a client.
pub(crate) async fn withdraw(ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let wall = ctx.moment().wall;
    let client = posted.value("service");
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, &ctx).await?;
    if consents::withdraw(&mut tx, session.account_id, client, wall).await? > 0 {
        grants::revoke_all(&mut tx, session.account_id, client, wall).await?;
        let proof = Some(json!({ "client": client }));
        session::record_detail(&mut tx, ctx.moment(), session.account_id, "identity.consent-withdrawn", proof).await?;
    }
    tx.commit().await?;
    Ok(redirect("/compte?fait=accord"))
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
        @if let Some(sentence) = done.and_then(said) { (ui::notice(Kind::Success, sentence, html! {})) }
        (ui::section("Mon identité", html! {
            (ui::summary_list(&[
                Row::text("Prénom", account.given_name.expose()),
                Row::text("Nom", account.family_name.expose()),
                Row::text("Adresse e-mail", account.email.expose()).change("/compte/adresse", "l’adresse e-mail"),
            ]))
        }))
        (ui::section("Protéger mon compte", ui::tiles(&ways(&view.factors))))
        (ui::section("Services autorisés", agreements(ctx, &view.consents)))
        (ui::button_row(html! { (ui::secondary_link_button("/deconnexion", "Se déconnecter")) }))
    };
    Page::new("Mon compte", body)
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "accord" => Some("L’accord est retiré. Ce service n’a plus accès à vos données."),
        "adresse" => Some("Votre adresse e-mail a changé."),
        _ => None,
    }
}

/// The other pages of the account.
fn ways(factors: &Factors) -> [Tile; 2] {
    let tile =
        |href: &str, icon, title: &str, text: &str| Tile { href: href.to_owned(), icon, title: title.to_owned(), text: text.to_owned() };
    let security = match (factors.any(), factors.lacks_recovery()) {
        (false, _) => "Mot de passe seul. Ajoutez une clé d’accès ou un code.",
        (true, true) => "Il vous manque des codes de secours.",
        (true, false) => "Votre compte est bien protégé.",
    };
    [
        tile(security::HERE, Icon::ShieldCheck, "Sécurité", security),
        tile("/compte/connexions", Icon::History, "Connexions", "Vos appareils, et vos connexions passées."),
    ]
}

/// A line per service; the same service agreed to twice is one line.
fn agreements(ctx: &Ctx, consents: &[Consent]) -> Markup {
    let mut shown = std::collections::BTreeSet::new();
    html! {
        @if consents.is_empty() { p { "Vous n’avez donné vos données à aucun service." } }
        @for consent in consents.iter().filter(|consent| shown.insert(consent.client_id.clone())) {
            @let data: Vec<&str> = consent.scopes.iter().flat_map(|scope| scope.data().iter().copied()).collect();
            (ui::summary_list(&[
                Row::text("Service", &consent.client_name),
                Row::text("Données", &data.join(", ")),
                Row::text("Accord donné le", &date_time(consent.given_at)),
            ]))
            (ui::form("/compte/accords", ctx.csrf(), None, false, html! {
                (ui::hidden("service", &consent.client_id))
                (ui::secondary_button(&format!("Retirer mon accord\u{a0}: {}", consent.client_name)))
            }))
        }
    }
}
