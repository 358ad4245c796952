//! Conditions, in Django's language or in Python.

use crate::source::Element;

/// A condition as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition(pub String);

/// The condition of an element: `<condition><type/><value/></condition>`, or the
/// text alone in old exports.
pub(crate) fn condition_of(element: &Element) -> Option<Condition> {
    let written = element.child("condition")?;
    let source = written.get("value").unwrap_or(written.text.trim());
    let source = source.strip_prefix('=').unwrap_or(source).trim();
    (!source.is_empty()).then(|| Condition(source.to_owned()))
}

/// The conditions to leave a page, with what is said when they do not hold.
pub(crate) fn conditions_of(page: &Element) -> Vec<(Condition, String)> {
    let read = |post: &Element| Some((condition_of(post)?, post.get("error_message").unwrap_or_default().to_owned()));
    page.inside("post_conditions").iter().filter_map(read).collect()
}
