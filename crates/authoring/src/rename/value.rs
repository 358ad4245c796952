//! Another stored value for an answer to choose, said everywhere it was said:
//! where the answer is compared, where it is the one at first, in tests.

use definition::Definition;
use serde_json::Value as Json;

use crate::{
    FieldAt, Place, formula,
    formula::Says,
    reference::{Form, Target, is_answered, resolve},
    walk::{self, Role, Word},
};

/// Renames a stored value everywhere but in the question itself.
pub(crate) fn value_renamed(definition: &mut Definition, field: &FieldAt, value: &str, to: &str) {
    let before = definition.clone();
    let place = Place::Field(field.clone());
    walk::words(definition, &mut |at, word| match word {
        Word::Expression(role, source) => {
            let is_own_start = role == Role::Default && *at == place;
            in_expression(&before, field, at, source, (value, to), is_own_start);
        }
        Word::Answer(stage, name, given) if is_answered(&place, &stage, name) => in_answer(given, value, to),
        _ => {}
    });
}

fn in_expression(before: &Definition, field: &FieldAt, at: &Place, source: &mut String, (value, to): (&str, &str), is_own_start: bool) {
    let Some(node) = formula::read(source) else { return };
    let wanted = Target::Field(Form::of(&field.group.home), field.path());
    let readings = formula::readings(&node);
    let compared = readings.iter().filter(|reading| resolve(before, at, &reading.names()) == wanted).flat_map(|reading| &reading.compared);
    let mut places: Vec<_> = compared.filter(|word| word.text == value).map(|word| word.at.clone()).collect();
    if is_own_start && matches!(&node.says, Says::Text(text) if text == value) {
        places.push(node.at.clone());
    }
    if !places.is_empty() {
        *source = formula::replaced(source, places.into_iter().map(|at| (at, formula::quoted(to))).collect());
    }
}

fn in_answer(given: &mut Json, value: &str, to: &str) {
    match given {
        Json::String(text) if text == value => to.clone_into(text),
        Json::Array(chosen) => chosen.iter_mut().for_each(|one| in_answer(one, value, to)),
        _ => {}
    }
}
