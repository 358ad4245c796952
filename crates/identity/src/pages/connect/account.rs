//! `/compte`: who she is, what she agreed to, and the way to the rest.

use db::IdentityTx;
use kernel::Problem;
use ui::{Icon, Kind, Markup, Page, Row, Tile, html};
use web::{Answer, Ctx, Failure, Outcome};

use super::{address_under_way, answer, asked, closing, partners, profile, security, services};
use crate::{
    flow::{
        factors::{self, Factors},
        session,
    },
    model::account::Account,
    store::{accounts, sessions::Session},
};

/// All that the page shows.
struct View {
    account: Account,
    factors: Factors,
    closing: Option<Markup>,
    new_address: Option<Markup>,
    /// Whether she is of an organisation that connects services, or invited by one.
    is_partner: bool,
}

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let view = View {
        account: accounts::by_id(&mut tx, session.account_id).await?,
        factors: factors::of(&mut tx, session.account_id).await?,
        closing: closing::warning(&mut tx, &ctx, &session).await?,
        new_address: address_under_way::notice(&mut tx, &ctx, session.account_id).await?,
        is_partner: partners::concern(&mut tx, &ctx, session.account_id).await?,
    };
    Ok(answer(page(&view, asked(&ctx, "fait").as_deref())))
}

/// The session of this page's reader.
pub(super) async fn own(tx: &mut IdentityTx, ctx: &Ctx) -> Outcome<Session> {
    let id = ctx.signed_in()?.session;
    session::alive(tx, Some(id), ctx.moment().wall).await?.ok_or(Failure::Problem(Problem::Forbidden))
}

/// A writing transaction after something slow: her session is alive still, and
/// her password is the one that was read with `seen`. Otherwise she, or somebody
/// else, shut this browser out in between.
pub(super) async fn own_still(ctx: &Ctx, seen: &Account) -> Outcome<(IdentityTx, Session)> {
    let mut tx = ctx.identity_write().await?;
    let is_unchanged = accounts::hold_unchanged(&mut tx, seen).await?;
    let session = own(&mut tx, ctx).await?;
    if !is_unchanged || session.account_id != seen.id {
        return Err(Failure::Problem(Problem::Forbidden));
    }
    Ok((tx, session))
}

fn page(view: &View, done: Option<&str>) -> Page {
    let account = &view.account;
    let body = html! {
        (ui::heading(None, "Mon compte"))
        @if let Some(closing) = &view.closing { (closing) }
        @if let Some(new_address) = &view.new_address { (new_address) }
        @if let Some(sentence) = done.and_then(said) { (ui::notice(Kind::Success, sentence, html! {})) }
        (ui::section("Mon identité", html! {
            (ui::summary_list(&[
                Row::text("Prénom", account.given_name.expose()),
                Row::text("Nom", account.family_name.expose()),
                Row::text("Adresse e-mail", account.email.expose()).change("/compte/adresse", "l’adresse e-mail"),
            ]))
        }))
        (ui::section("Mon compte en détail", ui::tiles(&ways(view))))
        (ui::button_row(html! { (ui::secondary_link_button("/deconnexion", "Se déconnecter")) }))
        p { a href=(closing::HERE) { "Supprimer mon compte" } }
    };
    Page::new("Mon compte", body)
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "adresse" => Some("Votre adresse e-mail a changé."),
        "adresse-gardee" => Some("Votre adresse e-mail ne change pas."),
        "adresse-confirmee" => Some("Votre nouvelle adresse est confirmée."),
        "garde" => Some("Votre compte est gardé."),
        _ => None,
    }
}

/// The other pages of the account.
fn ways(view: &View) -> Vec<Tile> {
    let factors = &view.factors;
    let tile =
        |href: &str, icon, title: &str, text: &str| Tile { href: href.to_owned(), icon, title: title.to_owned(), text: text.to_owned() };
    let security = match (factors.any(), factors.lacks_recovery()) {
        (false, _) if view.account.hash().is_none() => "FranceConnect seul. Ajoutez une clé d’accès ou un code.",
        (false, _) => "Mot de passe seul. Ajoutez une clé d’accès ou un code.",
        (true, true) => "Il vous manque des codes de secours.",
        (true, false) => "Votre compte est bien protégé.",
    };
    let mut tiles = vec![
        tile(profile::HERE, Icon::User, "Mes informations", "Nom, naissance, adresse, téléphone."),
        tile(services::HERE, Icon::Users, "Mes services", "Qui connaît vos données, et lesquelles."),
        tile(security::HERE, Icon::ShieldCheck, "Sécurité", security),
        tile("/compte/connexions", Icon::History, "Connexions", "Vos appareils, et vos connexions passées."),
    ];
    if view.is_partner {
        tiles.push(tile(partners::HOME, Icon::Building, "Espace partenaires", "Les services de votre organisation."));
    }
    tiles
}
