//! Files to join.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::text::size;
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::Settings;
use crate::{EditCtx, FieldCtx, FieldError, FieldType, FileRef, Lookups, Parsed, Submitted};

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
            return Parsed { answer: Json::Null, errors };
        }
        errors.extend(self.count_error(files.len()).map(|message| FieldError::new(ctx.name, message)));
        Parsed { answer: serde_json::to_value(files).unwrap_or_default(), errors }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let files = kept(answer);
        let whole = answer.as_array().is_some_and(|all| all.len() == files.len() && !all.is_empty());
        let messages = files.iter().filter_map(|file| self.refusal(file)).chain(self.count_error(files.len()));
        let missing = (!whole).then(|| self.missing(ctx.label));
        messages.chain(missing).map(|message| FieldError::new(ctx.name, message)).collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        Value::List(kept(answer).into_iter().map(|file| file.name.into()).collect())
    }

    fn answer_of(&self, _value: &Value, _lookups: &Lookups) -> Json {
        Json::Null
    }

    fn typed(&self, _name: &str, _answer: &Json) -> BTreeMap<String, Vec<String>> {
        BTreeMap::new()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        kept(answer).iter().map(|file| format!("{} ({})", file.name, size(file.size))).collect::<Vec<_>>().join("\n")
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        let accept: Vec<&str> = self.accept.iter().flat_map(|family| family.media_types()).copied().collect();
        crate::edit::files(ctx, &accept.join(","), self.max > 1, &self.limits())
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        vec![(name.to_owned(), kept(answer).into_iter().map(|file| file.name).collect::<Vec<_>>().join(", "))]
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let media_type = self.accept.first().and_then(|family| family.media_types().first()).copied().unwrap_or_default();
        let file = |step: usize| FileRef {
            id: format!("0190a0de-0000-7000-8000-{:012}", index * 10 + step),
            name: format!("piece-{}.{}", step + 1, media_type.rsplit('/').next().unwrap_or_default()),
            size: 120_000 + index as u64,
            media_type: media_type.to_owned(),
            sha256: format!("{:064x}", index * 10 + step),
        };
        let files = (0..self.min.max(1)).map(file).collect();
        Submitted { files: [(ctx.name.to_owned(), files)].into(), ..Submitted::default() }
    }

    fn files(&self, answer: &Json) -> Vec<FileRef> {
        kept(answer)
    }

    fn takes_files(&self) -> bool {
        true
    }

    fn missing(&self, label: &str) -> String {
        format!("Ajoutez un fichier pour «\u{a0}{label}\u{a0}».")
    }
}

/// The button that takes a file away.
pub(crate) fn remove_name(name: &str, id: &str) -> String {
    format!("_remove.{name}.{id}")
}
