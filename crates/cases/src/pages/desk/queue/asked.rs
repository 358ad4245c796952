//! What the address of the queue asks for: list, search, filters, page. It can
//! be kept as a bookmark or sent to a colleague.

use db::InstanceKey;
use jiff::civil::Date;
use kernel::{clock::from_micros, id::AgentId};
use serde::Deserialize;
use web::posted::encode;

use super::super::urls;
use crate::store::queue::{After, Filter, List};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    pub vue: String,
    pub q: String,
    pub equipe: String,
    pub demarche: String,
    pub attente: String,
    pub retard: String,
    pub reponse: String,
    pub apres: String,
    pub fait: String,
}

impl Asked {
    pub(super) fn list(&self, agent: AgentId) -> List {
        match (self.q.trim(), self.vue.as_str()) {
            ("", "miennes") => List::Mine(agent),
            ("", "bloquees") => List::Stopped,
            ("", "terminees") => List::Closed,
            ("", _) => List::Open,
            (words, _) => List::Matching(words.to_owned()),
        }
    }

    pub(super) fn filter(&self, today: Date) -> Filter {
        Filter {
            team: self.equipe.parse().ok(),
            teleservice: self.demarche.parse().ok(),
            waiting: !self.attente.is_empty(),
            answered: !self.reponse.is_empty(),
            due_before: (!self.retard.is_empty()).then_some(today),
        }
    }

    /// Whether the list goes by legal day.
    fn is_by_due(&self) -> bool {
        !self.retard.is_empty() && self.q.trim().is_empty() && self.waits_for_people()
    }

    /// Whether the list is of cases that wait for somebody: some are late, some have been answered.
    pub(super) fn waits_for_people(&self) -> bool {
        !matches!(self.vue.as_str(), "terminees" | "bloquees")
    }

    pub(super) fn is_filtered(&self) -> bool {
        ["equipe", "demarche", "attente", "retard", "reponse"].into_iter().any(|name| !self.value(name).is_empty())
    }

    pub(super) fn after(&self) -> Option<After> {
        let mut parts = self.apres.split('.');
        let (at, id) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let due = parts.next().and_then(|due| due.parse().ok());
        // a place in a list that is not by legal day is no place in one that is
        (due.is_some() == self.is_by_due()).then_some(After { at: from_micros(at), id, due })
    }

    /// What stands under a name of the address.
    pub(super) fn value(&self, name: &str) -> &str {
        self.pairs().into_iter().find(|(each, _)| *each == name).map_or("", |(_, value)| value)
    }

    /// The same list with some of it changed, from its first page.
    pub(super) fn href(&self, instance: &InstanceKey, changes: &[(&str, &str)]) -> String {
        let changed = |name: &str| changes.iter().find(|(each, _)| *each == name).map(|(_, value)| *value);
        let kept = |(name, value): (&'static str, _)| (name, changed(name).unwrap_or(if name == "apres" { "" } else { value }));
        let pairs = self.pairs().into_iter().map(kept).filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        urls::queue(instance, &query.join("&"))
    }

    fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("vue", &self.vue),
            ("q", &self.q),
            ("equipe", &self.equipe),
            ("demarche", &self.demarche),
            ("attente", &self.attente),
            ("retard", &self.retard),
            ("reponse", &self.reponse),
            ("apres", &self.apres),
        ]
    }
}

impl After {
    /// As written in an address.
    pub(super) fn to_text(self) -> String {
        let place = format!("{}.{}", self.at.as_microsecond(), self.id);
        self.due.map_or(place.clone(), |due| format!("{place}.{due}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_filters_and_goes_back_to_the_first_page() {
        let bron = InstanceKey::parse("bron").unwrap();
        let asked = Asked { vue: "miennes".to_owned(), retard: "1".to_owned(), apres: "7.x".to_owned(), ..Asked::default() };
        assert_eq!(asked.href(&bron, &[]), "/bron?vue=miennes&retard=1");
        assert_eq!(asked.href(&bron, &[("retard", ""), ("q", "Élodie B")]), "/bron?vue=miennes&q=%C3%89lodie%20B");
        assert_eq!(asked.href(&bron, &[("vue", ""), ("retard", "")]), "/bron");
    }

    #[test]
    fn the_place_in_a_list_is_read_as_it_was_written() {
        let after = After { at: from_micros(1_795_334_400_000_001), id: kernel::Id::from_uuid(uuid::Uuid::from_u128(7)), due: None };
        let asked = Asked { apres: after.to_text(), ..Asked::default() };
        assert_eq!(asked.after(), Some(after));
        let after = After { due: Some(Date::constant(2026, 11, 2)), ..after };
        let late = Asked { apres: after.to_text(), retard: "1".to_owned(), ..Asked::default() };
        assert_eq!(late.after(), Some(after));
        assert_eq!(Asked { retard: String::new(), ..late }.after(), None, "the place is of another list");
        assert_eq!(Asked { apres: "hier".to_owned(), ..Asked::default() }.after(), None);
    }
}
