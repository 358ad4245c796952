//! `/accords`: the register of consents, for the data protection officer. It is
//! the part of the audit trail that tells who agreed to what: each act has its
//! place in the chain, and names the exact text by its digest.

use axum::response::Response;
use db::{
    IdentityTx,
    audit::{self, Sealed},
};
use ui::{Kind, Markup, Page, html};
use web::{Ctx, Failure, Html, Outcome, signin::SignIn};

use super::csv;
use crate::{
    flow::sharing::{GIVEN, WITHDRAWN},
    store::agreements,
};

/// Acts read at a time.
const BATCH: u32 = 1_000;
/// What the page shows, and what the file says first.
const COLUMNS: [&str; 10] = ["position", "date", "acte", "personne", "service", "donne", "refuse", "texte", "empreinte", "chaine"];

/// The state of the register: is the chain whole, what does it hold.
pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let verdict = audit::verify(&mut tx, None).await?;
    let (given, withdrawn) = (total(&mut tx, GIVEN).await?, total(&mut tx, WITHDRAWN).await?);
    let texts = agreements::texts(&mut tx).await?;
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Registre des accords"))
        (ui::lead("Chaque accord et chaque retrait, avec le texte exact que la personne a lu. Rien ne s’y modifie sans que cela se voie."))
        @match verdict {
            Ok(whole) if whole.head.position == 0 => p { "Rien n’est encore inscrit." },
            Ok(whole) => (ui::notice(Kind::Success, "La chaîne est intacte.", html! {
                p { "Dernier maillon\u{a0}: " (whole.head.position) ", empreinte " code { (whole.head.chain) } ". Gardez-le ailleurs\u{a0}: il prouvera que rien n’a été retiré." }
            })),
            Err(broken) => (ui::notice(Kind::Danger, "La chaîne est rompue.", html! {
                p { "Le maillon " (broken.position) " ne correspond plus à ce qui a été écrit. Prévenez la sécurité." }
            })),
        }
        (ui::key_figures(&[
            ui::key_figure(&given.to_string(), if given < 2 { "accord donné" } else { "accords donnés" }, None),
            ui::key_figure(&withdrawn.to_string(), if withdrawn < 2 { "retrait" } else { "retraits" }, None),
            ui::key_figure(&texts.len().to_string(), if texts.len() < 2 { "texte lu" } else { "textes lus" }, None),
        ]))
        p.hint { "Un acte est inscrit dans la chaîne, et dans le fichier, moins d’une heure après." }
        (ui::button_row(html! { (ui::link_button(FILE, "Télécharger le registre")) }))
        (ui::section("Textes", shown(&texts)))
    };
    Ok(Page::new("Registre des accords", body).into())
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

/// Where the file is.
pub(crate) const FILE: &str = "/accords/registre.csv";

/// `GET /accords/registre.csv`: every act, in the order of the chain, for an
/// operator who proved less than ten minutes ago who she is.
pub(crate) async fn export(ctx: Ctx) -> Result<Response, Failure> {
    if let Some(first) = SignIn::again(&ctx, FILE) {
        return Ok(first);
    }
    let mut tx = ctx.identity_read().await?;
    let mut lines = Vec::new();
    for action in [GIVEN, WITHDRAWN] {
        let mut after = 0;
        loop {
            let batch = audit::sealed(&mut tx, action, after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = last.position;
            lines.extend(batch);
        }
    }
    lines.sort_by_key(|line| line.position);
    tracing::info!(acts = lines.len(), operator = %ctx.actor().audit_name(), "register of consents exported");
    let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(lines.iter().map(cells));
    Ok(csv::file("registre-des-accords.csv", rows))
}

/// A line: identifiers and names of data only.
fn cells(line: &Sealed) -> [String; 10] {
    let detail = line.detail.clone().unwrap_or_default();
    let text = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
    let list = |name: &str| detail[name].as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect::<Vec<_>>().join(" ");
    let given = if line.action == WITHDRAWN { text("datum") } else { list("given") };
    [
        line.position.to_string(),
        line.at.to_string(),
        line.action.trim_start_matches("identity.consent-").to_owned(),
        line.subject.clone(),
        text("client"),
        given,
        list("refused"),
        text("text"),
        line.digest.clone(),
        line.chain.clone(),
    ]
}
