//! The first page of the kit.

use super::{
    Kit, departures,
    files::COMMON,
    gaps,
    markdown::{code, plain, table},
    received, samples, settings,
};
use crate::model::protocol::AuthMethod;

/// What follows this title in `kit/README.md` is for every client.
const NEVER_FORGET: &str = "## Ce que votre service ne doit pas oublier";

pub(super) fn text(kit: &Kit<'_>) -> String {
    let name = plain(&kit.client.name);
    let rules = COMMON.split(NEVER_FORGET).nth(1).unwrap_or_default().to_owned();
    let rules = samples::keeping(kit.client.protocol.0.auth_method.has_secret(), rules);
    format!(
        "# Kit de raccordement\u{a0}: {name}\n\n\
         Pour que les habitants se connectent à votre service avec leur compte GrandLyon Connect.\n\n\
         {CONTENTS}\n## Vos réglages\n\n{registered}\n{secret}\n\n{gaps}## Les adresses de GrandLyon Connect\n\n{endpoints}\n\
         ## Ce que vous recevez\n\n### Dans le jeton d’identité\n\n{token}\n### À /userinfo, si la personne est d’accord\n\n{data}\n\
         ## Les comptes supprimés\n\n{departures}\
         {NEVER_FORGET}{rules}",
        registered = registered(kit),
        secret = secret(kit),
        gaps = gaps(kit),
        endpoints = endpoints(kit),
        token = token(),
        data = data(kit),
        departures = departures(kit),
    )
}

const CONTENTS: &str = "\
| Dossier | Ce qu’il contient |
| --- | --- |
| [samples/node](samples/node/README.md), [python](samples/python/README.md), [php](samples/php/README.md), [apache](samples/apache/README.md) | un petit service complet, réglé pour vous |
| [button](button/README.md) | le bouton « Se connecter avec GrandLyon Connect » et ses règles |
| [exigences.md](exigences.md) | ce que la convention demande à votre service |
";

fn registered(kit: &Kit<'_>) -> String {
    let value = |values: &[String]| match values {
        [] => "aucune".to_owned(),
        values => values.iter().map(|value| code(value)).collect::<Vec<_>>().join("<br>"),
    };
    let rows: Vec<Vec<String>> = settings::of(kit).iter().map(|(name, values)| vec![(*name).to_owned(), value(values)]).collect();
    table(&["Réglage", "Valeur"], &rows)
}

const fn secret(kit: &Kit<'_>) -> &'static str {
    match kit.client.protocol.0.auth_method {
        AuthMethod::PrivateKeyJwt => "Votre service signe avec sa clé\u{a0}: il n’a pas d’autre preuve.",
        _ => "Le secret n’est pas dans ce kit. Il se crée sur la page de votre service, et ne s’affiche qu’une fois.",
    }
}

/// The options that the samples do not have.
fn gaps(kit: &Kit<'_>) -> String {
    let gaps = gaps::of(&kit.client.protocol.0);
    if gaps.is_empty() {
        return String::new();
    }
    let lines: String = gaps.iter().map(|gap| format!("- {}\n", gap.label())).collect();
    format!("Les exemples n’ont pas toutes vos options. Le README de chacun dit quoi y changer\u{a0}:\n\n{lines}\n")
}

fn endpoints(kit: &Kit<'_>) -> String {
    let rows: Vec<Vec<String>> = settings::endpoints(kit).into_iter().map(|(what, url)| vec![what.to_owned(), code(&url)]).collect();
    table(&["Pour", "Adresse"], &rows)
}

fn token() -> String {
    let rows: Vec<Vec<String>> = received::TOKEN.iter().map(|(name, meaning)| vec![code(name), (*meaning).to_owned()]).collect();
    table(&["Nom", "Sens"], &rows)
}

fn data(kit: &Kit<'_>) -> String {
    let rows = received::data(kit.client).into_iter().map(|told| {
        let need = told.need;
        let must = if need.required { "oui" } else { "non\u{a0}: la personne choisit" };
        vec![
            need.datum.label().to_owned(),
            code(told.claim),
            code(&told.scopes),
            need.datum.form().to_owned(),
            plain(&need.why),
            must.to_owned(),
        ]
    });
    table(&["Donnée", "Nom", "Droit", "Forme", "Pourquoi", "Indispensable"], &rows.collect::<Vec<_>>())
}

fn departures(kit: &Kit<'_>) -> String {
    let ways = departures::ways(kit);
    if ways.is_empty() {
        return format!("{}\n\n", departures::NONE);
    }
    let written = ways.iter().map(|way| format!("### {}\n\n{}\n\n```\n{}```\n\n", way.title, way.said.join("\n\n"), way.code));
    written.collect()
}
