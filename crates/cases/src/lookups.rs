//! The lists that forms choose from: communes and countries of the territory.

use std::sync::Arc;

use forms::{Item, List, Lookups};
use territory::{countries::Countries, directory::Communes};

/// The lists that every instance has.
pub fn of_territory() -> Lookups {
    let mut lookups = Lookups::default();
    let communes =
        Communes::bundled().iter().map(|commune| Item { id: commune.insee.clone(), label: commune.name.clone(), ..Item::default() });
    lookups.lists.insert("communes".to_owned(), Arc::new(List::new(communes.collect())));
    let countries =
        Countries::bundled().iter().map(|country| Item { id: country.insee.clone(), label: country.name.clone(), ..Item::default() });
    lookups.lists.insert("countries".to_owned(), Arc::new(List::new(countries.collect())));
    lookups
}
