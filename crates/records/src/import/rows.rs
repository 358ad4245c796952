//! The rows of a file as records, and what is wrong in them.

use std::collections::{HashMap, HashSet};

use forms::Lookups;
use kernel::text::folded;

use super::columns::{Told, told};
use crate::{
    cells::Reader,
    change::Incoming,
    csv::Sheet,
    model::{Key, Referential, State},
};

/// The longest label, in characters.
pub const LONGEST_LABEL: usize = 200;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The line of the file, from 1.
    pub line: usize,
    pub message: String,
}

/// What a file says.
pub struct Read {
    pub incoming: Vec<Incoming>,
    pub wrong: Vec<Wrong>,
    /// Keys of rows that cannot be read.
    pub spared: HashSet<String>,
}

/// Reads the rows of a file for a list.
pub fn read(sheet: &Sheet, list: &Referential, related: &Lookups) -> Read {
    let columns = told(&sheet.header, list);
    let mut read = Read { incoming: Vec::with_capacity(sheet.rows.len()), wrong: of_header(sheet, &columns), spared: HashSet::new() };
    if !columns.contains(&Told::Label) {
        let message = "Il manque une colonne «\u{a0}libelle\u{a0}»\u{a0}: ajoutez-la à la première ligne.".to_owned();
        read.wrong.insert(0, Wrong { line: 1, message });
        // nothing can be read: nothing is absent either
        return read;
    }
    let mut met: HashMap<String, usize> = HashMap::with_capacity(sheet.rows.len());
    let mut reader = Reader::new(related);
    for (line, cells) in &sheet.rows {
        let row = Row { columns: &columns, cells, list };
        let key = row.key();
        match row.read(&mut reader, key.as_ref()) {
            Ok(incoming) => match met.insert(incoming.key.as_str().to_owned(), *line) {
                None => read.incoming.push(incoming),
                Some(before) => {
                    let message = format!("La clé «\u{a0}{}\u{a0}» est déjà à la ligne {before}.", incoming.key.as_str());
                    read.wrong.push(Wrong { line: *line, message });
                }
            },
            Err(messages) => {
                read.spared.extend(key.map(Key::into_string));
                read.wrong.extend(messages.into_iter().map(|message| Wrong { line: *line, message }));
            }
        }
    }
    read
}

fn of_header(sheet: &Sheet, columns: &[Told]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (index, (name, told)) in sheet.header.iter().zip(columns).enumerate() {
        if *told == Told::Unknown {
            let message = format!("La colonne «\u{a0}{name}\u{a0}» n’existe pas dans cette liste.");
            wrong.push(Wrong { line: 1, message });
        } else if columns[..index].contains(told) {
            wrong.push(Wrong { line: 1, message: format!("La colonne «\u{a0}{name}\u{a0}» est là deux fois.") });
        }
    }
    wrong
}

/// A row of a file.
struct Row<'a> {
    columns: &'a [Told],
    cells: &'a [String],
    list: &'a Referential,
}

impl Row<'_> {
    /// What the row says of this, if its file says it.
    fn get(&self, wanted: &Told) -> Option<&str> {
        let index = self.columns.iter().position(|told| told == wanted)?;
        Some(self.cells.get(index).map_or("", String::as_str))
    }

    /// Its key, or the one that its label gives.
    fn key(&self) -> Option<Key> {
        match self.get(&Told::Key).filter(|key| !key.is_empty()) {
            Some(key) => Key::parse(key),
            None => Key::of_label(self.get(&Told::Label)?),
        }
    }

    fn read(&self, reader: &mut Reader<'_>, key: Option<&Key>) -> Result<Incoming, Vec<String>> {
        let mut wrong = Vec::new();
        let label = self.get(&Told::Label).unwrap_or_default().to_owned();
        if label.is_empty() {
            wrong.push("Le libellé est vide.".to_owned());
        } else if label.chars().count() > LONGEST_LABEL {
            wrong.push(format!("Le libellé dépasse {LONGEST_LABEL} caractères."));
        } else if key.is_none() {
            wrong.push("La clé ne convient pas\u{a0}: lettres sans accent, chiffres, points et tirets.".to_owned());
        }
        if self.cells.iter().skip(self.columns.len()).any(|cell| !cell.is_empty()) {
            wrong.push("Cette ligne a plus de cellules que la première.".to_owned());
        }
        let mut kept = |result: Result<Option<String>, String>| result.map_err(|message| wrong.push(message)).ok().flatten();
        let parent = self.get(&Told::Parent).map(|parent| kept(self.parent(reader, parent)));
        let mut cells = Vec::new();
        for (index, column) in self.list.columns.0.iter().enumerate() {
            let Some(cell) = self.get(&Told::Cell(index)) else { continue };
            let read = match cell {
                "" => Ok(None),
                cell => reader.read(&column.kind, cell).map(Some).map_err(|message| format!("{}\u{a0}: {message}", column.label)),
            };
            cells.push((column.slug.to_string(), kept(read)));
        }
        let state = match self.get(&Told::State).unwrap_or_default() {
            "" => None,
            state => match state_of(state) {
                Some(state) => Some(state),
                None => {
                    wrong.push(format!("L’état «\u{a0}{state}\u{a0}» n’existe pas. Écrivez «\u{a0}en service\u{a0}», «\u{a0}brouillon\u{a0}» ou «\u{a0}retirée\u{a0}»."));
                    None
                }
            },
        };
        match key.cloned().filter(|_| wrong.is_empty()) {
            Some(key) => Ok(Incoming { key, label, parent, state, cells }),
            None => Err(wrong),
        }
    }

    fn parent(&self, reader: &mut Reader<'_>, written: &str) -> Result<Option<String>, String> {
        match &self.list.parent {
            _ if written.is_empty() => Ok(None),
            Some(of) => reader.relation(of, written).map(Some).map_err(|message| format!("Parent\u{a0}: {message}")),
            None => Err("Cette liste ne dépend d’aucune autre\u{a0}: laissez «\u{a0}parent\u{a0}» vide.".to_owned()),
        }
    }
}

fn state_of(written: &str) -> Option<State> {
    match folded(written).as_str() {
        "en service" | "active" | "actif" => Some(State::Active),
        "brouillon" | "draft" => Some(State::Draft),
        "retiree" | "retire" | "withdrawn" => Some(State::Withdrawn),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use db::Doc;

    use super::*;
    use crate::{
        csv,
        model::{Column, ColumnKind},
    };

    fn list() -> Referential {
        let column = |slug: &str, label: &str, kind| Column { slug: slug.parse().unwrap(), label: label.to_owned(), kind };
        Referential {
            slug: "salles".parse().unwrap(),
            label: "Salles".to_owned(),
            parent: None,
            is_public: true,
            is_personal: false,
            columns: Doc(vec![column("places", "Places assises", ColumnKind::Number), column("ouverte", "Ouverte", ColumnKind::YesNo)]),
            source: None,
            version: 1,
            revision: 1,
            fetched_at: None,
            tried_at: None,
            trouble: None,
        }
    }

    fn read_text(text: &str) -> Read {
        read(&csv::read(text.as_bytes()).unwrap(), &list(), &Lookups::default())
    }

    #[test]
    fn columns_are_known_by_name_or_label_in_any_order() {
        let read = read_text("OUVERTE;Libellé;places;clé\noui;Salle Bleue;80;bleue\n;Salle Rouge;;\n");
        assert_eq!(read.wrong, []);
        let [blue, red] = &read.incoming[..] else { panic!("two records") };
        assert_eq!((blue.key.as_str(), blue.label.as_str(), blue.state), ("bleue", "Salle Bleue", None));
        assert_eq!(blue.cells, [("places".into(), Some("80".into())), ("ouverte".into(), Some("true".into()))]);
        assert_eq!((red.key.as_str(), &red.cells[0]), ("salle-rouge", &("places".to_owned(), None)));
        assert!(blue.parent.is_none(), "a file without the column says nothing of parents");
    }

    #[test]
    fn each_line_tells_what_is_wrong_in_it() {
        let text = "cle;libelle;places;etat;prix\na;Une;douze;en service;\na;Deux;;;\nb;;1;;\né;Trois;1;ouverte;\na;Quatre;1;retirée;;z\n";
        let read = read_text(text);
        let told: Vec<(usize, &str)> = read.wrong.iter().map(|wrong| (wrong.line, wrong.message.as_str())).collect();
        assert_eq!(
            told,
            [
                (1, "La colonne «\u{a0}prix\u{a0}» n’existe pas dans cette liste."),
                (2, "Places assises\u{a0}: Écrivez un nombre. Exemple\u{a0}: 12,5."),
                (4, "Le libellé est vide."),
                (5, "La clé ne convient pas\u{a0}: lettres sans accent, chiffres, points et tirets."),
                (
                    5,
                    "L’état «\u{a0}ouverte\u{a0}» n’existe pas. Écrivez «\u{a0}en service\u{a0}», «\u{a0}brouillon\u{a0}» ou «\u{a0}retirée\u{a0}»."
                ),
                (6, "Cette ligne a plus de cellules que la première."),
            ]
        );
        assert_eq!(read.incoming.len(), 1);
        assert!(read.spared.contains("b"), "a row that cannot be read is not absent");
        assert!(read_text("cle\na\n").wrong[0].message.contains("libelle"));
    }

    #[test]
    fn one_key_comes_once() {
        let read = read_text("libelle\nSalle Bleue\nsalle bleue\n");
        assert_eq!(read.wrong, [Wrong { line: 3, message: "La clé «\u{a0}salle-bleue\u{a0}» est déjà à la ligne 2.".into() }]);
    }
}
