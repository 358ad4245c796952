//! Delays and events in French.

use definition::Definition;
use workflow::{Automation, Delay, Event};

use crate::{Place, condition::sentence};

/// When an automation works: « après 7 jours », « quand l’usager écrit ».
pub(super) fn when(definition: &Definition, automation: &Automation) -> String {
    let date = automation.date.as_ref().map(|source| sentence(definition, &Place::Automation(automation.slug.clone()), source));
    match (automation.before, automation.after, date) {
        (Some(delay), _, Some(date)) => format!("{} avant «\u{a0}{date}\u{a0}»", self::delay(delay)),
        (_, Some(delay), Some(date)) => format!("{} après «\u{a0}{date}\u{a0}»", self::delay(delay)),
        (_, Some(delay), None) => format!("après {}", self::delay(delay)),
        _ => automation.on.map_or("aussitôt", event).to_owned(),
    }
}

fn delay(delay: Delay) -> String {
    let plural = |count: u32, one: &str, many: &str| format!("{count}\u{a0}{}", if count < 2 { one } else { many });
    match delay {
        Delay::Days(days) => plural(days, "jour", "jours"),
        Delay::Hours(hours) => plural(hours, "heure", "heures"),
        Delay::WorkingDays(days) => plural(days, "jour ouvré", "jours ouvrés"),
        Delay::WorkingHours(hours) => plural(hours, "heure ouvrée", "heures ouvrées"),
    }
}

fn event(event: Event) -> &'static str {
    match event {
        Event::Answered => "quand une réponse arrive d’un autre service",
        Event::MessageReceived => "quand l’usager écrit",
        Event::CompletionAnswered => "quand l’usager donne ce qui manquait",
        Event::OpinionGiven => "quand un avis est donné",
        Event::LegalDue => "à la fin du délai",
    }
}
