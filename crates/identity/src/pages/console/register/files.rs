//! The register as files: the acts, with all that their links are made from,
//! and the texts that they name. Whoever keeps both can compute every digest again.

use axum::response::Response;
use db::audit::{self, Sealed};
use serde_json::json;
use web::{Ctx, Failure, signin::SignIn};

use super::super::csv;
use crate::{flow::sharing::WITHDRAWN, register, store::agreements};

/// Where the acts are.
pub(crate) const ACTS: &str = "/accords/registre.csv";
/// Where the texts are.
pub(crate) const TEXTS: &str = "/accords/textes.csv";

/// What is for people first, then what the link is made from.
const COLUMNS: [&str; 17] = [
    "position",
    "date",
    "acte",
    "personne",
    "service",
    "donne",
    "refuse",
    "texte",
    "empreinte",
    "chaine",
    "chaine_precedente",
    "identifiant",
    "instant_us",
    "acteur",
    "action",
    "sel",
    "detail",
];

/// `GET /accords/registre.csv`: every act, in the order of the chain, for an
/// operator who proved less than ten minutes ago who she is. The trail keeps
/// that she took it.
pub(crate) async fn acts(ctx: Ctx) -> Result<Response, Failure> {
    if let Some(first) = SignIn::again(&ctx, ACTS) {
        return Ok(first);
    }
    let mut tx = ctx.identity_read().await?;
    let mut lines = Vec::new();
    register::acts(&mut tx, |act| lines.push(act)).await?;
    drop(tx);
    lines.sort_by_key(|line| line.position);
    let entry = audit::Entry {
        actor: ctx.actor().audit_name(),
        action: "identity.register-exported",
        subject: "register".to_owned(),
        detail: Some(json!({ "acts": lines.len() })),
    };
    let mut tx = ctx.identity_write().await?;
    audit::record(&mut tx, ctx.moment(), entry).await?;
    tx.commit().await?;
    let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(lines.iter().map(cells));
    Ok(csv::file("registre-des-accords.csv", rows))
}

/// `GET /accords/textes.csv`: every text that an act names, by its digest.
pub(crate) async fn texts(ctx: Ctx) -> Result<Response, Failure> {
    let mut tx = ctx.identity_read().await?;
    let texts = agreements::texts(&mut tx).await?;
    let rows = std::iter::once(["texte", "lu"].map(str::to_owned)).chain(texts.into_iter().map(|text| [text.digest, text.text]));
    Ok(csv::file("textes-des-accords.csv", rows))
}

/// A line: identifiers and names of data only.
fn cells(line: &Sealed) -> [String; 17] {
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
        line.previous.clone(),
        line.id.to_string(),
        line.at.as_microsecond().to_string(),
        line.actor.clone(),
        line.action.clone(),
        line.salt.clone(),
        line.hashed_detail(),
    ]
}
