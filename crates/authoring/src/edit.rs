//! What an author does to a definition, as values: applied, told in words for
//! the history, located for the page to show next. One file per family.

mod automation;
mod choice;
mod clock;
mod connector;
mod data;
mod document;
mod effect;
mod error;
mod field;
mod function;
mod input;
mod message;
mod page;
mod settings;
mod status;
mod test;
mod transition;

use definition::Definition;
use serde::{Deserialize, Serialize};

use crate::{Place, clean::cleaned};

pub use self::{
    automation::AutomationEdit,
    choice::ChoiceEdit,
    clock::ClockEdit,
    connector::ConnectorEdit,
    data::DataEdit,
    document::DocumentEdit,
    effect::EffectEdit,
    error::EditError,
    field::{FieldEdit, Properties},
    function::FunctionEdit,
    input::InputEdit,
    message::MessageEdit,
    page::{PageEdit, PageProperties},
    settings::SettingsEdit,
    status::StatusEdit,
    test::TestEdit,
    transition::TransitionEdit,
};
pub use crate::rename::Rename;
pub(crate) use choice::offered;
pub(crate) use effect::list_of as effects_of;

/// What one family of edits knows how to do.
pub(crate) trait Family {
    /// Changes the document; leaves it half changed when it fails, so the caller keeps the first.
    fn apply(&self, definition: &mut Definition) -> Result<(), EditError>;

    /// What it does, for the history. `before` is the document that it changes.
    fn describe(&self, before: &Definition) -> String;

    /// What to show after it. `before` is the document that it changes.
    fn place(&self, before: &Definition) -> Place;
}

macro_rules! families {
    ($($(#[$doc:meta])* $name:ident($family:ty),)*) => {
        /// One thing that an author does. In JSON `of` names the family and `do` the edit:
        /// `{"of": "page", "do": "add", "title": "Votre enfant"}`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "of", rename_all = "snake_case")]
        pub enum Edit {
            $($(#[$doc])* $name($family),)*
        }

        impl Edit {
            fn family(&self) -> &dyn Family {
                match self { $(Self::$name(edit) => edit,)* }
            }
        }

        $(impl From<$family> for Edit {
            fn from(edit: $family) -> Self {
                Self::$name(edit)
            }
        })*
    };
}

families! {
    /// Pages of the form.
    Page(PageEdit),
    /// Questions, on pages, in input forms and inside blocks.
    Field(FieldEdit),
    /// Answers to choose from.
    Choice(ChoiceEdit),
    /// Input forms of transitions.
    Input(InputEdit),
    /// Statuses.
    Status(StatusEdit),
    /// Transitions.
    Transition(TransitionEdit),
    /// Effects of transitions and of filing.
    Effect(EffectEdit),
    /// What happens by itself.
    Automation(AutomationEdit),
    /// Who acts.
    Function(FunctionEdit),
    /// What agents record.
    Data(DataEdit),
    /// The legal clock.
    Clock(ClockEdit),
    /// Connectors.
    Connector(ConnectorEdit),
    /// Messages.
    Message(MessageEdit),
    /// Documents.
    Document(DocumentEdit),
    /// Title, summary, catalogue, record of processing.
    Settings(SettingsEdit),
    /// Tests.
    Test(TestEdit),
    /// A name, with all that says it.
    Rename(Rename),
}

/// The document once edited. The one given is left as it is.
///
/// # Errors
/// The edit names something that is gone, or gives what the document cannot hold.
pub fn apply(definition: &Definition, edit: &Edit) -> Result<Definition, EditError> {
    let mut edited = definition.clone();
    cleaned(edit).family().apply(&mut edited)?;
    match definition::is_too_deep(&edited) {
        true => Err(EditError::new("Il y a trop de niveaux l’un dans l’autre. Faites plus simple.")),
        false => Ok(edited),
    }
}

/// What the edit does, for the history: « Question « Date de naissance » ajoutée
/// à la page « Votre enfant » ». `before` is the document that it changes.
pub fn describe(edit: &Edit, before: &Definition) -> String {
    edit.family().describe(before)
}

/// What to show once the edit is made. `before` is the document that it changes.
pub fn place(edit: &Edit, before: &Definition) -> Place {
    cleaned(edit).family().place(before)
}
