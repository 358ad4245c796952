//! Filling in a page: answers become what a browser would send, then they are
//! read and checked as everywhere.

use std::collections::BTreeMap;

use expr::{Today, Values};
use forms::{Answers, CompiledField, CompiledForm, FieldError, FileRef, Journey, Lookups, Outcome, Submitted};
use serde_json::Value as Json;

use super::player::{Player, in_words, refusal};
use crate::{ExpectError, Fill};

impl Player<'_> {
    pub(super) fn fill(&mut self, fill: &Fill) -> Result<(), String> {
        let extra = Self::extra();
        let journey = self.journey(&extra);
        if !journey.can_visit(&fill.page) {
            let expected = journey.first_to_do().map_or_else(|| "aucune, tout est rempli".to_owned(), quoted);
            return Err(format!("On ne peut pas ouvrir la page {}. Page attendue\u{a0}: {expected}.", quoted(&fill.page)));
        }
        let outcome = submit(self.compiled.form(), &journey, &fill.page, &fill.values)?;
        self.refused = refusal(&outcome);
        self.answers = outcome.answers;
        Ok(())
    }

    pub(super) fn expect_error(&mut self, expected: &ExpectError) -> Result<(), String> {
        let Some(errors) = self.refused.take() else {
            return Err(format!("On attendait une erreur sur {}. La page est acceptée.", quoted(&expected.field)));
        };
        let inside = format!("{}.", expected.field);
        let words = expected.message.as_deref().unwrap_or_default();
        let matches =
            |error: &FieldError| (error.name == expected.field || error.name.starts_with(&inside)) && error.message.contains(words);
        if errors.iter().any(matches) {
            return Ok(());
        }
        Err(format!(
            "On attendait une erreur sur {} avec «\u{a0}{words}\u{a0}». On trouve\u{a0}: {}",
            quoted(&expected.field),
            in_words(&errors)
        ))
    }
}

/// An input form filled in by itself.
pub(super) fn fill_input(
    form: &CompiledForm,
    values: &BTreeMap<String, Json>,
    lookups: &Lookups,
    today: Today,
) -> Result<(Answers, Values), String> {
    let blank = Answers::new();
    let outcome = submit(form, &Journey::new(form, &blank, lookups, today, &Values::new()), crate::INPUT_PAGE, values)?;
    if let Some(errors) = refusal(&outcome) {
        return Err(format!("La saisie est refusée\u{a0}: {}", in_words(&errors)));
    }
    let given = Journey::new(form, &outcome.answers, lookups, today, &Values::new()).values().clone();
    Ok((outcome.answers, given))
}

pub(super) fn submit(form: &CompiledForm, journey: &Journey<'_>, page: &str, values: &BTreeMap<String, Json>) -> Result<Outcome, String> {
    let fields = form.page(page).map(|page| page.fields()).unwrap_or_default();
    if let Some(stranger) = values.keys().find(|name| !fields.iter().any(|field| field.slug() == name.as_str())) {
        return Err(format!("Le champ {} n’est pas sur la page {}.", quoted(stranger), quoted(page)));
    }
    let mut submitted = Submitted::default();
    for field in fields {
        if let Some(value) = values.get(field.slug()) {
            submitted.extend(typed(field, value));
        }
    }
    journey.submit(page, &submitted).ok_or_else(|| format!("La page {} n’est pas posée.", quoted(page)))
}

/// What a browser sends for this answer. A text that its type cannot have kept
/// is sent as it is, so that tests can be wrong on purpose. Files are given by name:
/// `["a.pdf"]`, or `{ files = ["a.pdf"], date = "2027-05-03" }` when they bear a date.
fn typed(field: &CompiledField, value: &Json) -> Submitted {
    let name = field.slug();
    if field.field().kind == "files" {
        let (names, date) = (value.get("files").unwrap_or(value), value["date"].as_str());
        let files = names.as_array().into_iter().flatten().filter_map(Json::as_str).map(file).collect();
        let values = date.map(|date| (format!("{name}.date"), vec![date.to_owned()])).into_iter().collect();
        return Submitted { files: BTreeMap::from([(name.to_owned(), files)]), values };
    }
    let values = field.kind().typed(name, value);
    let says_nothing = values.values().flatten().all(String::is_empty);
    match value.as_str() {
        Some(text) if says_nothing => Submitted::default().with(name, text),
        _ => Submitted { values, ..Submitted::default() },
    }
}

/// An answer as a test writes it: files by their names, with the date that they bear.
pub(super) fn written(field: &CompiledField, answer: &Json) -> Json {
    if field.field().kind != "files" {
        return answer.clone();
    }
    let names: Json = answer.as_array().into_iter().flatten().filter_map(|file| file["name"].as_str()).map(Json::from).collect();
    match field.kind().files(answer).first().and_then(|file| file.date) {
        Some(date) => serde_json::json!({ "files": names, "date": date.day().to_string() }),
        None => names,
    }
}

/// A file of this name, as a test joins it.
pub fn file(name: &str) -> FileRef {
    let media_type = match name.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        Some("csv") => "text/csv",
        _ => "application/octet-stream",
    };
    FileRef {
        id: name.to_owned(),
        name: name.to_owned(),
        size: 1_000,
        media_type: media_type.to_owned(),
        sha256: "0".repeat(64),
        date: None,
    }
}

pub(super) fn quoted(name: impl std::fmt::Display) -> String {
    format!("«\u{a0}{name}\u{a0}»")
}
