//! Actions possible in any status, and what sets them off.

use workflow::{Delay, EffectSpec};

use super::{
    draft::Draft,
    items,
    stay::{Stay, Target, Way, When},
};
use crate::{
    expression::Cond,
    report::Weight,
    wcs::{GlobalAction, Item, Status, Trigger},
};

impl Draft<'_> {
    /// The ways that global actions open everywhere.
    pub fn global_actions(&mut self) -> Vec<Way> {
        let outside = self.place.clone();
        let mut ways = Vec::new();
        for action in &self.def.actions {
            self.place = outside.with("Actions globales").with(&action.name);
            for trigger in &action.triggers {
                self.trigger(action, trigger, &mut ways);
            }
        }
        self.place = outside;
        ways
    }

    fn trigger(&mut self, action: &GlobalAction, trigger: &Trigger, ways: &mut Vec<Way>) {
        let construct = format!("action globale {}", trigger.kind);
        if self.is_idle(action) {
            let message = "Avec les champs et les options de ce formulaire, cette action ne fait jamais rien\u{a0}: elle est retirée.";
            return self.ledger.left(&construct, Weight::Info, &self.place, message);
        }
        match trigger.kind.as_str() {
            "manual" => {
                let by = self.by(&trigger.roles());
                if by.is_empty() {
                    return self.ledger.left(
                        &construct,
                        Weight::Info,
                        &self.place,
                        "Personne ne pouvait faire cette action\u{a0}: elle est retirée.",
                    );
                }
                self.ledger.kept(&construct);
                let within = self.within(trigger);
                let asked = trigger.element.says("require_confirmation");
                let confirmation = asked.then(|| {
                    let said = trigger.element.get("confirmation_text").map(crate::template::plain);
                    said.unwrap_or_else(|| format!("{}\u{a0}?", crate::template::plain(&action.name))).replace('\n', " ")
                });
                for (only, done) in self.done(action) {
                    let buttons = pressed(action, &done, &by).into_iter().map(|way| Way { confirmation: confirmation.clone(), ..way });
                    ways.extend(offered(buttons, &only, &within));
                }
            }
            "timeout" => self.timeout(action, trigger, ways, &construct),
            other => {
                let message =
                    format!("Un appel venu d’ailleurs («\u{a0}{other}\u{a0}») faisait cette action. Choisissez un événement ou un bouton.");
                self.ledger.left(&construct, Weight::Decide, &self.place, message);
            }
        }
    }

    /// Whether no condition of an action ever holds in this form.
    fn is_idle(&self, action: &GlobalAction) -> bool {
        let never = |item: &Item| item.condition.as_ref().is_some_and(|condition| self.formula(&condition.0) == Ok(Cond::Never));
        !action.items.is_empty() && action.items.iter().all(never)
    }

    /// The statuses where a button is offered, when its trigger says them.
    fn within(&mut self, trigger: &Trigger) -> Vec<String> {
        let said: Vec<&str> = trigger.element.inside("statuses").iter().map(|status| status.text.trim()).collect();
        // a status where a case waits, or passes: any that is not over
        if said.iter().any(|id| matches!(*id, "_waitpoint_status" | "_transition_status")) {
            return Vec::new();
        }
        let known: Vec<String> = said.iter().filter(|id| self.def.status(id).is_some()).map(|id| (*id).to_owned()).collect();
        if known.len() < said.len() {
            let message = "Le bouton n’était offert que dans certains statuts, qui ne sont pas tous repris. À vérifier.";
            self.ledger.note("action globale manual", Weight::Check, &self.place, message);
        }
        known
    }

    /// The status from whose arrival a delay runs, when there is one.
    fn anchored(&self, trigger: &Trigger) -> Vec<String> {
        let key = match trigger.element.get("anchor") {
            Some("1st-arrival") => "anchor_status_first",
            Some("latest-arrival") => "anchor_status_latest",
            _ => return Vec::new(),
        };
        let id = trigger.element.get(key).map(|id| id.strip_prefix("wf-").unwrap_or(id));
        id.filter(|id| self.def.status(id).is_some()).map(str::to_owned).into_iter().collect()
    }

    /// The action's items, sorted as those of a status; once for each status
    /// that their conditions name, and once for the others.
    fn done(&mut self, action: &GlobalAction) -> Vec<(Vec<String>, Stay)> {
        let sources = action.items.iter().filter_map(|item| item.condition.as_ref()).map(|condition| condition.0.as_str());
        let sources: Vec<&str> = sources.filter(|source| source.contains("form_status")).collect();
        let (named, others): (Vec<&Status>, Vec<&Status>) =
            self.def.statuses.iter().partition(|status| sources.iter().any(|source| source.contains(&status.name)));
        if named.is_empty() {
            return vec![(Vec::new(), self.sorted(action))];
        }
        let others: Vec<String> = others.iter().map(|status| status.id.clone()).collect();
        let groups = named.into_iter().map(|status| (status.name.clone(), vec![status.id.clone()]));
        let groups: Vec<_> = groups.chain((!others.is_empty()).then(|| (String::new(), others))).collect();
        let mut done = Vec::new();
        for (index, (name, only)) in groups.into_iter().enumerate() {
            // what is told once is not told for each status
            let told = (index > 0).then(|| self.ledger.clone());
            self.in_status(Some(&name));
            done.push((only, self.sorted(action)));
            self.in_status(None);
            if let Some(told) = told {
                *self.ledger = told;
            }
        }
        done
    }

    fn sorted(&mut self, action: &GlobalAction) -> Stay {
        let mut stay = Stay { name: action.name.clone(), ..Stay::default() };
        items::carry_all(&action.items, &mut stay, self);
        stay
    }

    fn timeout(&mut self, action: &GlobalAction, trigger: &Trigger, ways: &mut Vec<Way>, construct: &str) {
        let days = trigger.element.get("timeout").map(|days| crate::template::fixed(days, &self.names, crate::template::plain));
        let days = days.filter(|days| days.lost.is_empty()).and_then(|days| days.text.trim().parse::<i64>().ok());
        let forgets = action.items.iter().all(|item| matches!(item.kind.as_str(), "anonymise" | "remove" | "remove_tracking_code"));
        match days {
            Some(days) if forgets && days > 0 => {
                let months = u16::try_from((days.saturating_mul(12).saturating_add(182)) / 365).unwrap_or(1_200).clamp(1, 1_200);
                self.retention = Some(self.retention.map_or(months, |known| known.max(months)));
                let message =
                    format!("L’effacement après {days} jours devient la durée de conservation\u{a0}: {months} mois après la fin.");
                self.ledger.changed(construct, Weight::Info, &self.place, message);
            }
            Some(_) if matches!(trigger.element.get("anchor"), Some("finalized" | "anonymisation" | "template" | "python")) => {
                let message = "Ce délai partait de la fin de la demande, ou d’une date calculée\u{a0}: l’action n’est pas reprise.";
                self.ledger.left(construct, Weight::Decide, &self.place, message);
            }
            Some(days) if (1..=3_650).contains(&days) => {
                let days = u32::try_from(days).unwrap_or(1);
                let within = self.anchored(trigger);
                let from = within.first().and_then(|id| self.def.status(id)).map(|status| status.name.clone());
                let message = match from {
                    Some(name) => format!(
                        "Le délai de {days} jours part de l’entrée dans «\u{a0}{name}\u{a0}», tant que la demande y reste. À vérifier."
                    ),
                    None => format!("Le délai de {days} jours part de l’entrée dans chaque statut, plus du dépôt. À vérifier."),
                };
                self.ledger.changed(construct, Weight::Check, &self.place, message);
                for (only, done) in self.done(action) {
                    ways.extend(offered(timed(action, &done, days).into_iter(), &only, &within));
                }
            }
            _ => self.ledger.left(
                construct,
                Weight::Decide,
                &self.place,
                "Ce délai n’est pas un nombre de jours entre 1 et 3 650\u{a0}: l’action n’est pas reprise.",
            ),
        }
    }
}

/// Ways offered where both the trigger and the conditions allow it.
fn offered(ways: impl Iterator<Item = Way>, only: &[String], within: &[String]) -> Vec<Way> {
    let both: Vec<String> = only.iter().filter(|id| within.contains(id)).cloned().collect();
    let within = match (only, within) {
        (only, []) => only.to_vec(),
        ([], within) => within.to_vec(),
        _ if both.is_empty() => return Vec::new(),
        _ => both,
    };
    ways.map(|way| Way { within: within.clone(), ..way }).collect()
}

/// Buttons: one per place where the action leads.
fn pressed(action: &GlobalAction, done: &Stay, by: &[kernel::Slug]) -> Vec<Way> {
    let button = |way: &Way, effects: Vec<EffectSpec>| Way {
        by: by.to_vec(),
        condition: way.condition.clone(),
        effects,
        input: way.input.clone(),
        ..Way::new(action.name.clone(), When::Pressed, way.to.clone())
    };
    let lead: Vec<&Way> = done.ways.iter().filter(|way| way.to != Target::Same || way.input.is_some() || way.condition.is_some()).collect();
    if lead.is_empty() {
        let effects = done.entry.iter().cloned().chain(done.ways.iter().flat_map(|way| way.effects.iter().cloned())).collect();
        return vec![button(&Way::new("", When::Pressed, Target::Same), effects)];
    }
    lead.into_iter().map(|way| button(way, done.entry.iter().chain(&way.effects).cloned().collect())).collect()
}

/// What is done after a delay: where it leads, what is done in place, and the
/// buttons that stand for what cannot be said.
fn timed(action: &GlobalAction, done: &Stay, days: u32) -> Vec<Way> {
    let when = When::After(Delay::Days(days));
    let (buttons, automatic): (Vec<&Way>, Vec<&Way>) = done.ways.iter().partition(|way| way.when == When::Pressed);
    let leads = automatic.iter().any(|way| way.to != Target::Same);
    let after = |way: &&Way| {
        let with_entry = way.to != Target::Same;
        let effects = done.entry.iter().filter(|_| with_entry).chain(&way.effects).cloned().collect();
        Way { condition: way.condition.clone(), effects, ..Way::new(action.name.clone(), when, way.to.clone()) }
    };
    let alone = (!leads && !done.entry.is_empty())
        .then(|| Way { effects: done.entry.clone(), ..Way::new(action.name.clone(), when, Target::Same) });
    alone.into_iter().chain(automatic.iter().map(after)).chain(buttons.into_iter().cloned()).collect()
}
