//! What operators did to an authority.

use db::{PlatformTx, audit};
use kernel::{Moment, Slug, Timestamp, text};
use serde_json::Value;
use ui::{Entry, Markup, Tone, html};

use crate::{directory::Offer, store::operators, urls::offer_of_word};

/// Lines shown.
const LIMIT: u32 = 20;

/// The latest changes, newest first.
pub(super) async fn of(tx: &mut PlatformTx, authority: &Slug, moment: &Moment) -> db::Result<Markup> {
    // the bound is exclusive, and what was just done must show
    let until = kernel::clock::from_micros(moment.wall.as_microsecond().saturating_add(1)).max(Timestamp::UNIX_EPOCH);
    let lines = audit::of_subject(tx, authority.as_str(), until, LIMIT).await?;
    let mut entries = Vec::with_capacity(lines.len());
    for line in lines {
        let operator = operators::find(tx, &line.actor).await?;
        let who = operator.map_or_else(|| "Le système".to_owned(), |operator| operator.name.into_exposed());
        let title = title(&line.action, line.detail.as_ref());
        entries.push(Entry { date: text::date_time(line.at), who, title, body: None, tone: Tone::Info });
    }
    Ok(html! { @if entries.is_empty() { p { "Rien pour le moment." } } @else { (ui::timeline(&entries)) } })
}

fn title(action: &str, detail: Option<&Value>) -> String {
    match action {
        "offer-changed" => {
            let named = |key: &str| {
                let word = detail.and_then(|detail| detail[key].as_str()).unwrap_or_default();
                offer_of_word(word).flatten().map_or("sans offre", Offer::label)
            };
            format!("Changement d’offre\u{a0}: {} → {}", named("from"), named("to"))
        }
        "instances-opened" => "Ouverture d’espaces".to_owned(),
        "instances-closed" => "Fermeture d’espaces".to_owned(),
        other => other.to_owned(),
    }
}
