//! The starter catalogue: téléservices any métropole may begin with, their
//! themes and moments of life.

use kernel::Slug;
use serde::Deserialize;

use crate::entry::{Entry, Kind, Responder};

/// The documents as written.
const TELESERVICES: &str = include_str!("../assets/teleservices.toml");
const THEMES: &str = include_str!("../assets/themes.toml");

/// A document of the starter catalogue is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StarterError {
    /// It does not have the expected shape.
    #[error("{0}")]
    Document(String),
    /// A téléservice names a theme or a moment of life that is not declared.
    #[error("{teleservice}: « {heading} » is neither a theme nor a moment of life")]
    UnknownHeading {
        /// The téléservice.
        teleservice: Slug,
        /// What it names.
        heading: Slug,
    },
    /// Two téléservices have the same name.
    #[error("{0} is declared twice")]
    Twice(Slug),
}

/// A theme or a moment of life.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Stable name.
    pub slug: Slug,
    /// In citizens' words.
    pub label: String,
    /// Name of a lucide icon.
    pub icon: String,
}

/// By what people browse.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    /// The themes, in order.
    #[serde(rename = "theme")]
    pub themes: Vec<Heading>,
    /// The moments of life, in order.
    #[serde(rename = "life_event")]
    pub life_events: Vec<Heading>,
}

/// A téléservice that no authority publishes yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teleservice {
    /// Stable name.
    pub slug: Slug,
    /// What one comes to do.
    pub title: String,
    /// One short sentence.
    pub summary: String,
    /// Other words for it.
    pub keywords: Vec<String>,
    /// Themes.
    pub themes: Vec<Slug>,
    /// Moments of life.
    pub life_events: Vec<Slug>,
    /// Who answers.
    pub responder: Responder,
    /// Another site, when it is not filed here.
    pub url: Option<String>,
    /// The only communes it makes sense for; none means all.
    pub communes: Option<Vec<Slug>>,
}

impl Teleservice {
    /// Whether this commune may publish it.
    pub fn suits(&self, commune: &Slug) -> bool {
        self.communes.as_ref().is_none_or(|only| only.contains(commune))
    }

    /// The entry of the catalogue when `authority` publishes it for these communes (none: all).
    pub fn published_by(&self, authority: &Slug, communes: Option<Vec<Slug>>) -> Entry {
        let id = format!("{authority}/{}", self.slug);
        let (kind, url) = match &self.url {
            Some(url) => (Kind::Link, url.clone()),
            None => (Kind::Filing, format!("/{id}")),
        };
        Entry {
            id,
            title: self.title.clone(),
            summary: self.summary.clone(),
            keywords: self.keywords.clone(),
            themes: self.themes.clone(),
            life_events: self.life_events.clone(),
            responder: self.responder,
            authority: authority.clone(),
            communes,
            url,
            kind,
        }
    }
}

/// The themes and moments of life.
pub fn headings() -> Result<Headings, StarterError> {
    read(THEMES)
}

/// The starter téléservices, each under declared headings.
pub fn teleservices() -> Result<Vec<Teleservice>, StarterError> {
    parse(TELESERVICES, &headings()?)
}

/// The entries when the Métropole publishes what she answers for, and each of
/// these communes her own.
pub fn catalogue(metropole: &Slug, communes: &[Slug]) -> Result<Vec<Entry>, StarterError> {
    let teleservices = teleservices()?;
    let (shared, own): (Vec<_>, Vec<_>) = teleservices.iter().partition(|teleservice| teleservice.responder == Responder::Metropole);
    let of_commune = |commune| {
        let suitable = own.iter().filter(move |teleservice| teleservice.suits(commune));
        suitable.map(move |teleservice| teleservice.published_by(commune, Some(vec![commune.clone()])))
    };
    let shared = shared.iter().map(|teleservice| teleservice.published_by(metropole, teleservice.communes.clone()));
    Ok(shared.chain(communes.iter().flat_map(of_commune)).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    teleservice: Vec<Teleservice>,
}

fn parse(text: &str, headings: &Headings) -> Result<Vec<Teleservice>, StarterError> {
    let Pack { teleservice: all } = read(text)?;
    for (index, one) in all.iter().enumerate() {
        if all[..index].iter().any(|other| other.slug == one.slug) {
            return Err(StarterError::Twice(one.slug.clone()));
        }
        let undeclared = |named: &[Slug], declared: &[Heading]| {
            let unknown = named.iter().find(|slug| declared.iter().all(|heading| heading.slug != **slug));
            unknown.cloned()
        };
        let unknown = undeclared(&one.themes, &headings.themes).or_else(|| undeclared(&one.life_events, &headings.life_events));
        if let Some(heading) = unknown {
            return Err(StarterError::UnknownHeading { teleservice: one.slug.clone(), heading });
        }
    }
    Ok(all)
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, StarterError> {
    toml::from_str(text).map_err(|error| StarterError::Document(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_themes_and_eight_moments_of_life_each_lead_somewhere() {
        let (headings, all) = (headings().unwrap(), teleservices().unwrap());
        assert_eq!((headings.themes.len(), headings.life_events.len()), (10, 8));
        for theme in &headings.themes {
            assert!(all.iter().filter(|one| one.themes.contains(&theme.slug)).count() >= 3, "{}", theme.label);
        }
        for event in &headings.life_events {
            assert!(all.iter().filter(|one| one.life_events.contains(&event.slug)).count() >= 2, "{}", event.label);
        }
    }

    #[test]
    fn titles_and_summaries_are_short_and_well_set() {
        for one in teleservices().unwrap() {
            assert!(!one.themes.is_empty() && !one.keywords.is_empty(), "{}", one.slug);
            assert!(one.title.chars().count() <= 64 && one.summary.chars().count() <= 90, "{}", one.slug);
            let text = format!("{} {}", one.title, one.summary);
            assert!(!text.contains('\'') && !text.contains(" ?") && !text.contains(" :"), "{text}");
            assert!(one.summary.ends_with('.'), "{}", one.summary);
        }
    }

    #[test]
    fn a_commune_publishes_her_own_and_the_metropole_hers() {
        let bron: Slug = "bron".parse().unwrap();
        let entries = catalogue(&"metropole".parse().unwrap(), std::slice::from_ref(&bron)).unwrap();
        let birth = entries.iter().find(|entry| entry.id == "bron/acte-naissance").unwrap();
        assert_eq!((birth.kind, birth.url.as_str(), &birth.communes), (Kind::Filing, "/bron/acte-naissance", &Some(vec![bron])));
        let bin = entries.iter().find(|entry| entry.id == "metropole/bac-poubelle").unwrap();
        assert_eq!((bin.responder, &bin.communes), (Responder::Metropole, &None));
        let bus = entries.iter().find(|entry| entry.id == "metropole/horaires-transports").unwrap();
        assert_eq!(bus.kind, Kind::Link);
        assert!(entries.iter().all(|entry| !entry.title.contains("Lyon") || entry.authority == *"metropole"));
    }

    #[test]
    fn a_wrong_document_says_why() {
        let headings = headings().unwrap();
        let one = "[[teleservice]]\nslug='a'\ntitle='A'\nsummary='A.'\nkeywords=[]\nlife_events=[]\nresponder='commune'\n";
        let unknown = parse(&format!("{one}themes=['lune']"), &headings).unwrap_err();
        assert_eq!(unknown.to_string(), "a: « lune » is neither a theme nor a moment of life");
        let twice = parse(&format!("{one}themes=[]\n{one}themes=[]"), &headings).unwrap_err();
        assert_eq!(twice, StarterError::Twice("a".parse().unwrap()));
        assert!(matches!(parse(one, &headings), Err(StarterError::Document(_))));
    }
}
