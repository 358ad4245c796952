//! The variables that the fields of a form have.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    source::Element,
    wcs::{Field, FormDef},
};

/// Variables by name, and the parts that each may have (`form_var_x_…`).
#[derive(Debug, Clone, Default)]
pub(crate) struct Own(BTreeMap<String, Parts>);

/// The parts of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parts {
    Named(&'static [&'static str]),
    /// Anything: what a source of data gives, the questions of a block.
    Any,
}

/// What any variable has: another way to read the same answer.
const READINGS: [&str; 6] = ["raw", "structured", "live", "display", "identifier", "0"];
/// What a file has.
const OF_FILES: [&str; 5] = ["url", "filename", "base_filename", "content_type", "size"];

impl Own {
    pub fn of<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Self {
        let mut own = Self::default();
        for field in fields {
            if let Some(name) = &field.varname {
                own.add(name.clone(), parts(field));
            }
        }
        own
    }

    pub fn join(&mut self, other: Self) {
        other.0.into_iter().for_each(|(name, parts)| self.add(name, parts));
    }

    /// Of two fields with one variable, the one with more parts counts.
    fn add(&mut self, name: String, parts: Parts) {
        let known = self.0.entry(name).or_insert(parts);
        let more = matches!((&known, parts), (Parts::Named([]), _) | (_, Parts::Any));
        *known = if more { parts } else { *known };
    }

    /// Whether a field has this variable, or one that this may be a part of.
    pub fn has(&self, varname: &str) -> bool {
        self.0.iter().any(|(name, parts)| match varname.strip_prefix(name.as_str()) {
            Some("") => true,
            Some(rest) => rest.strip_prefix('_').is_some_and(|part| parts.have(part)),
            None => false,
        })
    }
}

impl Parts {
    fn have(self, part: &str) -> bool {
        let own = matches!(self, Self::Named(names) if names.contains(&part));
        own || self == Self::Any || READINGS.iter().any(|reading| part.starts_with(reading))
    }
}

fn parts(field: &Field) -> Parts {
    let sourced = field.element.child("data_source").is_some_and(|source| !matches!(source.get("type"), None | Some("none")));
    match field.family() {
        "string" | "text" | "email" | "bool" | "numeric" | "password" => Parts::Named(&[]),
        "item" | "items" if !sourced => Parts::Named(&[]),
        "file" => Parts::Named(&OF_FILES),
        _ => Parts::Any,
    }
}

/// The variables named in a text, among those that questions give.
pub(crate) fn named(source: &str) -> impl Iterator<Item = &str> {
    source.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|name| name.contains("_var_"))
}

/// The same in all the texts of an element.
pub(crate) fn named_in(element: &Element) -> BTreeSet<String> {
    let inner = element.children.iter().flat_map(named_in);
    named(&element.text).map(str::to_owned).chain(inner).collect()
}

impl FormDef {
    /// The variables of its fields.
    pub fn own(&self) -> Own {
        Own::of(&self.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{source::parse, wcs::fields_of};

    #[test]
    fn a_part_belongs_to_a_variable_that_has_parts() {
        let fields = "<formdef><fields>
          <field><type>string</type><varname>nom</varname></field>
          <field><type>item</type><varname>motif</varname><items><item>A</item></items></field>
          <field><type>item</type><varname>acte</varname><data_source><type>actes</type></data_source></field>
          <field><type>file</type><varname>plan</varname></field>
          <field><type>block:enfant</type><varname>enfants</varname></field></fields></formdef>";
        let own = Own::of(&fields_of(&parse(fields.as_bytes()).unwrap()));
        for name in ["nom", "nom_raw", "motif", "motif_raw", "acte_reference", "enfants_0_nom", "acte_structured_types", "plan_url"] {
            assert!(own.has(name), "{name}");
        }
        for name in ["nom_epoux", "motif_prix", "destination", "no", "enfant", "plan_b"] {
            assert!(!own.has(name), "{name}");
        }
    }

    #[test]
    fn names_are_found_in_texts() {
        let found: Vec<&str> = named("{{ form_var_a }} form_var_b_raw == 'x' et {{refus_var_motif}} form_name").collect();
        assert_eq!(found, ["form_var_a", "form_var_b_raw", "refus_var_motif"]);
    }
}
