//! `/compte/securite`: how she proves who she is.

use kernel::text::date_time;
use ui::{Kind, Markup, Page, Row, Tone, html};
use web::{Answer, Ctx, Outcome};

use super::{account::own, answer, asked};
use crate::{
    flow::factors::{self, Factors},
    model::account::Account,
    store::{accounts, passkeys::Passkey},
};

/// This page.
pub(super) const HERE: &str = "/compte/securite";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let session = own(&mut tx, &ctx).await?;
    let factors = factors::of(&mut tx, session.account_id).await?;
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    Ok(answer(page(&ctx, &factors, &account, asked(&ctx, "fait").as_deref())))
}

fn page(ctx: &Ctx, factors: &Factors, account: &Account, done: Option<&str>) -> Page {
    let password = if account.hash().is_some() { "Vous seul le connaissez" } else { "Aucun\u{a0}: vous entrez avec FranceConnect" };
    let body = html! {
        (ui::heading(None, "Sécurité"))
        @if let Some(sentence) = done.and_then(said) { (ui::notice(Kind::Success, sentence, html! {})) }
        @if factors.lacks_recovery() { (recovery_warning(factors.recovery_left)) }
        (ui::section("Mot de passe", html! {
            (ui::summary_list(&[Row::new("Mot de passe", html! { (password) }).change("/compte/mot-de-passe", "le mot de passe")]))
        }))
        (ui::section("Clés d’accès", passkeys(ctx, &factors.passkeys)))
        (ui::section("Code de sécurité", codes(ctx, factors.has_codes)))
        (ui::section("Codes de secours", recovery(ctx, factors)))
    };
    Page::new("Sécurité", body).back("/compte", "Mon compte")
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "mot-de-passe" => Some("Votre mot de passe a changé. Les autres appareils sont déconnectés."),
        "cle" => Some("La clé d’accès est ajoutée."),
        "sans-cle" => Some("La clé d’accès est retirée."),
        "code" => Some("Le code de sécurité est activé."),
        "sans-code" => Some("Le code de sécurité est désactivé."),
        "secours" => Some("Vous êtes connecté. Ce code de secours ne servira plus."),
        _ => None,
    }
}

fn recovery_warning(left: i64) -> Markup {
    let title = match left {
        0 => "Vous n’avez pas de code de secours.".to_owned(),
        1 => "Il vous reste 1\u{a0}code de secours.".to_owned(),
        left => format!("Il vous reste {left}\u{a0}codes de secours."),
    };
    let body = html! { p { "Faites-en maintenant\u{a0}: sans eux, si vous perdez votre téléphone, vous ne pourrez plus vous connecter." } };
    ui::notice(Kind::Warning, &title, body)
}

fn passkeys(ctx: &Ctx, passkeys: &[Passkey]) -> Markup {
    html! {
        p { "Une clé d’accès ouvre votre compte sans mot de passe, avec votre doigt, votre visage ou le code de votre appareil." }
        @for passkey in passkeys {
            (ui::summary_list(&[
                Row::text("Clé", &passkey.name),
                Row::text("Ajoutée le", &date_time(passkey.created_at)),
                Row::text("Dernier usage", &passkey.used_at.map_or_else(|| "Jamais".to_owned(), date_time)),
                Row::text("Se trouve", if passkey.is_synced { "Sur vos appareils, qui la partagent" } else { "Sur un seul appareil" }),
            ]))
            (ui::form("/compte/cles/retrait", ctx.csrf(), None, false, html! {
                (ui::hidden("cle", &passkey.id.to_string()))
                (ui::secondary_button(&format!("Retirer la clé\u{a0}: {}", passkey.name)))
            }))
        }
        (ui::button_row(html! { (ui::secondary_link_button("/compte/cles", "Ajouter une clé d’accès")) }))
    }
}

fn codes(ctx: &Ctx, is_on: bool) -> Markup {
    html! {
        @if is_on {
            p { (ui::status_tag(Tone::Success, "Activé")) " Un code est demandé après votre mot de passe." }
            (ui::form("/compte/code-de-securite/retrait", ctx.csrf(), None, false, ui::secondary_button("Désactiver le code")))
        } @else {
            p { (ui::status_tag(Tone::Neutral, "Désactivé")) " Un code à usage unique protège votre compte, même si votre mot de passe est volé." }
            (ui::form("/compte/code-de-securite/debut", ctx.csrf(), None, false, ui::secondary_button("Activer le code")))
        }
    }
}

fn recovery(ctx: &Ctx, factors: &Factors) -> Markup {
    html! {
        p { "Un code de secours remplace votre téléphone ou votre clé, si vous les perdez. Chaque code sert une fois." }
        @if factors.any() {
            p { "Codes qui restent\u{a0}: " strong { (factors.recovery_left) } "." }
            (ui::form("/compte/codes-de-secours", ctx.csrf(), None, false,
                ui::secondary_button(if factors.recovery_left > 0 { "Faire de nouveaux codes" } else { "Faire mes codes de secours" })))
        } @else {
            p.hint { "Ajoutez d’abord une clé d’accès ou un code de sécurité." }
        }
    }
}
