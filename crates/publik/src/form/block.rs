//! Blocks of fields: one that is asked once is taken out onto the page, one that
//! is repeated becomes a repeated block.

use expr::Type;
use forms::Field as Question;

use super::{Builder, shown, variable};
use crate::{
    expression::{Sort, Variable},
    fields::Shape,
    report::Weight,
    template,
    wcs::{Condition, Field, FormDef, conditions_of},
};

/// Items of a block that conditions may name one by one.
const NAMED_ITEMS: usize = 6;
/// Items of a block whose number was computed.
const COMPUTED_ITEMS: i64 = 10;
/// Items of a block, at most.
const MOST_ITEMS: i64 = 50;

impl Builder<'_> {
    pub(super) fn block(&mut self, field: &Field) {
        let name = field.kind.split(':').nth(1).unwrap_or_default();
        let Some(block) = self.site.blocks.get(name) else {
            let message = format!("Le bloc «\u{a0}{name}\u{a0}» n’est pas parmi les fichiers. Ajoutez son export, puis recommencez.");
            return self.ledger.left("champ block", Weight::Redo, &self.place, message);
        };
        if block.fields.iter().any(|inner| inner.family() == "block") {
            self.ledger.note(
                "champ block",
                Weight::Decide,
                &self.place,
                "Un bloc dans un bloc n’est pas repris. Mettez ses questions à plat.",
            );
        }
        let most = self.most(field);
        if most > 1 { self.repeated(field, block, most) } else { self.flat(field, block) }
    }

    /// How many times a block is asked, at most.
    fn most(&mut self, field: &Field) -> i64 {
        let Some(written) = field.element.get("max_items") else { return 1 };
        let said = template::fixed(written, &self.names, template::plain);
        let count = said.text.trim().parse().ok().filter(|_| said.lost.is_empty());
        count.unwrap_or_else(|| {
            let message = format!(
                "Le nombre d’éléments était calculé («\u{a0}{written}\u{a0}»). Il y en a {COMPUTED_ITEMS} au plus\u{a0}: à vérifier."
            );
            self.ledger.note("champ block", Weight::Check, &self.place, message);
            COMPUTED_ITEMS
        })
    }

    /// A block asked once: its questions stand on the page.
    fn flat(&mut self, field: &Field, block: &FormDef) {
        let around =
            field.condition.as_ref().and_then(|source| self.condition(&source.0, "condition de champ", "Le bloc est toujours montré"));
        self.ledger.changed(
            "champ block",
            Weight::Info,
            &self.place,
            "Ce bloc n’est demandé qu’une fois\u{a0}: ses questions sont sur la page.",
        );
        let outer = self.names.clone();
        let mut known: Vec<(String, Variable)> = Vec::new();
        for inner in block.fields.iter().filter(|inner| !matches!(inner.family(), "block" | "page")) {
            let outside = self.place.clone();
            self.place = outside.with(&inner.shown());
            self.settings_left(inner);
            if let Some((question, shape)) = self.question(inner, around.as_deref(), "form_var_") {
                self.declare(inner, &question.slug, &shape, "block_var_");
                if let Some(varname) = inner.varname.as_ref().filter(|_| shape.value_type() != Type::Null) {
                    known.push((varname.clone(), variable(&question.slug, &shape, &question.slug)));
                    if let Some(block) = field.varname.as_ref().filter(|_| question.kind == "email") {
                        self.emails.insert(format!("{block}_{varname}"), question.slug.clone());
                    }
                }
                self.push(question);
            }
            self.place = outside;
        }
        // a block that is not shown holds nobody back
        let held = |Condition(source): Condition| match &field.condition {
            Some(Condition(shown)) => Condition(format!("not ({shown}) or ({source})")),
            None => Condition(source),
        };
        let conditions = conditions_of(&block.element).into_iter().map(|(source, message)| (held(source), message)).collect();
        let exits = self.exits_of(conditions);
        if let Some(page) = self.pages.last_mut() {
            page.exit.extend(exits);
        }
        self.names = outer;
        let Some(varname) = &field.varname else { return };
        if let Some((_, first)) = known.first() {
            self.names.declare(format!("form_var_{varname}"), Variable::plain(first.source.clone(), Sort::Record));
        }
        for (inner, variable) in known {
            for path in
                [format!("form_var_{varname}_{inner}"), format!("form_var_{varname}_0_{inner}"), format!("form_var_{varname}_var_{inner}")]
            {
                self.names.declare(path, variable.clone());
            }
        }
    }

    /// A repeated block.
    fn repeated(&mut self, field: &Field, block: &FormDef, most: i64) {
        self.ledger.kept("champ block");
        for (source, message) in conditions_of(&block.element) {
            let message = format!(
                "Un bloc répété n’a pas de contrôle\u{a0}: celui-ci n’est pas repris («\u{a0}{message}\u{a0}»). Contrôle d’avant\u{a0}: {}",
                shown(&source.0)
            );
            self.ledger.left("condition de sortie", Weight::Check, &self.place, message);
        }
        let own =
            field.condition.as_ref().and_then(|source| self.condition(&source.0, "condition de champ", "Le bloc est toujours montré"));
        let slug = self.given.word(field.varname.as_deref().unwrap_or(&field.label));
        let (names, scope) = (self.names.clone(), self.scope.clone());
        let (children, known) = self.children(block);
        (self.names, self.scope) = (names, scope);
        if children.is_empty() {
            return self.ledger.note(
                "champ block",
                Weight::Decide,
                &self.place,
                "Ce bloc n’a aucune question reprise\u{a0}: il est retiré.",
            );
        }
        let least = field.element.number("min_items").or_else(|| field.element.number("default_items_count")).unwrap_or(1);
        let most = most.clamp(1, MOST_ITEMS);
        let least = if field.required { least.clamp(1, most) } else { 0 };
        let fields: serde_json::Value = children.iter().filter_map(|child| serde_json::to_value(child).ok()).collect();
        let shape =
            Shape::of("block", Sort::List).with("item", block.name.as_str()).with("min", least).with("max", most).with("fields", fields);
        let (label, hint) = super::wording::label_and_hint(field, &shape, &self.names, self.ledger, &self.place);
        self.name_items(field, &slug, known);
        self.declare(field, &slug, &shape, "form_var_");
        self.push(Question {
            slug,
            label,
            kind: "block".into(),
            hint,
            required: forms::Required::Fixed(field.required),
            condition: own,
            checks: Vec::new(),
            default: None,
            prefill: None,
            listed: false,
            sensitive: false,
            settings: shape.settings,
        });
    }

    fn children(&mut self, block: &FormDef) -> (Vec<Question>, Vec<(String, Shape, String)>) {
        let (mut children, mut known) = (Vec::new(), Vec::new());
        for inner in block.fields.iter().filter(|inner| !matches!(inner.family(), "block" | "page" | "tablerows")) {
            let outside = self.place.clone();
            self.place = outside.with(&inner.shown());
            self.settings_left(inner);
            if let Some((question, shape)) = self.question(inner, None, "block_var_") {
                self.declare(inner, &question.slug, &shape, "block_var_");
                if let Some(varname) = inner.varname.as_ref().filter(|_| shape.value_type() != Type::Null) {
                    known.push((varname.clone(), shape, question.slug.clone()));
                }
                children.push(question);
            }
            self.place = outside;
        }
        (children, known)
    }

    /// Conditions may read the first items one by one.
    fn name_items(&mut self, field: &Field, slug: &str, known: Vec<(String, Shape, String)>) {
        let Some(varname) = &field.varname else { return };
        for index in 0..NAMED_ITEMS {
            for (inner, shape, child) in &known {
                let item = Variable { words: None, ..variable(&format!("{slug}[{index}].{child}"), shape, child) };
                self.names.declare(format!("form_var_{varname}_{index}_{inner}"), item);
            }
        }
    }
}
