//! The values that a form gives to the variables of its workflow.

use std::collections::BTreeMap;

use crate::source::Element;

/// Values by variable. A variable that is a choice has three: what is kept
/// under its name, what is read under `…_display`, the rest under `…_structured`.
pub(crate) type Options = BTreeMap<String, OptionValue>;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OptionValue {
    One(String),
    /// A list of texts.
    Several(Vec<String>),
    /// Texts by name.
    Parts(BTreeMap<String, String>),
    /// Anything deeper, or a file.
    Opaque,
}

/// The values listed under `<options>`.
pub(crate) fn options_of(element: &Element) -> Options {
    let options = element.inside("options").iter().filter_map(|option| Some((option.attribute("varname")?.to_owned(), value(option))));
    options.collect()
}

fn value(option: &Element) -> OptionValue {
    let texts = || option.children.iter().map(|child| child.text.trim().to_owned());
    let is_flat = option.children.iter().all(|child| child.children.is_empty());
    match option.attribute("type") {
        Some("file") => OptionValue::Opaque,
        _ if option.child("content").is_some() => OptionValue::Opaque,
        _ if option.children.is_empty() => OptionValue::One(option.text.trim().to_owned()),
        _ if !is_flat => OptionValue::Opaque,
        _ if option.children.iter().all(|child| child.name == "item") => OptionValue::Several(texts().collect()),
        _ => OptionValue::Parts(option.children.iter().map(|child| child.name.clone()).zip(texts()).collect()),
    }
}
