//! Items of blocks that were left blank. While their page is shown again they
//! keep their places, where nothing (null) stands for them: inputs, files and
//! errors go by place. Once the page is left they are gone.

use serde_json::Value as Json;

use crate::{CompiledField, Submitted, fields::block::item_name};

/// The answer without the items left blank, in blocks inside blocks too.
pub(crate) fn dropped(field: &CompiledField, answer: &Json) -> Json {
    match answer {
        Json::Array(items) if !field.children.is_empty() => {
            items.iter().filter(|item| !item.is_null()).map(|item| dropped_inside(field, item)).collect()
        }
        answer => answer.clone(),
    }
}

fn dropped_inside(block: &CompiledField, item: &Json) -> Json {
    let mut left = item.clone();
    for child in &block.children {
        if let Some(answer) = left.get_mut(child.slug()) {
            *answer = dropped(child, answer);
        }
    }
    left
}

/// Moves up the inputs of the items that come after blank ones, as [`dropped`] does their answers.
pub(crate) fn move_up(field: &CompiledField, name: &str, answer: &Json, submitted: &mut Submitted) {
    let items = answer.as_array().filter(|_| !field.children.is_empty()).map_or(&[][..], Vec::as_slice);
    // from the last: what is removed moves only what was already seen
    for (index, item) in items.iter().enumerate().rev() {
        for child in &field.children {
            let inside = item.get(child.slug()).unwrap_or(&Json::Null);
            move_up(child, &format!("{}.{}", item_name(name, index), child.slug()), inside, submitted);
        }
        if item.is_null() {
            submitted.remove_item(name, index);
        }
    }
}
