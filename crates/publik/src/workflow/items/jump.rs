//! Jumps: at once, after a delay, on a call from outside, when a form is sent.

use workflow::{Delay, Event};

use super::{Draft, Stay, choice::targets};
use crate::{
    expression::Cond,
    report::Weight,
    wcs::Item,
    workflow::{
        draft::Unsaid,
        stay::{Target, Way, When},
    },
};

/// The status to which sending a form of this status leads.
pub(super) fn submit_target(all: &[Item]) -> Option<String> {
    all.iter().find(|item| item.kind == "jumponsubmit")?.get("status").map(str::to_owned)
}

pub(super) fn on_submit(item: &Item, all: &[Item], _: &mut Stay, draft: &mut Draft<'_>) {
    let known = item.get("status").is_some_and(|id| id == "_previous" || draft.def.status(id).is_some());
    let used = all.iter().any(|item| matches!(item.kind.as_str(), "form" | "commentable" | "editable" | "addattachment"));
    let conditional = item.condition.as_ref().is_some_and(|condition| draft.formula(&condition.0) != Ok(Cond::Always));
    match (known, used) {
        (true, true) if conditional => {
            draft.changed(item, Weight::Check, "Ce saut avait une condition. Envoyer y mène toujours\u{a0}: à vérifier.")
        }
        (true, true) => draft.kept(item),
        (true, false) => draft.left(item, Weight::Info, "Rien ne s’envoie dans ce statut\u{a0}: ce saut ne servait pas."),
        (false, _) => draft.left(item, Weight::Decide, "Ce saut ne mène à aucun statut connu\u{a0}: il est retiré."),
    }
}

pub(super) fn jump(item: &Item, all: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let found = targets(item.get("status"), stay, draft);
    let Some((to, name)) = found.first().cloned() else {
        return draft.left(item, Weight::Decide, "Ce saut ne mène à aucun statut connu\u{a0}: il est retiré.");
    };
    let when = when(item, all, draft);
    let condition = match draft.condition(item.condition.as_ref(), "Un agent décide par un bouton") {
        Ok(condition) => condition,
        Err(Unsaid::Never) => return draft.left(item, Weight::Info, "Ce saut ne se faisait jamais\u{a0}: il est retiré."),
        Err(Unsaid::Unknown) => {
            draft.changed(item, Weight::Info, "Un bouton remplace ce saut automatique, dont la condition est dite plus haut.");
            stay.is_doubtful |= matches!(when, Trigger::Time(When::AtOnce));
            return press(&name, found, None, stay, draft);
        }
    };
    // back to one of several statuses: somebody chooses
    if found.len() > 1 {
        draft.changed(item, Weight::Check, "Un bouton remplace ce retour automatique.");
        return press(&name, found, condition, stay, draft);
    }
    match when {
        // whoever decides of the jump before decides of this one
        Trigger::Time(When::AtOnce) if stay.is_doubtful => {
            draft.changed(item, Weight::Check, "Un agent décide du saut d’avant\u{a0}: il décide aussi de celui-ci, par un bouton.");
            press(&name, found, condition, stay, draft);
        }
        Trigger::Time(when) => {
            draft.kept(item);
            // nobody waits for ever for an answer
            let by = if matches!(when, When::On(_)) { vec![draft.functions.main()] } else { Vec::new() };
            stay.leads(Way { by, condition, ..Way::new(format!("Passer à\u{a0}: {name}"), when, Target::Status(to)) });
        }
        Trigger::Press => press(&name, found, condition, stay, draft),
    }
}

fn press(name: &str, targets: Vec<(String, String)>, condition: Option<String>, stay: &mut Stay, draft: &mut Draft<'_>) {
    let by = vec![draft.functions.main()];
    for (to, named) in targets {
        let name = if named.is_empty() { name } else { &named };
        let condition = condition.clone();
        stay.leads(Way { by: by.clone(), condition, ..Way::new(format!("Passer à\u{a0}: {name}"), When::Pressed, Target::Status(to)) });
    }
}

enum Trigger {
    Time(When),
    Press,
}

/// The mode of a jump; old exports do not name it.
fn mode(item: &Item) -> &str {
    item.get("mode").unwrap_or(match (item.get("trigger"), item.get("timeout")) {
        (Some(_), _) => "trigger",
        (None, Some(_)) => "timeout",
        (None, None) => "immediate",
    })
}

/// What sets the jump off.
fn when(item: &Item, all: &[Item], draft: &mut Draft<'_>) -> Trigger {
    match (mode(item), item.get("trigger"), item.get("timeout")) {
        ("trigger", Some(trigger), _) => outside(item, trigger, all, draft),
        ("timeout", _, Some(timeout)) => match delay(timeout, draft) {
            Some(delay) => Trigger::Time(When::After(delay)),
            None => {
                let shown: String = timeout.chars().take(60).collect();
                let message = format!("Le délai «\u{a0}{shown}\u{a0}» ne se lit pas. Un bouton le remplace\u{a0}: écrivez le délai.");
                draft.changed(item, Weight::Check, message);
                Trigger::Press
            }
        },
        _ => Trigger::Time(When::AtOnce),
    }
}

/// A call from outside: the answer to what was asked, when only one is awaited.
fn outside(item: &Item, trigger: &str, all: &[Item], draft: &mut Draft<'_>) -> Trigger {
    let awaited = all.iter().filter(|item| item.kind == "jump" && mode(item) == "trigger").count();
    if awaited == 1 {
        draft.changed(
            item,
            Weight::Check,
            format!("L’appel «\u{a0}{trigger}\u{a0}» venu d’ailleurs devient la réponse du connecteur, ou un bouton. À vérifier."),
        );
        return Trigger::Time(When::On(Event::Answered));
    }
    draft.changed(item, Weight::Decide, format!("Plusieurs appels venus d’ailleurs sont attendus ici, dont «\u{a0}{trigger}\u{a0}». Un bouton remplace celui-ci\u{a0}: dites comment distinguer les réponses."));
    Trigger::Press
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A delay: seconds, or words such as « 3 jours »; options are put in.
fn delay(source: &str, draft: &Draft<'_>) -> Option<Delay> {
    let text = crate::template::fixed(source, &draft.names, crate::template::plain);
    let text = text.lost.is_empty().then_some(text.text)?;
    let seconds = text.trim().parse::<i64>().ok().or_else(|| spoken(&text))?;
    match seconds {
        seconds if seconds <= 0 => None,
        seconds if seconds % DAY == 0 => u32::try_from(seconds / DAY).ok().map(Delay::Days),
        seconds => u32::try_from((seconds.checked_add(HOUR - 1)?) / HOUR).ok().map(Delay::Hours),
    }
}

/// « 2 semaines », « 1 day 12 hours ».
fn spoken(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| !matches!(*word, "et" | "and")).collect();
    let units = [
        ("minute", MINUTE),
        ("heure", HOUR),
        ("hour", HOUR),
        ("jour", DAY),
        ("day", DAY),
        ("semaine", 7 * DAY),
        ("week", 7 * DAY),
        ("mois", 30 * DAY),
        ("month", 30 * DAY),
        ("an", 365 * DAY),
        ("year", 365 * DAY),
    ];
    let pairs = words.chunks(2).map(|pair| {
        let [count, unit] = pair else { return None };
        let (_, seconds) = units.iter().find(|(name, _)| unit.trim_end_matches([',', 's']).to_lowercase() == name.trim_end_matches('s'))?;
        count.parse::<i64>().ok()?.checked_mul(*seconds)
    });
    let all: Option<Vec<i64>> = pairs.collect();
    all.filter(|all| !all.is_empty()).map(|all| all.into_iter().fold(0, i64::saturating_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_are_read_in_words() {
        assert_eq!(spoken("3 jours"), Some(3 * DAY));
        assert_eq!(spoken("1 day and 12 hours"), Some(DAY + 12 * HOUR));
        assert_eq!(spoken("2 mois"), Some(60 * DAY));
        assert_eq!(spoken("bientôt"), None);
        assert_eq!(spoken("3"), None);
        assert_eq!(spoken(""), None);
        assert_eq!(spoken("9223372036854775807 ans"), None);
    }
}
