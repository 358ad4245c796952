//! The reference of the format, in Markdown: written by hand around what the
//! program knows of itself.

mod parts;

use crate::{RESERVED_PAGES, SCHEMA_VERSION};

const TEMPLATE: &str = include_str!("reference/template.md");
const EXAMPLE: &str = include_str!("reference/example.toml");

/// The reference, as `docs/definitions.md` holds it.
pub fn reference() -> String {
    let reserved = RESERVED_PAGES.map(|page| format!("`{page}`")).join(", ");
    let parts = [
        ("example", EXAMPLE.trim_end().to_owned()),
        ("version", SCHEMA_VERSION.to_string()),
        ("reserved pages", reserved),
        ("fields", parts::fields()),
        ("effects", parts::effects()),
        ("names", parts::names()),
        ("scope", parts::scope()),
        ("functions", parts::functions()),
    ];
    parts.iter().fold(TEMPLATE.to_owned(), |text, (name, part)| text.replace(&format!("<!-- {name} -->"), part))
}
