//! One thing that a transition or the filing does, with its settings; or one more to choose.

mod kinds;

use authoring::{Edit, EffectEdit, Effects, Place, condition::Rule};
use definition::Definition;
use kernel::setting::{Setting, Shape};
use serde_json::{Map, Value as Json};
use ui::{FormState, Label, Markup, html};
use workflow::{Destination, EFFECTS, EffectKind, EffectSpec, GuardedEffect, Recipient, WHEN};

use super::{
    Sheet, View,
    beside::{Whole, whole},
};
use crate::pages::{
    condition,
    described::{self, Around},
    shell::Part,
};

/// The input that says which effect a new one is.
const WHICH: &str = "effet";

pub(super) struct EffectSheet {
    owner: Effects,
    at: usize,
    /// Nothing when it is a new one.
    present: Option<GuardedEffect>,
    around: Around,
}

impl EffectSheet {
    /// The effect of this rank; a new one just after the last.
    pub(super) fn of(definition: &Definition, owner: &Effects, at: usize, around: &Around) -> Option<Self> {
        let workflow = &definition.workflow;
        let effects = match owner {
            Effects::Filed => &workflow.on_filed,
            Effects::Transition(slug) => &workflow.transitions.iter().find(|transition| transition.slug == *slug)?.effects,
        };
        let present = effects.get(at).cloned();
        (at <= effects.len()).then(|| Self { owner: owner.clone(), at, present, around: around.clone() })
    }

    /// What it is: as the document says, or as chosen.
    fn kind(&self, state: &FormState) -> Option<&'static EffectKind> {
        let name = self.present.as_ref().map_or(state.value(WHICH), |guarded| guarded.effect.name());
        EFFECTS.iter().find(|kind| kind.name == name)
    }

    fn place(&self) -> Place {
        Place::Effect(self.owner.clone(), self.at)
    }
}

fn written(effect: &EffectSpec) -> Map<String, Json> {
    let Ok(Json::Object(mut written)) = serde_json::to_value(effect) else { return Map::new() };
    // the usual ways are left out of the document, and used all the same
    if let EffectSpec::Message(message) = effect {
        written.insert("channels".to_owned(), serde_json::to_value(&message.channels).unwrap_or_default());
    }
    written
}

impl Sheet for EffectSheet {
    fn title(&self, _: &Definition) -> String {
        self.kind(&FormState::default()).map_or("Ajouter quelque chose à faire", |kind| kind.label).to_owned()
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, of: &Definition) -> FormState {
        let mut state = FormState::default();
        if let (Some(kind), Some(guarded)) = (self.kind(&state), &self.present) {
            described::typed(kind.settings, &written(&guarded.effect), &mut state);
            condition::typed(WHEN.name, guarded.when.as_deref(), of, &self.place(), Rule::Before, &mut state);
        }
        state
    }

    fn inputs(&self, of: &Definition, state: &FormState) -> Markup {
        html! {
            @if self.present.is_none() {
                (ui::grouped_radios(&Label::new(WHICH, "Que faut-il faire ?").state(state), &kinds::groups(), state.value(WHICH)))
                // with scripts its settings come by themselves
                noscript { (ui::button_row(ui::secondary_button_named("faire", "choisir", "Choisir"))) }
            }
            @if let Some(kind) = self.kind(state) {
                (described::draw(kind.settings, of, &self.around, state))
                (condition::inputs(WHEN.name, WHEN.label, "Toujours", of, &self.place(), Rule::Before, state))
            }
        }
    }

    fn read(&self, of: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let Some(kind) = self.kind(typed) else {
            state.add_error(WHICH, "Choisissez ce qu’il faut faire.");
            return None;
        };
        let before = self.present.as_ref().map(|guarded| written(&guarded.effect)).unwrap_or_default();
        let mut settings = described::read(kind.settings, &before, typed, state);
        let when = condition::read(WHEN.name, of, &self.place(), Rule::Before, typed, state);
        if state.has_errors() || is_refused(kind.settings, &settings, state) {
            return None;
        }
        settings.insert("do".to_owned(), kind.name.into());
        let Ok(effect) = serde_json::from_value::<EffectSpec>(Json::Object(settings)) else {
            state.add_error("", "Vérifiez ces réglages.");
            return None;
        };
        let effect = GuardedEffect { when, effect };
        let (owner, at) = (self.owner.clone(), self.at);
        Some(vec![match self.present {
            Some(_) => EffectEdit::Set { owner, at, effect }.into(),
            None => EffectEdit::Add { owner, effect, at: None }.into(),
        }])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        self.present.as_ref()?;
        let (owner, at) = (self.owner.clone(), self.at);
        whole(view, &Whole { place: &self.place(), what: "ce qui est fait", moved: None, remove: EffectEdit::Remove { owner, at }.into() })
    }
}

/// Tells, beside each setting, what the document could not hold.
fn is_refused(settings: &[Setting], written: &Map<String, Json>, state: &mut FormState) -> bool {
    for setting in settings {
        let wrong = match written.get(setting.name) {
            None => setting.is_required.then(|| format!("Remplissez «\u{a0}{}\u{a0}».", setting.label)),
            Some(value) => wrong(setting.shape, value).map(ToOwned::to_owned),
        };
        if let Some(message) = wrong {
            state.add_error(described::input(setting), message);
        }
    }
    state.has_errors()
}

fn wrong(shape: Shape, value: &Json) -> Option<&'static str> {
    const NAME: &str = "Écrivez ce nom en minuscules, sans espace ni accent. Exemple : urgent.";
    const CHOOSE: &str = "Choisissez dans la liste.";
    let is_name = |value: &Json| value.as_str().is_some_and(|name| name.parse::<kernel::Slug>().is_ok());
    let is_among = |value: &Json, choices: &[(&str, &str)]| choices.iter().any(|(one, _)| value.as_str() == Some(one));
    match shape {
        Shape::Named(_) => (!is_name(value)).then_some(NAME),
        Shape::SeveralNamed(_) => (!value.as_array().is_some_and(|all| all.iter().all(is_name))).then_some(NAME),
        Shape::OneOf(choices) => (!is_among(value, choices)).then_some(CHOOSE),
        Shape::SomeOf(choices) => (!value.as_array().is_some_and(|all| all.iter().all(|one| is_among(one, choices)))).then_some(CHOOSE),
        Shape::Teams => (!value.as_object().is_some_and(|all| all.values().all(is_name))).then_some(NAME),
        Shape::Recipient => serde_json::from_value::<Recipient>(value.clone()).err().map(|_| CHOOSE),
        Shape::Destination => serde_json::from_value::<Destination>(value.clone())
            .err()
            .map(|_| "Écrivez «\u{a0}team:\u{a0}» et le nom d’une équipe, ou «\u{a0}authority:\u{a0}» et un calcul."),
        _ => None,
    }
}
