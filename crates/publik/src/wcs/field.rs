//! Fields: of forms, of blocks, of cards, of what agents fill in.

use super::condition::{Condition, condition_of};
use crate::{source::Element, template::plain};

/// A field, with what all types have; the rest stays in its element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// `string`, `page`, `block:enfants`.
    pub kind: String,
    pub id: String,
    pub label: String,
    pub varname: Option<String>,
    pub required: bool,
    pub hint: Option<String>,
    pub condition: Option<Condition>,
    pub element: Element,
}

/// Fields of one form, at most.
const MOST_FIELDS: usize = 2_000;

/// Whether a hint is a help: « --- » and « -- Choisissez -- » are the first line
/// of a list that is not chosen yet.
fn helps(hint: &str) -> bool {
    let hint = plain(hint);
    hint.contains(char::is_alphanumeric) && !(hint.starts_with("--") && hint.ends_with("--"))
}

/// The fields listed under `<fields>`.
pub(crate) fn fields_of(element: &Element) -> Vec<Field> {
    element.inside("fields").iter().filter(|child| child.name == "field").take(MOST_FIELDS).map(Field::read).collect()
}

impl Field {
    fn read(element: &Element) -> Self {
        let kind = element.get("type").unwrap_or_default();
        let block = element.get("block_slug").filter(|_| kind == "block");
        Self {
            kind: block.map_or_else(|| kind.to_owned(), |slug| format!("block:{slug}")),
            id: element.get("id").unwrap_or_default().to_owned(),
            label: element.get("label").unwrap_or_default().to_owned(),
            varname: element.get("varname").map(str::to_owned),
            required: element.get("required").is_none() || element.says("required"),
            hint: element.get("hint").filter(|hint| helps(hint)).map(str::to_owned),
            condition: condition_of(element),
            element: element.clone(),
        }
    }

    /// The name of the type, without the block's.
    pub fn family(&self) -> &str {
        self.kind.split(':').next().unwrap_or_default()
    }

    /// Its name for the report.
    pub fn shown(&self) -> String {
        let label = plain(&self.label);
        let first = [Some(label.as_str()), self.varname.as_deref(), Some(self.kind.as_str())];
        first.into_iter().flatten().find(|name| !name.trim().is_empty()).unwrap_or("sans nom").to_owned()
    }

    /// Whether lists of requests show it; old exports say it by a setting of its own.
    pub fn is_listed(&self) -> bool {
        self.element.inside("display_locations").iter().any(|location| location.text.trim() == "listings")
            || self.element.says("in_listing")
    }

    /// The texts of `<items>`.
    pub fn items(&self) -> Vec<String> {
        let texts = self.element.inside("items").iter().map(|item| item.text.trim().to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// How it is filled beforehand: type and value.
    pub fn prefill(&self) -> Option<(&str, &str)> {
        let prefill = self.element.child("prefill")?;
        let kind = prefill.get("type").filter(|kind| *kind != "none")?;
        Some((kind, prefill.get("value").unwrap_or_default()))
    }
}
