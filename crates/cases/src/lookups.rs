//! The lists that forms choose from: communes of the territory and of France,
//! countries, then those of the instance.

use std::sync::Arc;

use db::InstanceKey;
use forms::{CompiledForm, Item, List, Lookups};
use records::{Audience, ListName};
use territory::{countries::Countries, directory::Communes};
use web::Failure;

use crate::Cases;

/// The lists that every instance has.
pub fn of_territory() -> Lookups {
    let mut lookups = Lookups::default();
    let communes =
        Communes::bundled().iter().map(|commune| Item { id: commune.insee.clone(), label: commune.name.clone(), ..Item::default() });
    lookups.lists.insert("communes".to_owned(), Arc::new(List::new(communes.collect())));
    lookups.lists.insert("french-communes".to_owned(), Arc::new(List::later(of_france)));
    let countries =
        Countries::bundled().iter().map(|country| Item { id: country.insee.clone(), label: country.name.clone(), ..Item::default() });
    lookups.lists.insert("countries".to_owned(), Arc::new(List::new(countries.collect())));
    lookups.commune_of = Some(|answer| crate::intake::commune_of(answer).map(|commune| commune.insee.as_str()));
    lookups
}

/// What these lists are called.
pub(crate) fn names_of_territory() -> Vec<ListName> {
    let called = [("communes", "Communes de la Métropole"), ("french-communes", "Communes de France"), ("countries", "Pays")];
    let named = |(slug, label): (&str, &str)| Some(ListName { slug: slug.parse().ok()?, label: label.to_owned(), is_public: true });
    called.into_iter().filter_map(named).collect()
}

fn of_france() -> Vec<Item> {
    territory::french_communes::all().map(|(insee, label)| Item::new(insee, label)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_territory_has_its_name() {
        let named: Vec<_> = names_of_territory().into_iter().map(|list| list.slug.to_string()).collect();
        assert_eq!(named.len(), of_territory().lists.len());
        assert!(named.iter().all(|list| of_territory().lists.contains_key(list)), "{named:?}");
    }

    #[test]
    fn a_commune_is_chosen_on_the_territory_or_in_france() {
        let lists = of_territory();
        let labels = |area: &str, words: &str| {
            let settings = serde_json::json!({ "area": area });
            let field = forms::kind("commune").unwrap().read(settings.as_object().unwrap().clone()).unwrap();
            let [list] = field.lists().try_into().unwrap();
            lists.lists[list].search(words).map(|item| item.label.clone()).collect::<Vec<_>>()
        };
        assert_eq!(labels("territory", "bron"), ["Bron"]);
        assert_eq!(labels("territory", "grenoble"), Vec::<String>::new());
        assert_eq!(labels("france", "grenoble"), ["Grenoble (38)"]);
        assert_eq!(labels("france", "saint denis 93"), ["L'Île-Saint-Denis (93)", "Saint-Denis (93)"]);
    }
}
