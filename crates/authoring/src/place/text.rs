//! A place as the end of an address, and back.

use std::{fmt, str::FromStr};

use kernel::Slug;

use super::{Effects, FieldAt, Group, Home, Place};

/// The text names no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPlace(pub String);

impl fmt::Display for NotAPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "« {} » names no place of a definition", self.0)
    }
}

impl std::error::Error for NotAPlace {}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(slug) => write!(f, "pages/{slug}"),
            Self::Input(slug) => write!(f, "saisies/{slug}"),
        }
    }
}

impl fmt::Display for FieldAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/questions/{}", self.group.home, self.path().join("/"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Presentation => f.write_str("presentation"),
            Self::Settings => f.write_str("reglages"),
            Self::Processing => f.write_str("donnees-personnelles"),
            Self::Form => f.write_str("formulaire"),
            Self::Page(slug) => write!(f, "pages/{slug}"),
            Self::Field(at) => write!(f, "{at}"),
            Self::Input(slug) => write!(f, "saisies/{slug}"),
            Self::Workflow => f.write_str("circuit"),
            Self::Status(slug) => write!(f, "statuts/{slug}"),
            Self::Transition(slug) => write!(f, "actions/{slug}"),
            Self::Effect(Effects::Filed, index) => write!(f, "depot/effets/{index}"),
            Self::Effect(Effects::Transition(slug), index) => write!(f, "actions/{slug}/effets/{index}"),
            Self::Filed => f.write_str("depot"),
            Self::Automation(slug) => write!(f, "automatismes/{slug}"),
            Self::Function(slug) => write!(f, "fonctions/{slug}"),
            Self::Data(slug) => write!(f, "donnees/{slug}"),
            Self::Clock => f.write_str("delai"),
            Self::Connector(slug) => write!(f, "connecteurs/{slug}"),
            Self::Texts => f.write_str("textes"),
            Self::Message(slug) => write!(f, "messages/{slug}"),
            Self::Document(slug) => write!(f, "documents/{slug}"),
            Self::Block(slug, index) => write!(f, "documents/{slug}/blocs/{index}"),
            Self::Tests => f.write_str("essais"),
            Self::Test(index) => write!(f, "essais/{index}"),
        }
    }
}

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let parts: Vec<&str> = text.split('/').collect();
        read(&parts).ok_or_else(|| NotAPlace(text.to_owned()))
    }
}

fn read(parts: &[&str]) -> Option<Place> {
    Some(match parts {
        ["presentation"] => Place::Presentation,
        ["reglages"] => Place::Settings,
        ["donnees-personnelles"] => Place::Processing,
        ["formulaire"] => Place::Form,
        ["pages", slug] => Place::Page(name(slug)?),
        ["pages", slug, "questions", path @ ..] => field(Home::Page(name(slug)?), path)?,
        ["saisies", slug] => Place::Input(slug.parse().ok()?),
        ["saisies", slug, "questions", path @ ..] => field(Home::Input(slug.parse().ok()?), path)?,
        ["circuit"] => Place::Workflow,
        ["statuts", slug] => Place::Status(slug.parse().ok()?),
        ["actions", slug] => Place::Transition(slug.parse().ok()?),
        ["actions", slug, "effets", index] => Place::Effect(Effects::Transition(slug.parse().ok()?), index.parse().ok()?),
        ["depot"] => Place::Filed,
        ["depot", "effets", index] => Place::Effect(Effects::Filed, index.parse().ok()?),
        ["automatismes", slug] => Place::Automation(slug.parse().ok()?),
        ["fonctions", slug] => Place::Function(slug.parse().ok()?),
        ["donnees", slug] => Place::Data(slug.parse().ok()?),
        ["delai"] => Place::Clock,
        ["connecteurs", slug] => Place::Connector(slug.parse().ok()?),
        ["textes"] => Place::Texts,
        ["messages", slug] => Place::Message(slug.parse().ok()?),
        ["documents", slug] => Place::Document(slug.parse().ok()?),
        ["documents", slug, "blocs", index] => Place::Block(slug.parse().ok()?, index.parse().ok()?),
        ["essais"] => Place::Tests,
        ["essais", index] => Place::Test(index.parse().ok()?),
        _ => return None,
    })
}

fn name(slug: &str) -> Option<String> {
    slug.parse::<Slug>().ok().map(|slug| slug.to_string())
}

fn field(home: Home, path: &[&str]) -> Option<Place> {
    let (slug, path) = path.split_last()?;
    let path = path.iter().map(|slug| name(slug)).collect::<Option<_>>()?;
    Some(Place::Field(FieldAt { group: Group { home, path }, slug: name(slug)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_reads_back() {
        for text in [
            "presentation",
            "reglages",
            "donnees-personnelles",
            "formulaire",
            "pages/pour-qui",
            "pages/enfants/questions/enfants/naissance",
            "saisies/refus",
            "saisies/refus/questions/cause",
            "circuit",
            "statuts/recue",
            "actions/verifier",
            "actions/verifier/effets/1",
            "depot",
            "depot/effets/0",
            "automatismes/relance",
            "fonctions/accueil",
            "donnees/numero",
            "delai",
            "connecteurs/erp",
            "textes",
            "messages/recue",
            "documents/arrete",
            "documents/arrete/blocs/2",
            "essais",
            "essais/3",
        ] {
            assert_eq!(text.parse::<Place>().map(|place| place.to_string()).as_deref(), Ok(text));
        }
        for wrong in ["", "pages", "pages/", "pages/../x", "pages/x/questions", "statuts/É", "essais/premier", "ailleurs"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }
}
