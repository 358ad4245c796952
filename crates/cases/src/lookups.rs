//! The lists that forms choose from: communes and countries of the territory,
//! then those of the instance.

use std::sync::Arc;

use db::InstanceKey;
use forms::{CompiledForm, Item, List, Lookups};
use records::Audience;
use territory::{countries::Countries, directory::Communes};
use web::Failure;

use crate::Cases;

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

impl Cases {
    /// The lists that an instance offers. Its database is opened only for a form
    /// that chooses from lists of her own.
    pub(crate) async fn lists_for(&self, instance: &InstanceKey, form: &CompiledForm, audience: Audience) -> Result<Arc<Lookups>, Failure> {
        let base = self.records().base();
        if form.lists().iter().all(|list| base.lists.contains_key(*list)) {
            return Ok(Arc::clone(base));
        }
        self.records().lookups(instance, audience).await
    }
}
