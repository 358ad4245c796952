//! The format as a JSON Schema (2020-12), for editors and other programs.

mod build;
mod described;
mod form;
mod settings;
mod texts;
mod trial;
mod workflow;

use serde_json::{Value as Json, json};

use crate::SCHEMA_VERSION;
use build::{list, map, object, slug, text};

/// The schema of a definition. Names and expressions are checked by
/// [`crate::lint`], not here.
pub fn json_schema() -> Json {
    let connector = object(&["slug", "label"], json!({ "slug": slug(), "label": text() }));
    let mut schema = object(
        &["schema_version", "slug", "title", "summary", "settings", "form", "workflow"],
        json!({
            "schema_version": { "const": SCHEMA_VERSION },
            "slug": slug(),
            "title": text(),
            "summary": text(),
            "settings": settings::settings(),
            "form": form::form(),
            "inputs": map(list(form::field())),
            "workflow": workflow::workflow(),
            "connectors": list(connector),
            "messages": map(texts::message()),
            "documents": map(texts::document()),
            "tests": list(trial::test()),
        }),
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Définition d’un téléservice");
    schema["$defs"] = json!({ "field": form::fields(), "slug": { "type": "string", "pattern": "^[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?$" } });
    schema
}
