//! A choice in a list kept elsewhere: schools, streets, equipment.

use kernel::setting::{Named, Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::text::folded;
use maud::Markup;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::Settings;
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Item, Lookups, Parsed, SettingExpression, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("list", "Liste", Shape::Named(Named::Referential)).required(),
    Setting::new("depends_on", "Dépend de la question", Shape::Named(Named::Field))
        .hint("Les choix offerts sont ceux qui dépendent de sa réponse."),
];

/// A choice in the list of this name. The answer keeps the label beside the
/// identifier, so that it reads the same when the list changes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Referential {
    list: String,
    /// The earlier field whose choice is the parent of the items offered.
    depends_on: Option<String>,
}

impl Referential {
    /// A choice in a list that stands alone.
    pub(super) fn of(list: &str) -> Self {
        Self { list: list.to_owned(), depends_on: None }
    }

    /// The parent that the items offered must have.
    fn parent<'a>(&self, ctx: &'a FieldCtx<'_>) -> Option<&'a str> {
        self.depends_on.as_ref().map(|_| chosen_id(ctx.settings.get("depends_on")))
    }

    /// The item meant by what was chosen and searched.
    fn resolve(&self, ctx: &FieldCtx<'_>, id: &str, words: &str) -> Result<Json, String> {
        let list = ctx.lookups.lists.get(&self.list).ok_or("Cette liste n’est pas disponible. Réessayez dans quelques minutes.")?;
        let parent = self.parent(ctx);
        let chosen = list.find(id).filter(|item| item.is_under(parent));
        // A choice that no longer answers the words searched is an old one.
        let hits: Vec<&Item> = match words {
            "" => chosen.into_iter().collect(),
            words => list.search(words).filter(|item| item.is_under(parent)).collect(),
        };
        let chosen = chosen.filter(|chosen| hits.iter().any(|hit| hit.id == chosen.id));
        let same = || hits.iter().find(|item| folded(&item.label) == folded(words)).copied();
        let alone = || hits.first().filter(|_| hits.len() == 1).copied();
        match chosen.or_else(same).or_else(alone) {
            Some(item) => Ok(json!({ "id": item.id, "label": item.label })),
            None if hits.is_empty() && !words.is_empty() => Err("Nous n’avons rien trouvé. Écrivez un autre mot.".into()),
            None => Err(self.missing(ctx.label)),
        }
    }
}

/// The identifier inside the value of a choice.
fn chosen_id(value: Option<&Value>) -> &str {
    match value {
        Some(Value::Text(id)) => id,
        Some(Value::Record(fields)) => chosen_id(fields.get("id")),
        _ => "",
    }
}

fn part<'a>(answer: &'a Json, part: &str) -> &'a str {
    answer.get(part).and_then(Json::as_str).unwrap_or_default()
}

impl Settings for Referential {
    fn verify(&self) -> Result<(), String> {
        if self.list.is_empty() { Err("Choisissez une liste.".into()) } else { Ok(()) }
    }
}

impl FieldType for Referential {
    fn value_type(&self) -> Type {
        Type::record(["id", "label"].map(|name| (name.to_owned(), Type::Text)))
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let (id, words) = (submitted.one(ctx.name), submitted.one(&search_name(ctx.name)));
        if id.is_empty() && words.is_empty() {
            return Parsed::EMPTY;
        }
        self.resolve(ctx, id, words).map_or_else(|message| Parsed::wrong(ctx.name, message), Parsed::good)
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let id = part(answer, "id");
        // A list that cannot be had now does not undo an answer.
        let list = ctx.lookups.lists.get(&self.list);
        let known = list.is_none_or(|list| list.find(id).is_some_and(|item| item.is_under(self.parent(ctx))));
        if known && !id.is_empty() { Vec::new() } else { vec![FieldError::new(ctx.name, self.missing(ctx.label))] }
    }

    fn to_expr(&self, answer: &Json) -> Value {
        if answer.is_null() {
            return Value::Null;
        }
        Value::Record(["id", "label"].map(|name| (name.to_owned(), part(answer, name).into())).into())
    }

    fn answer_of(&self, value: &Value, lookups: &Lookups) -> Json {
        let item = lookups.lists.get(&self.list).and_then(|list| list.find(chosen_id(Some(value))));
        item.map_or(Json::Null, |item| json!({ "id": item.id, "label": item.label }))
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        [(name.to_owned(), vec![part(answer, "id").to_owned()]), (search_name(name), vec![part(answer, "label").to_owned()])].into()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        part(answer, "label").to_owned()
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::lookup(ctx, &self.list, self.parent(&ctx.field))
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        vec![(format!("{name}.id"), part(answer, "id").to_owned()), (name.to_owned(), part(answer, "label").to_owned())]
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let list = ctx.lookups.lists.get(&self.list);
        let offered: Vec<&Item> = list.into_iter().flat_map(|list| list.under(self.parent(ctx))).collect();
        let chosen = index.checked_rem(offered.len()).map_or("", |index| &offered[index].id);
        Submitted::default().with(ctx.name, chosen)
    }

    fn lists(&self) -> Vec<&str> {
        vec![&self.list]
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        vec![name.to_owned(), search_name(name)]
    }

    fn expressions(&self) -> Vec<SettingExpression> {
        let accepts = |ty: &Type| matches!(ty, Type::Text | Type::Record(_));
        self.depends_on.iter().map(|source| SettingExpression { setting: "depends_on", source: source.clone(), accepts }).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Choisissez dans la liste une réponse pour «\u{a0}{label}\u{a0}».")
    }
}

/// The input where words are searched.
pub(crate) fn search_name(name: &str) -> String {
    format!("{name}.search")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract_tests::{ctx, with_ctx};

    fn read(id: &str, words: &str) -> Parsed {
        with_ctx(|base| {
            Referential::of("ecoles").parse(&ctx(base, "ecole"), &Submitted::default().with("ecole", id).with("ecole.search", words))
        })
    }

    #[test]
    fn words_that_mean_one_item_choose_it() {
        assert_eq!(read("", "mace").answer["id"], "e1");
        assert_eq!(read("e2", "").answer["label"], "École Jean Moulin");
        assert_eq!(read("e1", "moulin").answer["id"], "e2", "an old choice does not win over new words");
        assert!(!read("", "ecole").errors.is_empty(), "two schools answer");
        assert_eq!(read("", "piscine").errors[0].message, "Nous n’avons rien trouvé. Écrivez un autre mot.");
    }
}
