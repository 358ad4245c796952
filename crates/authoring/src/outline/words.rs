//! Delays and events in French.

use workflow::{Automation, Delay, Event};

/// When an automation works: « après 7 jours », « quand l’usager écrit ».
pub(super) fn when(automation: &Automation) -> String {
    match (automation.after, automation.on) {
        (Some(delay), _) => format!("après {}", self::delay(delay)),
        (None, Some(event)) => self::event(event).to_owned(),
        (None, None) => "aussitôt".to_owned(),
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
        Event::LegalDue => "à la fin du délai",
    }
}
