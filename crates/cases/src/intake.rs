//! Which authority must answer a request, from what it says.

use definition::{Competence, Compiled};
use forms::Answers;
use kernel::Slug;
use serde_json::Value as Json;
use territory::{
    addresses::AddressBook,
    competence::{self, Categories},
    directory::{Commune, Communes},
    geo::{Point, commune_at},
};

use crate::Cases;

impl Cases {
    /// The authority that answers a request begun on the page of `publisher`.
    pub(crate) fn competent(&self, compiled: &Compiled, answers: &Answers, publisher: &Slug) -> Slug {
        let Competence::ByPlace { category, place } = &compiled.about().settings.competence else { return publisher.clone() };
        let directory = self.territory().directory();
        let category = answers.get(category).and_then(Json::as_str).and_then(|slug| Categories::bundled().by_slug(slug));
        let commune = answers.get(place).and_then(commune_of);
        // unknown place or category: the Métropole sorts it out, as it did for the street and its phone calls
        match category.zip(commune).map(|(category, commune)| competence::competent(category, None, &commune.slug)) {
            Some(competence::Competence::Commune(slug)) => slug,
            Some(competence::Competence::Metropole) | None => directory.metropole().slug.clone(),
        }
    }
}

/// The commune that a place, an address or a commune answers.
pub(crate) fn commune_of(answer: &Json) -> Option<&'static Commune> {
    let communes = Communes::bundled();
    let text = |name: &str| answer.get(name).and_then(Json::as_str).filter(|text| !text.is_empty());
    let number = |name: &str| text(name).and_then(|text| text.parse::<f64>().ok()).or_else(|| answer.get(name).and_then(Json::as_f64));
    let point = number("lat").zip(number("lon")).map(|(lat, lon)| Point { lat, lon });
    answer
        .as_str()
        .or_else(|| text("commune"))
        .and_then(|insee| communes.by_insee(insee))
        .or_else(|| point.and_then(commune_at))
        .or_else(|| text("postcode").and_then(|postcode| only(communes.by_postcode(postcode), text("city"))))
        .or_else(|| text("text").and_then(in_words))
}

/// Among the communes of a postcode, the one that was named; or the only one.
fn only<'a>(communes: Vec<&'a Commune>, city: Option<&str>) -> Option<&'a Commune> {
    let named = city.and_then(|city| communes.iter().find(|commune| commune.slug == *kernel::text::slugged(city)).copied());
    named.or_else(|| (communes.len() == 1).then(|| communes[0]))
}

/// The commune that a text names, or that the address it gives is in.
fn in_words(text: &str) -> Option<&'static Commune> {
    let communes = Communes::bundled();
    let words = format!("-{}-", kernel::text::slugged(text));
    let mut named: Vec<&Commune> = communes.iter().filter(|commune| words.contains(&format!("-{}-", commune.slug))).collect();
    // « Saint-Germain-au-Mont-d’Or » also holds shorter names
    named.sort_by_key(|commune| std::cmp::Reverse(commune.slug.as_str().len()));
    let by_postcode = || words.split('-').find_map(|word| only(communes.by_postcode(word), None));
    let by_address = || AddressBook::bundled().suggest(text, None, 1).first().map(|found| found.commune);
    named.first().copied().or_else(by_postcode).or_else(by_address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_place_gives_its_commune_however_it_was_told() {
        let cases = [
            (json!({ "commune": "69029" }), "bron"),
            (json!({ "text": "Place du marché, Saint-Fons" }), "saint-fons"),
            (json!({ "text": "12 rue de la République 69500" }), "bron"),
            (json!({ "lat": "45.7676", "lon": "4.8351" }), "lyon"),
            (json!({ "street": "1 place Bellecour", "postcode": "69002", "city": "Lyon" }), "lyon"),
            (json!("69266"), "villeurbanne"),
        ];
        for (answer, commune) in cases {
            assert_eq!(commune_of(&answer).map(|commune| commune.slug.as_str()), Some(commune), "{answer}");
        }
        assert!(commune_of(&json!({ "text": "chez moi" })).is_none());
    }
}
