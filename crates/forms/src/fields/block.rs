//! A group of questions repeated for each item: children, vehicles, places.

use kernel::setting::{Setting, Shape};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use expr::{Type, Value};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::{kind, settings::read_settings};
use crate::{
    EditCtx, Field, FieldCtx, FieldError, FieldType, FileRef, Lookups, Parsed, Submitted,
    group::{self, Env},
};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("item", "Nom d’un élément", Shape::Text).hint("Exemple\u{a0}: Enfant.").required(),
    Setting::new("add", "Texte du bouton d’ajout", Shape::Text).hint("Exemple\u{a0}: Ajouter un enfant."),
    Setting::new("min", "Nombre, au moins", Shape::Count(0, 100)),
    Setting::new("max", "Nombre, au plus", Shape::Count(1, 100)).hint("10 si rien n’est dit."),
    Setting::new("fields", "Questions", Shape::Fields).required(),
];

/// No form asks for more items than this, whatever is sent.
const MOST: usize = 100;

/// Questions asked once per item. An answer is a list of objects.
#[derive(Debug)]
pub(crate) struct Block {
    settings: Settings,
    /// With their types, which read their settings.
    children: Vec<(Field, Arc<dyn FieldType>)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// What one item is called: « Enfant ».
    item: String,
    /// The words of the button that adds one, when « Ajouter : enfant » will not do.
    add: Option<String>,
    #[serde(default = "one")]
    min: usize,
    #[serde(default = "ten")]
    max: usize,
    fields: Vec<Field>,
}

const fn one() -> usize {
    1
}
const fn ten() -> usize {
    10
}

/// Reads the settings and those of the questions inside.
pub(super) fn load(settings: Map<String, Json>) -> Result<Arc<dyn FieldType>, String> {
    let mut settings: Settings = read_settings(settings)?;
    if settings.fields.is_empty() {
        return Err("Ajoutez au moins une question dans le bloc.".into());
    }
    if settings.max == 0 || settings.min > settings.max || settings.max > MOST {
        return Err(format!("Le nombre d’éléments va du minimum au maximum, {MOST} au plus."));
    }
    let children = std::mem::take(&mut settings.fields).into_iter().map(load_child).collect::<Result<_, _>>()?;
    Ok(Arc::new(Block { settings, children }))
}

fn load_child(mut field: Field) -> Result<(Field, Arc<dyn FieldType>), String> {
    let kind = kind(&field.kind)
        .ok_or_else(|| format!("Question «\u{a0}{}\u{a0}»\u{a0}: le type «\u{a0}{}\u{a0}» n’existe pas.", field.label, field.kind))?;
    let loaded = kind.read(std::mem::take(&mut field.settings));
    loaded.map_err(|message| format!("Question «\u{a0}{}\u{a0}»\u{a0}: {message}", field.label)).map(|kind| (field, kind))
}

/// The name of an item's inputs, and of the hidden input that says it is there.
pub(crate) fn item_name(name: &str, index: usize) -> String {
    format!("{name}.{index}")
}

/// The indexes of the items that were sent or typed, in order.
pub(crate) fn indexes<'a>(name: &str, inputs: impl Iterator<Item = &'a str>) -> BTreeSet<usize> {
    let rests = inputs.filter_map(|input| input.strip_prefix(name)?.strip_prefix('.'));
    rests.filter_map(|rest| rest.split('.').next()?.parse().ok()).filter(|index| *index < MOST).collect()
}

/// The items by place: null for one left blank.
fn items(answer: &Json) -> &[Json] {
    answer.as_array().map_or(&[], Vec::as_slice)
}

/// The items, without those left blank.
fn present(answer: &Json) -> impl Iterator<Item = &Json> {
    items(answer).iter().filter(|item| !item.is_null())
}

/// An answer where each item has the place of its inputs, whatever is blank before it.
fn in_places(read: impl Iterator<Item = (usize, Json)>) -> Vec<Json> {
    let mut places = Vec::new();
    for (index, item) in read {
        places.resize(index, Json::Null);
        places.push(item);
    }
    places
}

/// Whether an item holds nothing; a box left alone says no.
fn is_blank(item: &Json) -> bool {
    item.as_object().is_none_or(|map| map.values().all(|answer| answer.is_null() || *answer == Json::Bool(false)))
}

impl Block {
    /// « Enfant 2 ».
    pub(crate) fn legend(&self, index: usize) -> String {
        format!("{} {}", self.settings.item, index + 1)
    }

    /// Whether one more item is allowed.
    pub(crate) const fn may_grow(&self, count: usize) -> bool {
        count < self.settings.max
    }

    /// « Ajouter : enfant ».
    pub(crate) fn add_label(&self) -> String {
        self.settings.add.clone().unwrap_or_else(|| format!("Ajouter\u{a0}: {}", self.settings.item.to_lowercase()))
    }

    /// What is wrong in an item, with its legend: the same sentence may be due for several.
    fn told(&self, index: usize, errors: Vec<FieldError>) -> impl Iterator<Item = FieldError> {
        let legend = self.legend(index);
        errors.into_iter().map(move |error| FieldError::new(error.name, format!("{legend}\u{a0}: {}", error.message)))
    }

    fn count_error(&self, ctx: &FieldCtx<'_>, count: usize) -> Option<FieldError> {
        let item = &self.settings.item;
        let message = match count {
            count if count < self.settings.min => format!("Complétez «\u{a0}{item}\u{a0}»\u{a0}: {} au moins.", self.settings.min),
            count if count > self.settings.max => format!("Retirez un élément «\u{a0}{item}\u{a0}»\u{a0}: {} au plus.", self.settings.max),
            _ => return None,
        };
        Some(FieldError::new(ctx.name, message))
    }

    /// The answers inside an item, with the question and its type, those given only.
    fn given<'a>(&'a self, item: &'a Json) -> impl Iterator<Item = (&'a Field, &'a dyn FieldType, &'a Json)> {
        let answer = |field: &Field| item.get(&field.slug).filter(|answer| !answer.is_null());
        let reported = self.children.iter().filter(|(_, kind)| kind.is_reported());
        reported.filter_map(move |(field, kind)| Some((field, kind.as_ref(), answer(field)?)))
    }
}

impl FieldType for Block {
    fn value_type(&self) -> Type {
        let typed = self.children.iter().map(|(field, kind)| (field.slug.clone(), kind.value_type()));
        Type::list(Type::record(typed.filter(|(_, ty)| *ty != Type::Null)))
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let inputs = submitted.values.keys().chain(submitted.files.keys()).map(String::as_str);
        let (mut read, mut filled) = (Vec::new(), 0);
        for index in indexes(ctx.name, inputs) {
            let (prefix, previous) = (item_name(ctx.name, index), ctx.previous.get(index).unwrap_or(&Json::Null));
            let item = group::read(ctx.children, &prefix, previous, Env::of(ctx), ctx.values, submitted);
            let is_blank = is_blank(&item.answer) && !item.is_typed;
            filled += usize::from(!is_blank);
            read.push((index, item, is_blank));
        }
        // An item left wholly blank is nothing, unless it is needed.
        let mut lacking = self.settings.min.max(usize::from(ctx.required)).saturating_sub(filled);
        for (_, item, is_blank) in &mut read {
            if *is_blank && lacking > 0 {
                (*is_blank, lacking) = (false, lacking - 1);
            } else if *is_blank {
                item.errors.clear();
            }
        }
        read.retain(|(_, _, is_blank)| !is_blank);
        if read.is_empty() {
            return Parsed::EMPTY;
        }
        let count = self.count_error(ctx, read.len());
        let errors = read.iter_mut().flat_map(|(index, item, _)| self.told(*index, std::mem::take(&mut item.errors)));
        let mut errors: Vec<FieldError> = errors.collect();
        errors.extend(count.filter(|_| errors.is_empty()));
        let appeared = read.iter().any(|(_, item, _)| item.appeared);
        Parsed { answer: in_places(read.into_iter().map(|(index, item, _)| (index, item.answer))).into(), errors, appeared }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let count = self.count_error(ctx, present(answer).count());
        let inside = items(answer).iter().enumerate().filter(|(_, item)| !item.is_null()).flat_map(|(index, item)| {
            self.told(index, group::faults(ctx.children, &item_name(ctx.name, index), item, Env::of(ctx), ctx.values))
        });
        count.into_iter().chain(inside).collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        let record = |item: &Json| {
            let values = self.children.iter().filter(|(_, kind)| kind.value_type() != Type::Null);
            values.map(|(field, kind)| (field.slug.clone(), kind.to_expr(item.get(&field.slug).unwrap_or(&Json::Null)))).collect()
        };
        Value::List(present(answer).map(|item| Value::Record(record(item))).collect())
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        let mut typed = BTreeMap::new();
        for index in 0..items(answer).len().max(self.settings.min) {
            let prefix = item_name(name, index);
            for (field, kind) in &self.children {
                let answer = items(answer).get(index).and_then(|item| item.get(&field.slug));
                if let Some(answer) = answer.filter(|answer| !answer.is_null()) {
                    typed.extend(kind.typed(&format!("{prefix}.{}", field.slug), answer));
                }
            }
            typed.insert(prefix, vec!["1".into()]);
        }
        typed
    }

    fn text(&self, answer: &Json, lookups: &Lookups) -> String {
        let mut lines = Vec::new();
        for (index, item) in present(answer).enumerate() {
            lines.push(self.legend(index));
            let line = |(field, kind, answer): (&Field, &dyn FieldType, &Json)| {
                format!("- {}\u{a0}: {}", field.label, kind.text(answer, lookups).replace('\n', ", "))
            };
            lines.extend(self.given(item).map(line));
        }
        lines.join("\n")
    }

    fn show(&self, answer: &Json, lookups: &Lookups) -> Markup {
        html! {
            @for (index, item) in present(answer).enumerate() {
                p { strong { (self.legend(index)) } }
                ul { @for (field, kind, answer) in self.given(item) { li { (field.label) "\u{a0}: " (kind.show(answer, lookups)) } } }
            }
        }
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::block(ctx, self)
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        let inside = present(answer).enumerate().flat_map(|(index, item)| {
            self.given(item).flat_map(move |(field, kind, answer)| kind.export(&format!("{name}.{}.{}", index + 1, field.slug), answer))
        });
        std::iter::once((name.to_owned(), present(answer).count().to_string())).chain(inside).collect()
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let mut sample = Submitted::default();
        for item in 0..self.settings.min.max(1) {
            let prefix = item_name(ctx.name, item);
            for child in ctx.children {
                let name = format!("{prefix}.{}", child.slug());
                let sample_of = |ctx: &FieldCtx<'_>| child.kind.sample(ctx, index + item);
                sample.extend(child.with_ctx(&name, &Json::Null, Env::of(ctx), ctx.values, sample_of));
            }
            sample = sample.with(&prefix, "1");
        }
        sample
    }

    fn lists(&self) -> Vec<&str> {
        self.children.iter().flat_map(|(_, kind)| kind.lists()).collect()
    }

    fn files(&self, answer: &Json) -> Vec<FileRef> {
        let inside = |item| self.given(item).flat_map(|(_, kind, answer)| kind.files(answer));
        items(answer).iter().flat_map(inside).collect()
    }

    fn without_files(&self, answer: &Json, is_gone: &dyn Fn(&FileRef) -> bool) -> Json {
        let mut items = items(answer).to_vec();
        for item in &mut items {
            for (field, kind) in self.children.iter().filter(|(_, kind)| kind.takes_files()) {
                if let Some(answer) = item.get_mut(&field.slug) {
                    *answer = kind.without_files(answer, is_gone);
                }
            }
        }
        items.into()
    }

    fn asks_where(&self) -> bool {
        self.children.iter().any(|(_, kind)| kind.asks_where())
    }

    fn takes_files(&self) -> bool {
        self.children.iter().any(|(_, kind)| kind.takes_files())
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        let first = item_name(name, 0);
        let inside = self.children.iter().flat_map(|(field, kind)| kind.input_names(&format!("{first}.{}", field.slug)));
        std::iter::once(first.clone()).chain(inside).collect()
    }

    fn missing(&self, _label: &str) -> String {
        format!("Complétez «\u{a0}{}\u{a0}»\u{a0}: {} au moins.", self.settings.item, self.settings.min.max(1))
    }

    fn children(&self) -> &[(Field, Arc<dyn FieldType>)] {
        &self.children
    }
}
