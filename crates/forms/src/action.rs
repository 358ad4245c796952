//! Buttons that change a page without leaving it: add or remove an item of a
//! block, search a list, take a file away. All work without script.

use serde_json::Value as Json;

use crate::{Answers, Submitted, fields::block};

/// The input that carries the action of a button.
pub(crate) const ACTION: &str = "_action";
/// The input that says which questions the page showed.
pub(crate) const SHOWN: &str = "_shown";

/// What a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// `add:children`.
    Add(String),
    /// `remove:children:1`.
    Remove(String, usize),
    /// `search:ecole`, `refresh`, a file taken away: the page is shown again as it now stands.
    Refresh,
}

impl Action {
    /// The action of a page that was sent; `None` when it was sent to go on.
    pub fn of(submitted: &Submitted) -> Option<Self> {
        let asked = submitted.one(ACTION);
        match asked.split(':').collect::<Vec<_>>()[..] {
            ["add", name] => Some(Self::Add(name.to_owned())),
            ["remove", name, index] => index.parse().ok().map(|index| Self::Remove(name.to_owned(), index)),
            ["search", _] | ["refresh"] => Some(Self::Refresh),
            _ => {
                let live = submitted.values.contains_key(ui::LIVE_FIELD);
                let file = submitted.values.keys().any(|name| name.starts_with("_remove."));
                (live || file).then_some(Self::Refresh)
            }
        }
    }

    /// Does it on what was typed and on what is stored.
    pub fn apply(&self, submitted: &mut Submitted, answers: &mut Answers) {
        match self {
            Self::Refresh => {}
            Self::Add(name) => {
                let next = block::indexes(name, submitted.values.keys().map(String::as_str)).last().map_or(0, |last| last + 1);
                submitted.values.insert(block::item_name(name, next), vec!["1".into()]);
            }
            Self::Remove(name, index) => {
                submitted.remove_item(name, *index);
                remove_stored(answers, name, *index);
            }
        }
    }
}

/// Removes the item from the stored block; `children.0.pets` is a block inside an item.
fn remove_stored(answers: &mut Answers, name: &str, removed: usize) {
    let mut path = name.split('.');
    let Some(top) = path.next() else { return };
    let Some(mut stored) = answers.get(top).cloned() else { return };
    let mut place = Some(&mut stored);
    for step in path {
        place = place.and_then(|place| match place {
            Json::Array(items) => step.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            place => place.get_mut(step),
        });
    }
    if let Some(Json::Array(items)) = place
        && removed < items.len()
    {
        items.remove(removed);
    }
    answers.set(top, stored);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn removing_an_item_moves_the_next_ones_up() {
        let mut typed = Submitted::default().with("kids.0.name", "A").with("kids.1.name", "B").with("kids.2.name", "C").with("kids.2", "1");
        let mut answers = Answers::from_json(json!({ "kids": [{ "name": "A" }, { "name": "B" }] }));
        Action::Remove("kids".into(), 1).apply(&mut typed, &mut answers);
        assert_eq!((typed.one("kids.0.name"), typed.one("kids.1.name"), typed.one("kids.1")), ("A", "C", "1"));
        assert!(!typed.values.contains_key("kids.2"));
        assert_eq!(answers.get("kids"), Some(&json!([{ "name": "A" }])));
    }

    #[test]
    fn a_block_inside_an_item_is_reached() {
        let mut answers = Answers::from_json(json!({ "kids": [{ "pets": [1, 2] }] }));
        Action::Remove("kids.0.pets".into(), 0).apply(&mut Submitted::default(), &mut answers);
        assert_eq!(answers.get("kids"), Some(&json!([{ "pets": [2] }])));
    }

    #[test]
    fn adding_takes_the_next_place() {
        let mut typed = Submitted::default().with("kids.0.name", "A");
        Action::Add("kids".into()).apply(&mut typed, &mut Answers::new());
        assert_eq!(typed.one("kids.1"), "1");
        assert_eq!(Action::of(&Submitted::default().with("_action", "remove:kids:x")), None);
    }
}
