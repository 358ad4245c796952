//! `/accords`: the register of consents, for the data protection officer. It is
//! the part of the audit trail that tells who agreed to what: each act has its
//! place in the chain, and names the exact text by its digest.

pub(crate) mod files;

use db::{
    IdentityTx,
    audit::{self, Head},
};
use ui::{FormState, Kind, Label, Markup, Page, TextKind, html};
use web::{Ctx, Html, Outcome};

use crate::{
    flow::sharing::{GIVEN, WITHDRAWN},
    pages::connect::asked_even_empty,
    register::{self, Damage},
    store::agreements,
};

pub(crate) const HERE: &str = "/accords";
/// The last link kept elsewhere, in the address of the page; empty without one.
const KEPT: &str = "maillon";

/// `GET /accords`: what the register holds; is it whole, when one asks: all of
/// it is read again then.
pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let typed = asked_even_empty(&ctx, KEPT);
    let (kept, state) = read(typed.as_deref().unwrap_or_default());
    let mut tx = ctx.identity_read().await?;
    let verdict = match typed {
        Some(_) if !state.has_errors() => Some(register::verify(&mut tx, kept.as_ref()).await?),
        _ => None,
    };
    let (given, withdrawn) = (total(&mut tx, GIVEN).await?, total(&mut tx, WITHDRAWN).await?);
    let texts = agreements::texts(&mut tx).await?;
    let body = html! {
        (ui::error_summary(&state))
        (ui::heading(Some("GrandLyon Connect"), "Registre des accords"))
        (ui::lead("Chaque accord et chaque retrait, avec le texte exact que la personne a lu. Rien ne s’y modifie sans que cela se voie."))
        @if let Some(verdict) = &verdict { (told(verdict, kept.is_some())) }
        (comparison(&state))
        (ui::key_figures(&[
            ui::key_figure(&given.to_string(), if given < 2 { "accord donné" } else { "accords donnés" }, None),
            ui::key_figure(&withdrawn.to_string(), if withdrawn < 2 { "retrait" } else { "retraits" }, None),
            ui::key_figure(&texts.len().to_string(), if texts.len() < 2 { "texte lu" } else { "textes lus" }, None),
        ]))
        p.hint { "Un acte est inscrit dans la chaîne, et dans le fichier, moins d’une heure après." }
        (ui::button_row(html! {
            (ui::link_button(files::ACTS, "Télécharger le registre"))
            (ui::secondary_link_button(files::TEXTS, "Télécharger les textes"))
        }))
        (ui::section("Textes", shown(&texts)))
    };
    Ok(Page::new("Registre des accords", body).status(if state.has_errors() { 422 } else { 200 }).into())
}

/// The link that was typed, and what is wrong with it.
fn read(typed: &str) -> (Option<Head>, FormState) {
    if typed.is_empty() {
        return Default::default();
    }
    let state = FormState::from_pairs([(KEPT, typed)]);
    match typed.parse() {
        Ok(head) => (Some(head), state),
        Err(_) => (None, state.with_error(KEPT, "Copiez toute la ligne\u{a0}: un nombre, deux points, 64\u{a0}chiffres et lettres.")),
    }
}

fn told(verdict: &Result<Head, Damage>, is_compared: bool) -> Markup {
    match verdict {
        Ok(head) if head.position == 0 => html! { p { "Rien n’est encore inscrit." } },
        Ok(head) => ui::notice(
            Kind::Success,
            "La chaîne est intacte.",
            html! {
                @if is_compared { p { "Le maillon que vous avez gardé y est toujours." } }
                p { "Dernier maillon\u{a0}: " code { (head) } ". Gardez-le ailleurs\u{a0}: il prouvera que rien n’a été retiré." }
            },
        ),
        Err(Damage::Chain(broken)) => ui::notice(
            Kind::Danger,
            "La chaîne est rompue.",
            html! { p { "Le maillon " (broken.position) " ne correspond plus à ce qui a été écrit. Prévenez la sécurité." } },
        ),
        Err(Damage::Text(digest)) => ui::notice(
            Kind::Danger,
            "Un texte a changé.",
            html! { p { "Le texte " code { (digest) } " n’est plus celui qui a été lu, ou il manque. Prévenez la sécurité." } },
        ),
    }
}

/// Where the register is verified, beside the link that was kept if there is one.
fn comparison(state: &FormState) -> Markup {
    let label = Label::new(KEPT, "Le maillon que vous avez gardé")
        .optional()
        .hint("Sans lui, on ne voit pas si les derniers actes ont été retirés. Exemple\u{a0}: 51:3f2a…")
        .state(state);
    html! {
        form method="get" action=(HERE) novalidate {
            (ui::text_input(&label, state.value(KEPT), TextKind::Text, None))
            (ui::secondary_button("Vérifier le registre"))
        }
    }
}

fn shown(texts: &[agreements::Text]) -> Markup {
    html! {
        @if texts.is_empty() { p { "Personne n’a encore donné d’accord." } }
        @for text in texts {
            (ui::details(&format!("{} ({})", text.text.lines().next().unwrap_or_default(), &text.digest), html! {
                @for line in text.text.lines() { p { (line) } }
            }))
        }
    }
}

async fn total(tx: &mut IdentityTx, action: &str) -> Outcome<u64> {
    Ok(audit::count(tx, action).await?)
}
