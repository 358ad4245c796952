//! Files to join.

mod dated;
#[cfg(test)]
mod tests;

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::text::size;
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use self::dated::Dated;
use super::Settings;
use crate::{EditCtx, FieldCtx, FieldError, FieldType, FileRef, Lookups, Parsed, PieceDate, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new(
        "accept",
        "Formats acceptés",
        Shape::SomeOf(&[("pdf", "PDF"), ("image", "Photo"), ("document", "Texte (Word, OpenDocument)"), ("spreadsheet", "Tableur")]),
    ),
    Setting::new("max_size", "Taille d’un fichier, au plus", Shape::Count(1, 100)).hint("En mégaoctets. 10 si rien n’est dit."),
    Setting::new("min", "Nombre de fichiers, au moins", Shape::Count(0, 50)),
    Setting::new("max", "Nombre de fichiers, au plus", Shape::Count(1, 50)).hint("5 si rien n’est dit."),
    Setting::new(
        "dated",
        "Date à recopier sous les fichiers",
        Shape::OneOf(&[("until", "Jusqu’à quand la pièce est valable"), ("issued", "Quand le document a été fait")]),
    )
    .hint("Une pièce qui n’est plus valable est refusée."),
    Setting::new("max_age", "Âge du document, au plus", Shape::Count(1, 120)).hint("En mois. Il faut la date du document."),
    Setting::new("keep_place", "Garder le lieu des photos", Shape::YesNo)
        .hint("Sinon, rien de ce qu’une photo dit de son auteur n’est gardé\u{a0}: ni le lieu, ni la date, ni l’appareil."),
];

const MEGABYTE: u64 = 1_000_000;

/// Files to join, kept as references to what is stored.
///
/// A file received once stays until the citizen takes it away with the button
/// `_remove.{name}.{id}`: nothing is sent twice when a page comes back with an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Files {
    /// The families of formats accepted.
    #[serde(default = "usual")]
    accept: Vec<Family>,
    /// The greatest size of a file, in millions of bytes.
    #[serde(default = "ten")]
    max_size: u64,
    /// The least number of files once there is one.
    #[serde(default)]
    min: usize,
    /// The greatest number of files.
    #[serde(default = "five")]
    max: usize,
    /// The day that is asked under the files.
    dated: Option<Dated>,
    /// The greatest age of a dated document, in months.
    max_age: Option<i16>,
    /// Whether photos keep where they were taken.
    #[serde(default)]
    keep_place: bool,
}

fn usual() -> Vec<Family> {
    vec![Family::Pdf, Family::Image]
}
const fn ten() -> u64 {
    10
}
const fn five() -> usize {
    5
}

/// Formats that go together for a citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Family {
    Pdf,
    Image,
    Document,
    Spreadsheet,
}

impl Family {
    const fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["application/pdf"],
            Self::Image => &["image/jpeg", "image/png", "image/webp", "image/heic"],
            Self::Document => &[
                "application/vnd.oasis.opendocument.text",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/msword",
                "text/plain",
            ],
            Self::Spreadsheet => &[
                "application/vnd.oasis.opendocument.spreadsheet",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.ms-excel",
                "text/csv",
            ],
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Image => "photo (JPEG, PNG, WebP, HEIC)",
            Self::Document => "texte (Word, OpenDocument)",
            Self::Spreadsheet => "tableur (Excel, OpenDocument, CSV)",
        }
    }
}

/// The references an answer keeps.
pub(crate) fn kept(answer: &Json) -> Vec<FileRef> {
    answer.as_array().into_iter().flatten().filter_map(|file| FileRef::deserialize(file).ok()).collect()
}

impl Files {
    fn formats(&self) -> String {
        self.accept.iter().map(|family| family.label()).collect::<Vec<_>>().join(", ")
    }

    /// Says why a file cannot be kept.
    fn refusal(&self, file: &FileRef) -> Option<String> {
        let accepted = self.accept.iter().any(|family| family.media_types().contains(&file.media_type.as_str()));
        match file.size {
            0 => Some(format!("Le fichier «\u{a0}{}\u{a0}» est vide. Choisissez un autre fichier.", file.name)),
            _ if !accepted => Some(format!("Choisissez un autre format pour «\u{a0}{}\u{a0}»\u{a0}: {}.", file.name, self.formats())),
            bytes if bytes > self.max_size * MEGABYTE => Some(format!(
                "Choisissez un fichier plus léger que «\u{a0}{}\u{a0}»\u{a0}: {} au plus.",
                file.name,
                size(self.max_size * MEGABYTE)
            )),
            _ => None,
        }
    }

    fn count_error(&self, count: usize) -> Option<String> {
        match count {
            count if count > self.max => Some(format!("Gardez {} au plus.", kernel::text::count(self.max as u64, "fichier"))),
            count if count < self.min => Some(format!("Ajoutez au moins {}.", kernel::text::count(self.min as u64, "fichier"))),
            _ => None,
        }
    }

    /// The day typed under the files, if one is asked and it is right.
    fn date(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Result<Option<PieceDate>, FieldError> {
        let Some(dated) = self.dated else { return Ok(None) };
        let name = date_name(ctx.name);
        let read = dated.read(&name, submitted);
        let right = read.and_then(|date| dated.refusal(Some(date), ctx.today.day(), self.max_age).map_or(Ok(date), Err));
        right.map(Some).map_err(|message| FieldError::new(name, message))
    }

    /// What is wrong today with the day that kept files bear.
    fn date_error(&self, ctx: &FieldCtx<'_>, files: &[FileRef]) -> Option<FieldError> {
        let message = self.dated?.refusal(files.first()?.date, ctx.today.day(), self.max_age)?;
        Some(FieldError::new(date_name(ctx.name), message))
    }

    /// The limits, said before sending.
    fn limits(&self) -> String {
        let many = if self.max > 1 { format!("{} fichiers au plus. ", self.max) } else { String::new() };
        format!("{many}Formats\u{a0}: {}. Taille\u{a0}: {} au plus par fichier.", self.formats(), size(self.max_size * MEGABYTE))
    }
}

impl Settings for Files {
    fn verify(&self) -> Result<(), String> {
        match () {
            () if self.accept.is_empty() => Err("Choisissez au moins un format de fichier.".into()),
            () if self.max == 0 || self.min > self.max => Err("Le nombre minimal de fichiers dépasse le nombre maximal.".into()),
            () if self.max_age.is_some_and(|months| months < 1) || self.max_age.is_some() && !matches!(self.dated, Some(Dated::Issued)) => {
                Err("L’âge d’un document se compte depuis sa date. Demandez la date du document.".into())
            }
            () if !(1..=100).contains(&self.max_size) => Err("La taille d’un fichier est de 1 à 100 Mo.".into()),
            () => Ok(()),
        }
    }
}

impl FieldType for Files {
    fn value_type(&self) -> Type {
        Type::list(Type::Text)
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let removed = |file: &FileRef| submitted.values.contains_key(&remove_name(ctx.name, &file.id));
        let mut files: Vec<FileRef> = kept(ctx.previous).into_iter().filter(|file| !removed(file)).collect();
        let mut errors = Vec::new();
        for file in submitted.files.get(ctx.name).into_iter().flatten() {
            // The same file sent again after « back » is one file.
            let known = files.iter().any(|kept| kept.sha256 == file.sha256 && kept.name == file.name);
            match self.refusal(file) {
                Some(message) => errors.push(FieldError::new(ctx.name, message)),
                None if !known => files.push(file.clone()),
                None => {}
            }
        }
        if files.is_empty() {
            return Parsed::judged(Json::Null, errors);
        }
        let date = self.date(ctx, submitted).map_err(|error| errors.push(error)).ok().flatten();
        files.iter_mut().for_each(|file| file.date = date);
        errors.extend(self.count_error(files.len()).map(|message| FieldError::new(ctx.name, message)));
        Parsed { answer: serde_json::to_value(files).unwrap_or_default(), errors, appeared: false }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let files = kept(answer);
        let whole = answer.as_array().is_some_and(|all| all.len() == files.len() && !all.is_empty());
        let messages = files.iter().filter_map(|file| self.refusal(file)).chain(self.count_error(files.len()));
        let missing = (!whole).then(|| self.missing(ctx.label));
        let of_files = messages.chain(missing).map(|message| FieldError::new(ctx.name, message));
        of_files.chain(self.date_error(ctx, &files)).collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        Value::List(kept(answer).into_iter().map(|file| file.name.into()).collect())
    }

    fn answer_of(&self, _value: &Value, _lookups: &Lookups) -> Json {
        Json::Null
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        let date = kept(answer).first().and_then(|file| file.date).filter(|_| self.dated.is_some());
        date.map(|date| super::date::typed(&date_name(name), &date.day().to_string().into())).unwrap_or_default()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let line = |file: &FileRef| {
            let dated = file.date.map(|date| format!(", {}", date.french())).unwrap_or_default();
            format!("{} ({}){dated}", file.name, size(file.size))
        };
        kept(answer).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        let accept: Vec<&str> = self.accept.iter().flat_map(|family| family.media_types()).copied().collect();
        let files = crate::edit::files(ctx, &accept.join(","), self.max > 1, &self.limits());
        match self.dated {
            None => files,
            Some(dated) => {
                let (name, label, hint) = (date_name(ctx.field.name), dated.label(ctx.field.label), dated.hint(self.max_age));
                maud::html! { (files) (crate::edit::date_below(ctx, &name, &label, &hint)) }
            }
        }
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        let date = ["day", "month", "year"].iter().map(|part| format!("{}.{part}", date_name(name))).filter(|_| self.dated.is_some());
        std::iter::once(name.to_owned()).chain(date).collect()
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        let files = kept(answer);
        let date = files.first().and_then(|file| file.date).map(|date| date.day().to_string()).unwrap_or_default();
        let names = files.into_iter().map(|file| file.name).collect::<Vec<_>>().join(", ");
        let dated = self.dated.map(|_| (date_name(name), date));
        std::iter::once((name.to_owned(), names)).chain(dated).collect()
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let media_type = self.accept.first().and_then(|family| family.media_types().first()).copied().unwrap_or_default();
        let file = |step: usize| FileRef {
            id: format!("0190a0de-0000-7000-8000-{:012}", index * 10 + step),
            name: format!("piece-{}.{}", step + 1, media_type.rsplit('/').next().unwrap_or_default()),
            size: 120_000 + index as u64,
            media_type: media_type.to_owned(),
            sha256: format!("{:064x}", index * 10 + step),
            date: None,
        };
        let files = (0..self.min.max(1)).map(file).collect();
        let date = self.dated.map(|dated| dated.sample(ctx.today.day()).to_string());
        let values = date.map(|date| super::date::typed(&date_name(ctx.name), &date.into())).unwrap_or_default();
        Submitted { files: [(ctx.name.to_owned(), files)].into(), values }
    }

    fn files(&self, answer: &Json) -> Vec<FileRef> {
        kept(answer)
    }

    fn takes_files(&self) -> bool {
        true
    }

    fn without_files(&self, answer: &Json, is_gone: &dyn Fn(&FileRef) -> bool) -> Json {
        let left: Vec<FileRef> = kept(answer).into_iter().filter(|file| !is_gone(file)).collect();
        if left.is_empty() { Json::Null } else { serde_json::to_value(left).unwrap_or_default() }
    }

    fn keeps_place(&self) -> bool {
        self.keep_place
    }

    fn missing(&self, label: &str) -> String {
        format!("Ajoutez un fichier pour «\u{a0}{label}\u{a0}».")
    }
}

/// The button that takes a file away.
pub(crate) fn remove_name(name: &str, id: &str) -> String {
    format!("_remove.{name}.{id}")
}

/// The boxes of the day that the files bear.
fn date_name(name: &str) -> String {
    format!("{name}.date")
}
