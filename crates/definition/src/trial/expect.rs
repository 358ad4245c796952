//! Comparing what is with what a test expects.

use workflow::{Effect, Recipient, Snapshot};

use super::{
    fill::quoted,
    player::{NOT_SENT, Player},
};
use crate::Expect;

impl Player<'_> {
    /// Everything that is not as expected.
    pub(super) fn expect(&self, expected: &Expect) -> Vec<String> {
        let pages = self.pages(expected);
        let done = self
            .message(expected)
            .into_iter()
            .chain(self.document(expected))
            .chain(self.journal(expected))
            .chain(self.skipped(expected))
            .chain(self.opinion(expected))
            .chain(self.call(expected));
        let case = match &self.case {
            Some(case) => state(expected, case),
            None if expected.is_about_pages() => vec![],
            None => vec![NOT_SENT.to_owned()],
        };
        let stopped = (expected.stopped && !self.is_stopped).then(|| "On attendait une demande bloquée.".to_owned());
        pages.into_iter().chain(case).chain(done).chain(stopped).collect()
    }

    fn pages(&self, expected: &Expect) -> Vec<String> {
        let journey = self.journey(&Self::extra());
        let asked: Vec<_> = journey.pages().map(|page| page.slug.as_str()).collect();
        let missing = expected.page_shown.iter().filter(|page| !asked.contains(&page.as_str()));
        let missing = missing.map(|page| format!("La page {} devrait être posée. Pages posées\u{a0}: {}.", quoted(page), asked.join(", ")));
        let extra = expected.page_hidden.iter().filter(|page| asked.contains(&page.as_str()));
        missing.chain(extra.map(|page| format!("La page {} ne devrait pas être posée.", quoted(page)))).collect()
    }

    fn message(&self, expected: &Expect) -> Option<String> {
        let (wanted, whom) = (expected.message.as_ref(), expected.message_to.as_ref());
        let sent: Vec<_> = self
            .effects
            .iter()
            .filter_map(|effect| if let Effect::Message { to, template, .. } = effect { Some((template, to)) } else { None })
            .collect();
        let found =
            sent.iter().any(|(template, to)| wanted.is_none_or(|wanted| wanted == *template) && whom.is_none_or(|whom| whom == *to));
        let asked = wanted.is_some() || whom.is_some();
        (asked && !found).then(|| {
            let wanted = format!("{}{}", wanted.map(quoted).unwrap_or_default(), whom.map(to).unwrap_or_default());
            let sent = sent.iter().map(|(template, whom)| format!("{}{}", quoted(template), to(whom)));
            format!("On attendait le message {wanted}. Messages envoyés\u{a0}: {}.", listed(sent))
        })
    }

    fn document(&self, expected: &Expect) -> Option<String> {
        let wanted = expected.document.as_ref()?;
        let made: Vec<_> = self
            .effects
            .iter()
            .filter_map(|effect| if let Effect::Document { template, .. } = effect { Some(template) } else { None })
            .collect();
        (!made.contains(&wanted))
            .then(|| format!("On attendait le document {}. Documents faits\u{a0}: {}.", quoted(wanted), listed(made.iter().map(quoted))))
    }

    fn call(&self, expected: &Expect) -> Option<String> {
        let wanted = expected.call.as_ref()?;
        let made: Vec<_> = self
            .effects
            .iter()
            .filter_map(|effect| if let Effect::CallConnector { connector, .. } = effect { Some(connector) } else { None })
            .collect();
        (!made.contains(&wanted))
            .then(|| format!("On attendait un appel à {}. Appels faits\u{a0}: {}.", quoted(wanted), listed(made.iter().map(quoted))))
    }

    fn journal(&self, expected: &Expect) -> Option<String> {
        let words = expected.journal.as_ref()?;
        let lines: Vec<_> =
            self.effects.iter().filter_map(|effect| if let Effect::Journal { text, .. } = effect { Some(text) } else { None }).collect();
        let found = lines.iter().any(|line| line.contains(words.as_str()));
        (!found)
            .then(|| format!("On attendait {} dans le journal. Lignes écrites\u{a0}: {}.", quoted(words), listed(lines.iter().map(quoted))))
    }

    fn opinion(&self, expected: &Expect) -> Option<String> {
        let wanted = expected.opinion.as_ref()?;
        let asked: Vec<_> = self
            .effects
            .iter()
            .filter_map(|effect| if let Effect::RequestOpinion { function, .. } = effect { Some(function) } else { None })
            .collect();
        let found = asked.contains(&wanted);
        (!found).then(|| {
            format!("On attendait une demande d’avis à {}. Avis demandés\u{a0}: {}.", quoted(wanted), listed(asked.iter().map(quoted)))
        })
    }

    fn skipped(&self, expected: &Expect) -> Option<String> {
        let wanted = expected.skipped.as_ref()?;
        let found = self.skipped.iter().any(|effect| *wanted == effect.name());
        let skipped = || listed(self.skipped.iter().map(|effect| quoted(effect.name())));
        (!found).then(|| format!("L’effet {} ne devait pas être fait. Effets non faits\u{a0}: {}.", quoted(wanted), skipped()))
    }
}

fn state(expected: &Expect, case: &Snapshot) -> Vec<String> {
    let found = &case.state;
    let status = expected.status.iter().filter(|status| **status != found.status);
    let status = status.map(|status| format!("On attendait le statut {}. On trouve {}.", quoted(status), quoted(&found.status)));
    let due = expected.due.iter().filter(|due| Some(**due) != found.clock.due);
    let due = due.map(|due| {
        let held = found.clock.due.map_or_else(|| "aucun".to_owned(), kernel::text::date);
        format!("On attendait le {} comme dernier jour du délai. On trouve {held}.", kernel::text::date(*due))
    });
    let tag = expected.tag.iter().filter(|tag| !found.tags.contains(*tag));
    let tag =
        tag.map(|tag| format!("On attendait l’étiquette {}. Étiquettes\u{a0}: {}.", quoted(tag), listed(found.tags.iter().map(quoted))));
    let data = expected.data.iter().filter(|(slug, value)| found.data.get(*slug).map(|held| &held.0) != Some(value));
    let data = data.map(|(slug, value)| {
        let held = found.data.get(slug).map_or_else(|| "rien".to_owned(), |held| held.0.to_string());
        format!("On attendait {value} dans la donnée {}. On trouve {held}.", quoted(slug))
    });
    status.chain(due).chain(tag).chain(data).collect()
}

impl Expect {
    /// Whether it expects nothing of a case.
    fn is_about_pages(&self) -> bool {
        let pages = Self { page_shown: self.page_shown.clone(), page_hidden: self.page_hidden.clone(), ..Self::default() };
        *self == pages
    }
}

fn to(recipient: &Recipient) -> String {
    match recipient {
        Recipient::Citizen => " à l’usager".to_owned(),
        Recipient::Team => " à l’équipe".to_owned(),
        Recipient::Assignee => " à l’agent de la demande".to_owned(),
        Recipient::Function(function) => format!(" à la fonction {}", quoted(function)),
        Recipient::Field(field) => format!(" à l’adresse du champ {}", quoted(field)),
    }
}

fn listed(items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() { "aucun".to_owned() } else { items.join(", ") }
}
