//! The words of effects, found by what their settings are described to hold.

use kernel::setting::{Named, Setting, Shape};
use serde_json::Value as Json;
use workflow::{EFFECTS, EffectSpec, GuardedEffect};

use super::{Kind, Role, Visit, Word};
use crate::{Effects, Place};

pub(super) fn words(effects: &mut [GuardedEffect], owner: &Effects, visit: &mut Visit<'_>) {
    for (index, guarded) in effects.iter_mut().enumerate() {
        let place = Place::Effect(owner.clone(), index);
        if let Some(when) = &mut guarded.when {
            visit(&place, Word::Expression(Role::Condition, when));
        }
        one(&mut guarded.effect, &place, visit);
    }
}

/// What comes back and is no effect leaves it as it was.
fn one(effect: &mut EffectSpec, place: &Place, visit: &mut Visit<'_>) {
    let Ok(before) = serde_json::to_value(&*effect) else { return };
    let mut written = before.clone();
    let kind = EFFECTS.iter().find(|kind| before["do"] == kind.name);
    for setting in kind.map(|kind| kind.settings).unwrap_or_default() {
        if let Some(value) = written.get_mut(setting.name) {
            in_setting(setting, value, place, visit);
        }
    }
    if let Some(changed) = Some(written).filter(|written| *written != before).and_then(|written| serde_json::from_value(written).ok()) {
        *effect = changed;
    }
}

fn in_setting(setting: &Setting, value: &mut Json, place: &Place, visit: &mut Visit<'_>) {
    let role = Role::Setting(setting.label);
    match (setting.shape, value) {
        (Shape::Expression | Shape::Input | Shape::Bound | Shape::Day, Json::String(source)) => {
            visit(place, Word::Expression(role, source))
        }
        (Shape::Expressions, Json::Object(sources)) => {
            sources.values_mut().for_each(|source| text(source, |source| visit(place, Word::Expression(role, source))));
        }
        (Shape::DataPaths, Json::Object(paths)) => {
            *paths = std::mem::take(paths).into_iter().map(|(datum, path)| (renamed(datum, place, visit), path)).collect();
        }
        (Shape::Named(named), value) => name(named, value, place, visit),
        (Shape::SeveralNamed(named), Json::Array(names)) => names.iter_mut().for_each(|one| name(named, one, place, visit)),
        (Shape::Recipient, Json::Object(recipient)) => recipient.iter_mut().for_each(|(key, value)| {
            let kind = if key == "field" { Kind::Question } else { Kind::Function };
            text(value, |name| visit(place, Word::Name(kind, name)));
        }),
        (Shape::Destination, Json::Object(destination)) => {
            destination
                .get_mut("authority")
                .into_iter()
                .for_each(|source| text(source, |source| visit(place, Word::Expression(role, source))));
        }
        _ => {}
    }
}

fn name(named: Named, value: &mut Json, place: &Place, visit: &mut Visit<'_>) {
    let kind = match named {
        Named::Field => Kind::Question,
        Named::Message => Kind::Message,
        Named::Document => Kind::Document,
        Named::Transition => Kind::Transition,
        Named::Function => Kind::Function,
        Named::Datum => Kind::Data,
        Named::Connector => Kind::Connector,
        Named::Referential | Named::Teleservice | Named::Tag => return,
    };
    text(value, |name| visit(place, Word::Name(kind, name)));
}

fn renamed(mut datum: String, place: &Place, visit: &mut Visit<'_>) -> String {
    visit(place, Word::Name(Kind::Data, &mut datum));
    datum
}

fn text(value: &mut Json, then: impl FnOnce(&mut String)) {
    if let Json::String(text) = value {
        then(text);
    }
}
