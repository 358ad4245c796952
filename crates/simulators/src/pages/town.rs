//! The software of a town hall: how it answers, what it received.

use axum::extract::State;
use kernel::text::date_time;
use ui::{Choice, Column, Label, Markup, Page, button, empty_state, form, heading, html, lead, radios, section, table};
use web::{Answer, Ctx, Html, Posted, redirect};

use crate::{
    Simulators,
    town::{Mood, Received},
};

const MOOD: &str = "humeur";

/// How it answers, and the calls received.
pub(crate) async fn get(State(simulators): State<Simulators>, ctx: Ctx) -> Html {
    let (mood, received) = (simulators.0.town.mood(), simulators.0.town.received());
    let choices: Vec<Choice<'_>> = Mood::ALL.iter().map(|(_, word, label)| Choice::new(word, label)).collect();
    let chosen = Mood::ALL.iter().find(|(known, ..)| *known == mood).map_or("", |(_, word, _)| word);
    let choice = html! {
        (radios(&Label::new(MOOD, "Comment répond-il\u{a0}?"), &choices, chosen))
        (button("Changer sa réponse"))
    };
    let body = html! {
        (heading(None, "Logiciel de la mairie"))
        (lead("Il ouvre un dossier pour chaque demande que le guichet lui envoie. La même demande envoyée deux fois garde le même dossier."))
        (form("/logiciel", ctx.csrf(), None, false, choice))
        (section("Ce qu’il a reçu", calls(&received)))
    };
    Page::new("Logiciel de la mairie", body).wide().back("/", "Simulateurs").into()
}

/// Changes how it answers.
pub(crate) async fn post(State(simulators): State<Simulators>, posted: Posted) -> Answer {
    if let Some((mood, ..)) = Mood::ALL.iter().find(|(_, word, _)| *word == posted.value(MOOD)) {
        simulators.0.town.set_mood(*mood);
    }
    redirect("/logiciel")
}

fn calls(received: &[Received]) -> Markup {
    let row = |call: &Received| {
        vec![
            html! { (date_time(call.at)) },
            html! { @if call.reference.is_empty() { "Essai" } @else { (call.reference) } },
            html! { (call.number.as_deref().unwrap_or("Aucun")) },
        ]
    };
    let columns = ["Quand", "Demande", "Dossier ouvert"].map(Column::text);
    html! {
        @if received.is_empty() { (empty_state("Aucun appel", "Les demandes que le guichet envoie arrivent ici.", None)) }
        @else { (table("Appels reçus, du plus récent au plus ancien", &columns, &received.iter().rev().map(row).collect::<Vec<_>>())) }
    }
}
