//! Every editor: one file and one line each.

use authoring::Place;
use definition::Definition;

use super::{
    Sheet, automation::AutomationSheet, clock::ClockSheet, connector::ConnectorSheet, datum::DatumSheet, document::DocumentSheet,
    effect::EffectSheet, effects::FiledSheet, field::FieldSheet, function::FunctionSheet, input::InputSheet, message::MessageSheet,
    page::PageSheet, presentation::PresentationSheet, processing::ProcessingSheet, settings::SettingsSheet, status::StatusSheet,
    transition::TransitionSheet,
};
use crate::pages::described::Around;

/// The editor of a place, in a space; nothing when the document has no such place.
pub(super) fn of(definition: &Definition, place: &Place, around: &Around) -> Option<Box<dyn Sheet>> {
    Some(match place {
        Place::Presentation => Box::new(PresentationSheet),
        Place::Settings => Box::new(SettingsSheet),
        Place::Processing => Box::new(ProcessingSheet),
        Place::Page(slug) => Box::new(PageSheet::of(definition, slug)?),
        Place::Field(at) => Box::new(FieldSheet::of(definition, at, around)?),
        Place::Input(slug) => Box::new(InputSheet::of(definition, slug)?),
        Place::Status(slug) => Box::new(StatusSheet::of(definition, slug)?),
        Place::Transition(slug) => Box::new(TransitionSheet::of(definition, slug)?),
        Place::Effect(owner, at) => Box::new(EffectSheet::of(definition, owner, *at, around)?),
        Place::Filed => Box::new(FiledSheet),
        Place::Automation(slug) => Box::new(AutomationSheet::of(definition, slug)?),
        Place::Function(slug) => Box::new(FunctionSheet::of(definition, slug)?),
        Place::Data(slug) => Box::new(DatumSheet::of(definition, slug)?),
        Place::Connector(slug) => Box::new(ConnectorSheet::of(definition, slug)?),
        Place::Clock => Box::new(ClockSheet::of(definition)),
        Place::Message(slug) => Box::new(MessageSheet::of(definition, slug)?),
        Place::Document(slug) | Place::Block(slug, _) => Box::new(DocumentSheet::of(definition, slug)?),
        Place::Form | Place::Workflow | Place::Texts | Place::Tests | Place::Test(_) => return None,
    })
}
