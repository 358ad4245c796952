//! Sending a message from a template.

use kernel::setting::{Named, Setting, Shape};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Channel, Effect, Recipient, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Envoyer un message";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("to", "À qui", Shape::Recipient).required(),
    Setting::new("channels", "Par quels moyens", Shape::SomeOf(&[("email", "E-mail"), ("sms", "SMS"), ("in_app", "Sur le site")])),
    Setting::new("template", "Message", Shape::Named(Named::Message)).required(),
    Setting::new("attach", "Documents joints", Shape::SeveralNamed(Named::Document)),
];

/// Sends a message made from a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// To whom.
    pub to: Recipient,
    /// By which ways; e-mail and the case's thread unless told otherwise.
    #[serde(default = "usual", skip_serializing_if = "is_usual")]
    pub channels: Vec<Channel>,
    /// Its template.
    pub template: Slug,
    /// Documents made and joined to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attach: Vec<Slug>,
}

fn usual() -> Vec<Channel> {
    vec![Channel::Email, Channel::InApp]
}

fn is_usual(channels: &[Channel]) -> bool {
    channels == usual()
}

impl Message {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        check.message(&self.template)?;
        self.attach.iter().try_for_each(|document| check.document("attach", document))?;
        match &self.to {
            Recipient::Function(function) => check.function("to", function)?,
            Recipient::Field(field) => check.address(field)?,
            Recipient::Citizen | Recipient::Team | Recipient::Assignee => (),
        }
        if self.channels.is_empty() {
            check.error("channels", "Choisissez au moins un moyen d’envoi.");
            return None;
        }
        let Self { to, channels, template, attach } = self.clone();
        let effect = Effect::Message { to, channels, template, attach };
        Some(Box::new(move |_| vec![effect.clone()]))
    }
}
