//! Messages: texts in our words, subjects that say nothing personal.

use definition::MessageTemplate;
use kernel::Slug;
use workflow::Recipient;

use super::draft::Draft;
use crate::{
    expression::named,
    report::Weight,
    template::{Said, said},
};

/// What leaves when w.c.s. had nothing to say.
const EMPTY: &str = "Votre demande {{ case.reference }} avance. Suivez-la ici\u{a0}: {{ case.url }}";

impl Draft<'_> {
    /// Keeps a message and gives its name; the same text is kept once.
    pub fn message(&mut self, wished: &str, subject: &str, body: &str, sms: Option<&str>, to: &[Recipient]) -> Slug {
        let subject = self.subject(subject, to);
        let written = !body.trim().is_empty();
        let body = self.words(body);
        let body = if body.trim().is_empty() {
            // what it said is said by our letters, or in the thread
            let weight = if written { Weight::Info } else { Weight::Check };
            let message = "Le message n’a plus de texte. Un texte court le remplace\u{a0}: écrivez-le.";
            self.ledger.note("modèle de message", weight, &self.place, message);
            EMPTY.to_owned()
        } else {
            body
        };
        let sms = sms.map(|sms| self.words(sms)).filter(|sms| !sms.trim().is_empty());
        let message = MessageTemplate { subject, body, sms };
        if let Some((known, _)) = self.messages.iter().find(|(_, known)| **known == message) {
            return known.clone();
        }
        let slug = self.message_names.slug(wished);
        self.messages.insert(slug.clone(), message);
        slug
    }

    /// A text, with what is lost told.
    pub fn words(&mut self, source: &str) -> String {
        let absent = named(source).filter(|name| self.names.is_absent(name)).map(str::to_owned);
        self.absent.extend(absent.collect::<Vec<_>>());
        let Said { text, lost, silent, cut, .. } = said(source, &self.names);
        for sentence in cut {
            let message = format!("Cette phrase est retirée, elle ne disait que ceci\u{a0}: «\u{a0}{sentence}\u{a0}».");
            self.ledger.note("modèle de texte", Weight::Info, &self.place, message);
        }
        if !silent.is_empty() {
            let names = silent.into_iter().collect::<Vec<_>>().join(", ");
            let message = format!("Nos messages disent déjà ceci, ou n’ont pas à le dire\u{a0}: {names}. C’est retiré du texte.");
            self.ledger.note("modèle de texte", Weight::Info, &self.place, message);
        }
        if lost.is_empty() {
            self.ledger.kept("modèle de texte");
        } else {
            let message = format!("Des mots du message ne sont pas repris\u{a0}: {}. Relisez-le.", lost.join("\u{a0}; "));
            self.ledger.changed("modèle de texte", Weight::Check, &self.place, message);
        }
        text
    }

    /// A subject is read on locked screens: it says nothing of the person.
    fn subject(&mut self, source: &str, to: &[Recipient]) -> String {
        let Said { text, lost, is_personal, .. } = said(source, &self.names);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !is_personal && lost.is_empty() && !text.is_empty() {
            return text;
        }
        let neutral = if to.contains(&Recipient::Citizen) || to.iter().any(|to| matches!(to, Recipient::Field(_))) {
            "Votre demande {{ case.reference }}"
        } else {
            "Demande {{ case.reference }}\u{a0}: {{ case.title }}"
        };
        if is_personal || !lost.is_empty() {
            self.ledger.note(
                "objet de message",
                Weight::Info,
                &self.place,
                "L’objet disait quelque chose de personnel, ou de changeant. Il est remplacé par un objet neutre.",
            );
        }
        neutral.to_owned()
    }
}
