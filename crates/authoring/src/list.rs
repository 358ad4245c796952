//! Lists whose items have names: finding, inserting, moving.

use definition::Connector;
use forms::{Field, Page};
use serde::{Deserialize, Serialize};
use workflow::{Automation, DataField, Function, Status, Transition};

use crate::EditError;

/// Where something new goes, among its neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// Before all the others.
    First,
    /// After all the others.
    #[default]
    Last,
    /// Just after the one of this name.
    After(String),
}

/// How something moves among its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// One place up; nothing happens to the first one.
    Up,
    /// One place down; nothing happens to the last one.
    Down,
    /// To this place.
    To(Spot),
}

/// What has a name in its list.
pub(crate) trait Named {
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($type:ty),*) => {
        $(impl Named for $type {
            fn name(&self) -> &str {
                self.slug.as_ref()
            }
        })*
    };
}

named!(Page, Field, Status, Transition, Automation, Function, DataField, Connector);

/// Where the item of this name stands; `what` is said of one that is gone.
pub(crate) fn find<T: Named>(list: &[T], name: &str, what: &str) -> Result<usize, EditError> {
    list.iter().position(|item| item.name() == name).ok_or_else(|| EditError::gone(what, name))
}

/// Puts an item in; after the last one when its neighbour is gone.
pub(crate) fn insert<T: Named>(list: &mut Vec<T>, spot: &Spot, item: T) {
    let index = match spot {
        Spot::First => 0,
        Spot::Last => list.len(),
        Spot::After(name) => list.iter().position(|other| other.name() == name).map_or(list.len(), |index| index + 1),
    };
    list.insert(index, item);
}

/// Moves the item at this rank.
pub(crate) fn step<T: Named>(list: &mut Vec<T>, index: usize, step: &Step) {
    match step {
        Step::Up if index > 0 => list.swap(index, index - 1),
        Step::Down if index + 1 < list.len() => list.swap(index, index + 1),
        Step::Up | Step::Down => {}
        Step::To(Spot::After(name)) if list[index].name() == name => {}
        Step::To(spot) => {
            let item = list.remove(index);
            insert(list, spot, item);
        }
    }
}

/// Puts an item without name in at a rank, or last.
pub(crate) fn insert_at<T>(list: &mut Vec<T>, at: Option<usize>, item: T) {
    list.insert(at.unwrap_or(list.len()).min(list.len()), item);
}

/// Moves an item without name to another rank.
pub(crate) fn move_at<T>(list: &mut Vec<T>, from: usize, to: usize, what: &str) -> Result<(), EditError> {
    let item = take_at(list, from, what)?;
    insert_at(list, Some(to), item);
    Ok(())
}

/// Takes an item without name out.
pub(crate) fn take_at<T>(list: &mut Vec<T>, at: usize, what: &str) -> Result<T, EditError> {
    if at < list.len() { Ok(list.remove(at)) } else { Err(EditError::no_rank(what, at)) }
}

/// Puts an item without name in the place of another.
pub(crate) fn set_at<T>(list: &mut [T], at: usize, item: T, what: &str) -> Result<(), EditError> {
    *list.get_mut(at).ok_or_else(|| EditError::no_rank(what, at))? = item;
    Ok(())
}
