//! Invented people and places, the same for the same number.

use jiff::civil::Date;
use kernel::text::slugged;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};
use territory::Authority;

const GIVEN: [&str; 40] = [
    "Amina",
    "Bastien",
    "Capucine",
    "Driss",
    "Elsa",
    "Fanny",
    "Gaspard",
    "Hélène",
    "Ibrahim",
    "Jeanne",
    "Kenza",
    "Léo",
    "Maëlle",
    "Naïm",
    "Océane",
    "Paul",
    "Quitterie",
    "Rachid",
    "Solène",
    "Théo",
    "Ulysse",
    "Violette",
    "Wassim",
    "Xavier",
    "Yasmine",
    "Zélie",
    "Agathe",
    "Bilal",
    "Clémence",
    "Damien",
    "Ève",
    "Farid",
    "Garance",
    "Hugo",
    "Inaya",
    "Joël",
    "Lucie",
    "Moussa",
    "Nora",
    "Robin",
];
const FAMILY: [&str; 40] = [
    "Arnaud",
    "Benali",
    "Chevalier",
    "Da Silva",
    "Estève",
    "Fontaine",
    "Guérin",
    "Hamidi",
    "Imbert",
    "Jacquet",
    "Kaya",
    "Lambert",
    "Mercier",
    "N’Guessan",
    "Ollivier",
    "Pasquier",
    "Quéré",
    "Renard",
    "Sanchez",
    "Tran",
    "Urbain",
    "Vasseur",
    "Weber",
    "Yilmaz",
    "Zeller",
    "Blanchard",
    "Cissé",
    "Delorme",
    "Faure",
    "Giraud",
    "Khelifi",
    "Leroux",
    "Marchand",
    "Nowak",
    "Perret",
    "Rocher",
    "Sow",
    "Thevenet",
    "Vial",
    "Bouvier",
];
const STREETS: [&str; 20] = [
    "rue Pasteur",
    "avenue Jean Jaurès",
    "rue des Lilas",
    "place de la Liberté",
    "rue Émile Zola",
    "chemin des Vignes",
    "rue Louise Michel",
    "cours de la République",
    "rue du Stade",
    "allée des Tilleuls",
    "rue Marcel Sembat",
    "avenue du Général Leclerc",
    "rue de la Poste",
    "impasse des Cerisiers",
    "boulevard des Canuts",
    "rue Simone Veil",
    "montée de l’Église",
    "rue Jules Ferry",
    "quai des Mariniers",
    "rue Rosa Parks",
];
/// Where the Métropole's own requests come from.
const TOWNS: [(&str, &str); 6] = [
    ("Lyon", "69003"),
    ("Villeurbanne", "69100"),
    ("Bron", "69500"),
    ("Vénissieux", "69200"),
    ("Caluire-et-Cuire", "69300"),
    ("Écully", "69130"),
];

/// A number that follows from another and from what it is for.
pub(super) fn number(index: usize, purpose: &str) -> usize {
    let digest = Sha256::new().chain_update(purpose).chain_update(index.to_be_bytes()).finalize();
    digest.iter().take(6).fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// One of these; nothing among none.
pub(super) fn pick<'a, T>(among: &'a [T], index: usize, purpose: &str) -> Option<&'a T> {
    among.get(number(index, purpose).checked_rem(among.len())?)
}

fn one(among: &[&'static str], index: usize, purpose: &str) -> &'static str {
    pick(among, index, purpose).copied().unwrap_or_default()
}

/// Somebody who asks, where she lives.
pub(super) struct Invented {
    index: usize,
    pub given: &'static str,
    pub family: &'static str,
    town: String,
    postcode: String,
}

impl Invented {
    /// In the town of this authority when it is a commune.
    pub(super) fn new(index: usize, authority: Option<&Authority>) -> Self {
        let commune = authority.filter(|authority| authority.insee.is_some()).and_then(|authority| {
            let is_postcode = |word: &&str| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit());
            Some((authority.name.clone(), authority.address.split_whitespace().find(is_postcode)?.to_owned()))
        });
        let elsewhere =
            || pick(&TOWNS, index, "town").map(|(town, postcode)| ((*town).to_owned(), (*postcode).to_owned())).unwrap_or_default();
        let (town, postcode) = commune.unwrap_or_else(elsewhere);
        Self { index, given: one(&GIVEN, index, "given"), family: one(&FAMILY, index, "family"), town, postcode }
    }

    pub(super) fn email(&self) -> String {
        format!("{}.{}@example.org", slugged(self.given), slugged(self.family))
    }

    /// An answer given by somebody else, as she gives it: the same shape, her
    /// own names, dates and places.
    pub(super) fn instead_of(&self, answer: &Json, today: Date) -> Json {
        self.rewritten(answer, today, &mut 0)
    }

    /// `met` counts the people met so far: each has a given name of her own.
    fn rewritten(&self, answer: &Json, today: Date, met: &mut usize) -> Json {
        match answer {
            Json::String(text) => self.text(text, today).into(),
            Json::Array(items) => items.iter().map(|item| self.rewritten(item, today, met)).collect(),
            Json::Object(parts) if parts.contains_key("family_name") => self.identity(parts, today, met),
            Json::Object(parts) if parts.contains_key("street") => {
                json!({ "street": self.street(), "postcode": self.postcode, "city": self.town })
            }
            Json::Object(parts) if parts.contains_key("text") => json!({ "text": format!("{}, {}", self.street(), self.town) }),
            Json::Object(parts) => {
                parts.iter().map(|(name, part)| (name.clone(), self.rewritten(part, today, met))).collect::<Map<_, _>>().into()
            }
            other => other.clone(),
        }
    }

    fn identity(&self, parts: &Map<String, Json>, today: Date, met: &mut usize) -> Json {
        let given = if *met == 0 { self.given } else { one(&GIVEN, self.index + *met, "relative") };
        *met += 1;
        let part = |(name, part): (&String, &Json)| {
            let part = match name.as_str() {
                "given_names" => given.into(),
                "family_name" => self.family.into(),
                "birth_name" => one(&FAMILY, self.index, "birth name").into(),
                _ => part.as_str().map_or_else(|| part.clone(), |text| self.text(text, today).into()),
            };
            (name.clone(), part)
        };
        parts.iter().map(part).collect::<Map<_, _>>().into()
    }

    fn street(&self) -> String {
        format!("{} {}", 1 + number(self.index, "door") % 90, one(&STREETS, self.index, "street"))
    }

    fn text(&self, text: &str, today: Date) -> String {
        if let Some(date) = text.parse::<Date>().ok().filter(|_| text.len() == 10) {
            return self.date(date, today).to_string();
        }
        match text {
            text if text.contains('@') => self.email(),
            // numbers that Arcep keeps for fiction (decision 2018-0881)
            text if text.starts_with("06 39 98") => {
                let digits = number(self.index, "phone") % 10_000;
                format!("06 39 98 {:02} {:02}", digits / 100, digits % 100)
            }
            text => text.to_owned(),
        }
    }

    /// A child stays of her age, an adult stays one, what is old stays old and what is ahead, ahead.
    fn date(&self, date: Date, today: Date) -> Date {
        let varied = |what: &str, among: i16| i16::try_from(number(self.index, what) % usize::from(among.unsigned_abs())).unwrap_or(0);
        let (month, day) = (1 + varied("month", 12), 1 + varied("day", 28));
        let age = today.year() - date.year();
        let year = match age {
            ..=0 => return today.saturating_add(jiff::Span::new().days(i64::from(7 + varied("ahead", 14)))),
            1 => return date,
            2..=17 => date.year(),
            18..=75 => today.year() - 20 - varied("year", 50),
            _ => date.year() - varied("year", 6),
        };
        Date::new(year, i8::try_from(month).unwrap_or(1), i8::try_from(day).unwrap_or(1)).unwrap_or(date)
    }
}
