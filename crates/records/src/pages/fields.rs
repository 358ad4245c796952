//! The form of a record: drawn from the columns of its list, and read.

use db::InstanceKey;
use forms::Lookups;
use kernel::Slug;
use ui::{Choice, DateValue, FormState, Label, Markup, Suggest, TextKind, html};
use web::Posted;

use super::urls;
use crate::{
    cells::{self, Reader},
    change::Incoming,
    import::LONGEST_LABEL,
    model::{Column, ColumnKind, Content, Key, Referential},
};

/// The fields of what every record has.
pub const KEY: &str = "cle";
pub const LABEL: &str = "libelle";
const PARENT: &str = "parent";

/// The field of a column's cell.
fn name(column: &Column) -> String {
    format!("c.{}", column.slug)
}

/// The words of a field that suggests.
fn words(field: &str) -> String {
    format!("{field}.mots")
}

/// What stands in the fields when the form opens.
pub fn opening(list: &Referential, content: &Content, lookups: &Lookups) -> FormState {
    let mut state = FormState::from_pairs([(LABEL, content.label.as_str())]);
    let mut chosen = |field: String, of: &Slug, key: &str| {
        state.set(words(&field), vec![cells::label_in(lookups, of, key)]);
        state.set(field, vec![key.to_owned()]);
    };
    if let (Some(of), Some(key)) = (&list.parent, &content.parent) {
        chosen(PARENT.to_owned(), of, key);
    }
    for column in &list.columns.0 {
        let (Some(cell), field) = (content.cells.get(column.slug.as_str()), name(column)) else { continue };
        match &column.kind {
            ColumnKind::Relation(of) => {
                state.set(words(&field), vec![cells::label_in(lookups, of, cell)]);
                state.set(field, vec![cell.clone()]);
            }
            ColumnKind::Date => {
                for (part, value) in ["year", "month", "day"].into_iter().zip(cell.split('-')) {
                    state.set(format!("{field}.{part}"), vec![value.trim_start_matches('0').to_owned()]);
                }
            }
            kind => state.set(field, vec![cells::typed(kind, cell)]),
        }
    }
    state
}

/// The fields.
pub fn draw(instance: &InstanceKey, list: &Referential, state: &FormState) -> Markup {
    let label = Label::new(LABEL, "Libellé").hint("Ce que l’on lit dans les listes.").state(state);
    html! {
        (ui::text_input(&label, state.value(LABEL), TextKind::Text, None))
        @if let Some(of) = &list.parent { (relation(instance, of, PARENT, "Dépend de", state)) }
        @for column in &list.columns.0 { (cell(instance, column, state)) }
    }
}

fn cell(instance: &InstanceKey, column: &Column, state: &FormState) -> Markup {
    let name = name(column);
    let label = Label::new(&name, &column.label).optional().state(state);
    let line = |kind, width| ui::text_input(&label, state.value(&name), kind, width);
    match &column.kind {
        ColumnKind::Text => line(TextKind::Text, None),
        ColumnKind::Number => line(TextKind::Decimal, Some(12)),
        ColumnKind::Amount => {
            ui::text_input(&label.hint("En euros. Exemple\u{a0}: 12,50."), state.value(&name), TextKind::Decimal, Some(12))
        }
        ColumnKind::Date => ui::date_input(&label, DateValue::from_state(state, &name)),
        ColumnKind::YesNo => {
            let choices = [Choice::new("", "Non renseigné"), Choice::new("oui", "Oui"), Choice::new("non", "Non")];
            ui::select(&label, &choices, state.value(&name))
        }
        ColumnKind::Relation(of) => relation(instance, of, &name, &column.label, state),
    }
}

/// A record of another list, searched by its words.
fn relation(instance: &InstanceKey, of: &Slug, field: &str, label: &str, state: &FormState) -> Markup {
    let (words, href) = (words(field), urls::part(instance, of, "recherche"));
    let label = Label::new(&words, label).hint("Écrivez les premières lettres, puis choisissez.").optional().state(state);
    ui::combobox(&label, state.value(&words), Suggest { href: &href, target: field, chosen: state.value(field), fills: None })
}

/// What was typed as a record; the errors go to `state`.
pub fn read(
    posted: &Posted,
    list: &Referential,
    lookups: &Lookups,
    key: Option<Key>,
    before: Option<&Content>,
    state: &mut FormState,
) -> Option<Incoming> {
    let label = posted.value(LABEL).trim().to_owned();
    match label.chars().count() {
        0 => state.add_error(LABEL, "Écrivez le libellé de la fiche."),
        1..=LONGEST_LABEL => {}
        _ => state.add_error(LABEL, format!("Écrivez {LONGEST_LABEL} caractères au plus.")),
    }
    let mut reader = Reader::new(lookups);
    let mut relation = |of: &Slug, field: &str, before: Option<&String>, state: &mut FormState| {
        chosen(posted, &mut reader, lookups, of, field, before).unwrap_or_else(|message| {
            state.add_error(words(field), message);
            None
        })
    };
    let parent = list.parent.as_ref().map(|of| relation(of, PARENT, before.and_then(|before| before.parent.as_ref()), state));
    let mut read = Vec::with_capacity(list.columns.0.len());
    for column in &list.columns.0 {
        let (field, slug) = (name(column), column.slug.as_str());
        let cell = match &column.kind {
            ColumnKind::Relation(of) => relation(of, &field, before.and_then(|before| before.cells.get(slug)), state),
            kind => match typed(posted, kind, &field) {
                text if text.is_empty() => None,
                text => Reader::new(lookups).read(kind, &text).map_err(|message| state.add_error(&field, message)).ok(),
            },
        };
        read.push((slug.to_owned(), cell));
    }
    let key = key.or_else(|| new_key(posted, &label, state))?;
    (!state.has_errors()).then_some(Incoming { key, label, parent, state: None, cells: read })
}

/// The key of a new record: as typed, or from its label.
fn new_key(posted: &Posted, label: &str, state: &mut FormState) -> Option<Key> {
    let typed = posted.value(KEY).trim();
    let key = if typed.is_empty() { Key::of_label(label) } else { Key::parse(typed) };
    if key.is_none() && !label.is_empty() {
        state.add_error(KEY, "Écrivez une clé avec des lettres sans accent, des chiffres, des points ou des tirets.");
    }
    key
}

/// What was typed in a field, as in a file.
fn typed(posted: &Posted, kind: &ColumnKind, field: &str) -> String {
    match kind {
        ColumnKind::Date => {
            let part = |part: &str| posted.value(&format!("{field}.{part}")).trim().to_owned();
            let parts = [part("day"), part("month"), part("year")];
            if parts.iter().all(String::is_empty) { String::new() } else { parts.join("/") }
        }
        _ => posted.value(field).trim().to_owned(),
    }
}

/// The record chosen: the words typed win over what was suggested before them.
fn chosen(
    posted: &Posted,
    reader: &mut Reader<'_>,
    lookups: &Lookups,
    of: &Slug,
    field: &str,
    before: Option<&String>,
) -> Result<Option<String>, String> {
    let (written, key) = (words(field), posted.value(field));
    let written = posted.value(&written).trim();
    let is_shown = |key: &str| cells::label_in(lookups, of, key) == written;
    match before {
        _ if written.is_empty() => Ok(None),
        // what is not in service any more may stay where it is
        Some(before) if is_shown(before) => Ok(Some(before.clone())),
        _ if !key.is_empty() && is_shown(key) => reader.relation(of, key).map(Some),
        _ => reader.relation(of, written).map(Some),
    }
}
