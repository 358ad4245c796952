//! What it is, how it behaves, whom it knows.

use axum::extract::State;
use ui::{Choice, Column, Label, Markup, Page, button, button_row, form, heading, html, lead, section, select, table};
use web::{Answer, Ctx, Html, Posted, redirect};

use super::{
    super::{FranceConnect, moods, people::PEOPLE},
    shown,
};

const MOOD: &str = "humeur";

pub(in super::super) async fn get(State(fc): State<FranceConnect>, ctx: Ctx) -> Html {
    let body = html! {
        (heading(None, "FranceConnect"))
        (lead("Cette simulation suit les règles de FranceConnect. Ce que FranceConnect refuse est refusé ici."))
        p { "Adresse de l’émetteur\u{a0}: " code { (fc.issuer()) } }
        (section("Comportement", behaviour(&fc, ctx.csrf())))
        (section("Personnes", people()))
    };
    shown(Page::new("FranceConnect", body).wide())
}

/// Changes how it behaves.
pub(in super::super) async fn post(State(fc): State<FranceConnect>, posted: Posted) -> Result<Answer, web::Failure> {
    // a word that is no mood changes nothing
    fc.behave(posted.value(MOOD)).map_err(|error| web::Failure::fault(error.to_string()))?;
    Ok(redirect("/"))
}

fn behaviour(fc: &FranceConnect, csrf: &str) -> Markup {
    let choices: Vec<Choice<'_>> = moods::all().map(|mood| Choice::new(mood.word, mood.label)).collect();
    let label = Label::new(MOOD, "Comment se comporte-t-il\u{a0}?").hint("Il le fait jusqu’à ce que vous changiez.");
    form("/humeur", csrf, None, false, html! { (select(&label, &choices, fc.mood().word)) (button_row(button("Changer"))) })
}

fn people() -> Markup {
    let rows: Vec<Vec<Markup>> = PEOPLE
        .iter()
        .map(|person| {
            vec![
                html! { (person.login) },
                html! { (person.case) },
                html! { (person.given_name) " " (person.family_name) },
                html! { (person.birthdate) },
            ]
        })
        .collect();
    table("Personnes inventées, et ce qu’elles permettent d’essayer", &["Identifiant", "Cas", "Nom", "Naissance"].map(Column::text), &rows)
}
