//! What stands around a definition in its space, that its settings may name.

use authoring::Place;
use cases::ListName;
use db::InstanceTx;
use web::Outcome;

use crate::Studio;

/// What a space has: names, with what authors read.
#[derive(Debug, Clone, Default)]
pub(in crate::pages) struct Around {
    /// The lists that may be chosen at a place.
    pub(super) lists: Vec<(String, String)>,
}

impl Around {
    /// What may be named at a place. Effects write in the lists of the space
    /// only; questions choose from those of every space too.
    ///
    /// # Errors
    /// When the space cannot be read.
    pub(in crate::pages) async fn read(studio: &Studio, tx: &mut InstanceTx, place: &Place) -> Outcome<Self> {
        let lists = match place {
            Place::Field(_) | Place::Effect(..) => studio.cases().list_names(tx).await?,
            _ => Vec::new(),
        };
        let base = &studio.cases().lists().lists;
        let is_fit = |list: &ListName| matches!(place, Place::Field(_)) || !base.contains_key(list.slug.as_str());
        Ok(Self { lists: lists.into_iter().filter(is_fit).map(read).collect() })
    }

    #[cfg(test)]
    pub(in crate::pages) fn with_lists(lists: &[(&str, &str)]) -> Self {
        Self { lists: lists.iter().map(|(name, label)| ((*name).to_owned(), (*label).to_owned())).collect() }
    }
}

fn read(list: ListName) -> (String, String) {
    let label = if list.is_public { list.label } else { format!("{} (pas proposée aux usagers)", list.label) };
    (list.slug.to_string(), label)
}
