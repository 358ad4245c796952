//! `/partenaires/services/{client}/kit`: the connection kit of a service, to
//! read and to download, with what its trial has seen.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderValue, header};
use ui::{Column, FormState, Kind, Markup, Page, Row, Tone, html};
use web::{Answer, Ctx, Failure, Outcome};

use super::{about, access, of_service, trial};
use crate::{
    Identity,
    model::{
        client::Client,
        kit::{
            self, Kit,
            checklist::{self, Requirement, Way},
            departures,
            env::FILE,
            gaps, received, settings,
        },
        partner::address::is_local,
        trial::{
            Tried,
            report::{Report, Standing},
        },
    },
    pages::connect::answer,
    store::{partners::services, trials},
};

/// The pictures shown: the button on a light page and on a dark one.
const PICTURES: [(&str, &str); 2] = [("button-light-medium.svg", "page claire"), ("button-dark-medium.svg", "page foncée")];

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let report = match Tried::of(&desk.service) {
        None => None,
        Some(tried) => match trials::of(&mut tx, tried).await? {
            None => Some(Report::default()),
            Some(trial) => Some(trials::report(&mut tx, trial.id).await?),
        },
    };
    let events = services::events_uri(&mut tx, &client).await?;
    let kit = Kit { client: &desk.service, issuer: identity.issuer(), events_uri: events.as_deref() };
    Ok(answer(page(&kit, report.as_ref())))
}

/// `GET /partenaires/services/{client}/kit.zip`.
pub(crate) async fn archive(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let events = services::events_uri(&mut tx, &client).await?;
    let kit = Kit { client: &desk.service, issuer: identity.issuer(), events_uri: events.as_deref() };
    let bytes = kit::archive(&kit).map_err(|error| Failure::from(db::DbError::Other(error.to_string())))?;
    let mut response = bytes.into_response();
    let names =
        [(header::CONTENT_TYPE, "application/zip"), (header::CONTENT_DISPOSITION, "attachment; filename=\"kit-grandlyon-connect.zip\"")];
    for (name, value) in names {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// `report` is what its trial saw, of a service that may be tried.
fn page(kit: &Kit<'_>, report: Option<&Report>) -> Page {
    let service = kit.client;
    let here = of_service(&service.id);
    let body = html! {
        (ui::lead("Tout ce qu’il faut pour que les habitants se connectent à votre service."))
        (ui::button_row(html! {
            a.button href={ (here) "/kit.zip" } download="kit-grandlyon-connect.zip" { "Télécharger le kit" }
            @if report.is_some() { (ui::secondary_link_button(&trial::of(&service.id), trial::TITLE)) }
        }))
        (start(service))
        p.hint {
            "Vous changez les adresses\u{a0}? Téléchargez-le à nouveau. Vous changez les données\u{a0}? Une ligne de " (FILE) " suffit\u{a0}: "
            a href=(here) { "la page du service" } " la donne."
        }
        (ui::section("Vos réglages", ui::summary_list(&registered(kit))))
        (ui::section("Les adresses de GrandLyon Connect", endpoints(kit)))
        (ui::section("Ce que vous recevez", html! { (token()) (data(service)) }))
        (ui::section("Les comptes supprimés", deleted(kit)))
        (ui::section("Le bouton", button()))
        (ui::section("Ce que la convention demande", requirements(service, report)))
    };
    about(service, "Kit de raccordement", &FormState::default(), body)
}

/// How to begin with a sample, and what it does not do for this service.
fn start(service: &Client) -> Markup {
    let gaps = gaps::of(&service.protocol.0);
    html! {
        p.hint {
            "Des exemples, le bouton et ses règles. Dépliez-le, et ouvrez dans " code { "samples" } " le dossier de votre langage (Node, Python, PHP ou Apache)."
            @if gaps.is_empty() { " Collez-y votre secret, et suivez son README\u{a0}: trois commandes." }
        }
        @if !gaps.is_empty() {
            (ui::notice(Kind::Warning, "Les exemples n’ont pas toutes vos options.", html! {
                ul { @for gap in &gaps { li { (gap.label()) } } }
                p { "Le README de chaque exemple dit quoi changer." }
            }))
        }
    }
}

fn registered(kit: &Kit<'_>) -> Vec<Row> {
    let values = |values: &[String]| {
        html! {
            @if values.is_empty() { "Aucune" }
            @for value in values { div { code { (value) } } }
        }
    };
    settings::of(kit).iter().map(|(name, all)| Row::new(*name, values(all))).collect()
}

fn endpoints(kit: &Kit<'_>) -> Markup {
    let rows: Vec<Vec<Markup>> =
        settings::endpoints(kit).iter().map(|(what, url)| vec![html! { (what) }, html! { code { (url) } }]).collect();
    ui::table("Où appeler, où envoyer les personnes", &[Column::text("Pour"), Column::text("Adresse")], &rows)
}

fn token() -> Markup {
    let rows: Vec<Vec<Markup>> =
        received::TOKEN.iter().map(|(name, meaning)| vec![html! { code { (name) } }, html! { (meaning) }]).collect();
    ui::table("Dans le jeton d’identité", &[Column::text("Nom"), Column::text("Sens")], &rows)
}

fn data(service: &Client) -> Markup {
    let row = |told: &received::Told<'_>| {
        let need = told.need;
        vec![
            html! { (need.datum.label()) @if !need.required { span.hint { " (si la personne veut)" } } },
            html! { code { (told.claim) } },
            html! { code { (told.scopes) } },
            html! { (need.datum.form()) },
        ]
    };
    let rows: Vec<Vec<Markup>> = received::data(service).iter().map(row).collect();
    let columns = [Column::text("Donnée"), Column::text("Nom"), Column::text("Scope"), Column::text("Forme")];
    html! { @if !rows.is_empty() { (ui::table("À /userinfo, si la personne est d’accord", &columns, &rows)) } }
}

/// How the service knows which accounts were deleted.
fn deleted(kit: &Kit<'_>) -> Markup {
    let ways = departures::ways(kit);
    html! {
        p { "Quand un compte est supprimé, effacez ce que vous gardez de la personne." }
        @if ways.is_empty() { p { (departures::NONE) } }
        @for way in &ways {
            (ui::details(way.title, html! {
                @for sentence in &way.said { p { (sentence) } }
                (ui::code_block(way.label, &way.code))
            }))
        }
    }
}

fn button() -> Markup {
    html! {
        @for (name, place) in PICTURES {
            p { img src=(picture(name)) alt={ "Le bouton « Se connecter avec GrandLyon Connect », pour une " (place) }; }
        }
        p { "Il existe en trois tailles, en image et en texte. Ne le changez pas. Mettez le logo de votre commune à côté." }
    }
}

/// A picture of the button, in the page itself.
fn picture(name: &str) -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(kit::button(name).unwrap_or_default()))
}

/// What the trial checks, then what is declared in writing.
fn requirements(service: &Client, report: Option<&Report>) -> Markup {
    let (tried, declared): (Vec<&Requirement>, Vec<_>) = checklist::all().iter().partition(|each| each.checked.contains(&Way::Trial));
    let met = tried.iter().filter(|each| stands(service, report, each) == Some(Standing::Met)).count();
    html! {
        p { "C’est l’annexe\u{a0}2. Le kit en a la liste à cocher, avec les sources." }
        (ui::fold("Ce que l’essai vérifie", &format!("{met} sur {}", tried.len()), true, list(service, &tried, report)))
        (ui::fold("Ce que vous déclarez par écrit", &format!("{}\u{a0}points", declared.len()), false, list(service, &declared, report)))
    }
}

fn list(service: &Client, requirements: &[&Requirement], report: Option<&Report>) -> Markup {
    html! {
        ul {
            @for each in requirements {
                li {
                    p { (each.said) @if let Some(standing) = stands(service, report, each) { " " (tag(standing)) } }
                    p.hint { (each.how) }
                }
            }
        }
    }
}

/// Where a requirement stands, of a service that may be tried.
fn stands(service: &Client, report: Option<&Report>, requirement: &Requirement) -> Option<Standing> {
    let standing = report?.standing(&requirement.id)?;
    let is_private = requirement.id != PRIVATE || !service.redirect_uris.0.iter().any(|uri| is_local(uri));
    Some(if is_private || standing == Standing::Broken { standing } else { Standing::Unseen })
}

/// The requirement that addresses of the developer's machine cannot meet.
const PRIVATE: &str = "exchanges-private";

fn tag(standing: Standing) -> Markup {
    match standing {
        Standing::Unseen => ui::status_tag(Tone::Neutral, "À tester"),
        Standing::Met => ui::status_tag(Tone::Success, "Vu par l’essai"),
        Standing::Broken => ui::status_tag(Tone::Danger, "À corriger"),
    }
}

#[cfg(test)]
mod tests {
    use db::Doc;

    use super::*;
    use crate::model::{client::sample, trial::report::Outcome};

    #[test]
    fn https_is_not_seen_on_the_machine_of_the_developer() {
        let seen: Report = [("return-address".to_owned(), (Outcome::Passed, None))].into_iter().collect();
        let private = checklist::all().iter().find(|each| each.id == PRIVATE).unwrap();
        let of = |uri: &str| stands(&Client { redirect_uris: Doc(vec![uri.to_owned()]), ..sample() }, Some(&seen), private);
        assert_eq!(of("https://bron.example/callback"), Some(Standing::Met));
        assert_eq!(of("http://localhost:9999/callback"), Some(Standing::Unseen));
    }
}
