//! A message: its subject, its text, and how it reads.

use authoring::{Edit, MessageEdit, Place};
use definition::{Definition, MessageTemplate, render_message};
use kernel::Slug;
use ui::{FormState, Label, Markup, TextKind, html};

use super::{
    Sheet, View,
    beside::{Whole, whole},
    reading::{long, needed},
    sample, words,
};
use crate::pages::shell::Part;

pub(super) struct MessageSheet {
    slug: Slug,
    message: MessageTemplate,
}

impl MessageSheet {
    pub(super) fn of(definition: &Definition, slug: &Slug) -> Option<Self> {
        Some(Self { slug: slug.clone(), message: definition.messages.get(slug)?.clone() })
    }
}

/// The message as typed, whatever it says.
fn typed_message(typed: &FormState) -> MessageTemplate {
    MessageTemplate {
        subject: typed.value("objet").trim().to_owned(),
        body: long(typed, "texte").unwrap_or_default(),
        sms: long(typed, "sms"),
    }
}

impl Sheet for MessageSheet {
    fn title(&self, of: &Definition) -> String {
        format!("Message «\u{a0}{}\u{a0}»", authoring::label(of, &Place::Message(self.slug.clone())))
    }

    fn part(&self) -> Part {
        Part::Texts
    }

    fn typed(&self, _: &Definition) -> FormState {
        let MessageTemplate { subject, body, sms } = &self.message;
        FormState::from_pairs([("objet", subject.as_str()), ("texte", body), ("sms", sms.as_deref().unwrap_or_default())])
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        let all = words::all(of, false);
        html! {
            (ui::text_input(&Label::new("objet", "Objet").hint("Rien de personnel : il se lit sur un écran verrouillé.").state(state), state.value("objet"), TextKind::Text, None))
            (words::beside("objet", "l’objet", &[words::of_the_case()], state))
            (ui::textarea(&Label::new("texte", "Texte").hint("Des phrases courtes. Une idée par paragraphe.").state(state), state.value("texte"), 14, None))
            (words::beside("texte", "le texte", &all, state))
            (ui::textarea(&Label::new("sms", "Par SMS").hint("Vide : l’objet et l’adresse de la page.").optional().state(state), state.value("sms"), 3, None))
            (words::beside("sms", "le SMS", &all, state))
            (ui::button_row(ui::secondary_button_named("faire", "apercu", "Voir l’aperçu")))
        }
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        needed(typed, "objet", "Écrivez l’objet.", state);
        needed(typed, "texte", "Écrivez le texte.", state);
        (!state.has_errors()).then(|| vec![MessageEdit::Set { slug: self.slug.clone(), message: typed_message(typed) }.into()])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        let remove = MessageEdit::Remove { slug: self.slug.clone() }.into();
        whole(view, &Whole { place: &Place::Message(self.slug.clone()), what: "ce message", moved: None, remove })
    }

    fn shown(&self, of: &Definition, state: &FormState) -> Option<Markup> {
        let compiled = match sample::message(of, &self.slug, typed_message(state)) {
            Ok(compiled) => compiled,
            Err(findings) => return Some(super::letter::not_yet(of, &findings)),
        };
        let rendered = render_message(&compiled, self.slug.as_str(), &sample::context(of)).ok()?;
        Some(super::letter::framed(html! {
            p.studio-letter-title { (rendered.subject) }
            div.studio-text { (rendered.body) }
            @if let Some(sms) = &rendered.sms {
                p.hint { "Par SMS\u{a0}:" }
                div.studio-text { (sms) }
            }
        }))
    }
}
