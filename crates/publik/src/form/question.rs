//! One question: its type, its words, its rules.

use forms::{Check, Field as Question, Required};
use kernel::text::folded;

use super::{Builder, shown, variable, wording};
use crate::{
    expression::{Cond, condition},
    fields::{self, Desk, Shape},
    report::Weight,
    wcs::Field,
};

/// Children of a field that are read somewhere.
const READ: [&str; 41] = [
    "id",
    "type",
    "label",
    "varname",
    "required",
    "hint",
    "condition",
    "prefill",
    "display_locations",
    "in_listing",
    "items",
    "data_source",
    "validation",
    "anonymise",
    "post_conditions",
    "block_slug",
    "min_items",
    "max_items",
    "default_items_count",
    "min_choices",
    "max_choices",
    "min_value",
    "max_value",
    "restrict_to_integers",
    "minimum_date",
    "maximum_date",
    "minimum_is_future",
    "date_in_the_past",
    "date_can_be_today",
    "max_file_size",
    "document_type",
    "file_type",
    "allow_multiple",
    "rows",
    "columns",
    "total_row",
    "max_rows",
    "value_template",
    "freeze_on_initial_value",
    "maxlength",
    "size",
];

impl Builder<'_> {
    /// Adds a field to the page; `around` is the condition of the block it was taken out of.
    pub(super) fn field(&mut self, field: &Field, around: Option<&str>) {
        let outside = self.place.clone();
        self.place = outside.with(&field.shown());
        self.settings_left(field);
        match field.family() {
            "comment" | "title" | "subtitle" if self.is_never_shown(field) => {
                let message = "Ce texte n’était jamais montré\u{a0}: il est retiré.";
                self.ledger.left(&format!("champ {}", field.family()), Weight::Info, &self.place, message);
            }
            "block" => self.block(field),
            _ => {
                if let Some((question, shape)) = self.question(field, around, "form_var_") {
                    self.declare(field, &question.slug, &shape, "form_var_");
                    self.keep_address(field, &question);
                    self.push(question);
                }
            }
        }
        self.place = outside;
    }

    /// Whether the condition of a field is false for this form: so do authors
    /// write to each other.
    fn is_never_shown(&self, field: &Field) -> bool {
        field.condition.as_ref().is_some_and(|source| condition(&source.0, &self.names, &self.scope) == Ok(Cond::Never))
    }

    /// Adds a question; two with the same words cannot be told apart when read
    /// out, so the second says its page.
    pub(super) fn push(&mut self, mut question: Question) {
        let Some(page) = self.pages.last_mut() else { return };
        if !self.labels.insert(folded(&question.label)) && question.kind != "text_block" {
            let longer = format!("{} ({})", question.label, page.title);
            if longer.chars().count() <= wording::LONG_LABEL && self.labels.insert(folded(&longer)) {
                let message = format!("Une autre question a le même libellé. Celui-ci devient «\u{a0}{longer}\u{a0}».");
                self.ledger.note("libellé", Weight::Info, &self.place, message);
                question.label = longer;
            }
        }
        page.fields.push(question);
    }

    pub(super) fn keep_address(&mut self, field: &Field, question: &Question) {
        if let Some(varname) = field.varname.as_ref().filter(|_| question.kind == "email") {
            self.emails.insert(varname.clone(), question.slug.clone());
        }
    }

    /// Counts the settings that are not read and say something.
    pub(super) fn settings_left(&mut self, field: &Field) {
        field.element.unread(&READ).for_each(|name| self.ledger.ignore(name));
        let classes = || field.element.get("extra_css_class").unwrap_or_default().split_whitespace();
        if let Some(template) = classes().find_map(|class| class.strip_prefix("template-")) {
            let message = format!(
                "Un programme du site («\u{a0}{template}\u{a0}») remplaçait ce champ. Il est montré tel quel\u{a0}: dites ce qui le remplace."
            );
            self.ledger.note(&format!("champ {}", field.family()), Weight::Decide, &self.place, message);
        }
        if classes().any(|class| class == "hidden") {
            let message = "Ce champ était caché par sa présentation. Il est montré\u{a0}: retirez-le, ou donnez-lui une condition.";
            self.ledger.note(&format!("champ {}", field.family()), Weight::Check, &self.place, message);
        }
    }

    /// A field as a question, with its shape; nothing of it is known to others yet.
    pub(super) fn question(&mut self, field: &Field, around: Option<&str>, prefix: &str) -> Option<(Question, Shape)> {
        let construct = format!("champ {}", field.family());
        let mut desk = Desk { site: self.site, names: &self.names, ledger: self.ledger, place: self.place.clone(), construct };
        let shape = fields::carry(field, &mut desk)?;
        let shape = self.as_address(field, shape);
        let wished = field
            .varname
            .as_deref()
            .filter(|name| !name.is_empty())
            .map_or_else(|| shape.label.clone().unwrap_or_else(|| field.label.clone()), str::to_owned);
        let slug = self.given.word(&wished);
        let (label, hint) = wording::label_and_hint(field, &shape, &self.names, self.ledger, &self.place);
        let asked = !matches!(shape.kind, "text_block" | "computed");
        let own =
            field.condition.as_ref().and_then(|source| self.condition(&source.0, "condition de champ", "Le champ est toujours montré"));
        let condition = match (around, own) {
            (Some(around), Some(own)) => Some(format!("({around}) && ({own})")),
            (around, own) => around.map(str::to_owned).or(own),
        };
        let checks = self.checks(field, &slug, &shape, prefix);
        let mut question = Question {
            slug,
            label,
            kind: shape.kind.to_owned(),
            hint,
            required: Required::Fixed(field.required || !asked),
            condition,
            checks,
            default: None,
            prefill: None,
            listed: asked && field.is_listed(),
            sensitive: false,
            settings: shape.settings.clone(),
        };
        if prefix == "form_var_" && asked {
            self.prefill(field, &shape, &mut question);
        } else if field.prefill().is_some() {
            self.ledger.left("préremplissage", Weight::Info, &self.place, "Dans un bloc répété, rien n’est prérempli.");
        }
        Some((question, shape))
    }

    /// A text to which mail is sent is an e-mail address.
    fn as_address(&mut self, field: &Field, shape: Shape) -> Shape {
        let receives = field.varname.as_ref().is_some_and(|varname| self.addresses.contains(varname));
        if shape.kind != "text" || !receives {
            return shape;
        }
        self.ledger.note(
            "champ string",
            Weight::Info,
            &self.place,
            "Le circuit écrit à cette adresse\u{a0}: le champ devient une adresse e-mail.",
        );
        Shape { label: shape.label, ..Shape::of("email", crate::expression::Sort::Text) }
    }

    /// The rules of the answer, which read it as `value`.
    fn checks(&mut self, field: &Field, slug: &str, shape: &Shape, prefix: &str) -> Vec<Check> {
        let mut checks = Vec::new();
        for (source, message) in &shape.checks {
            let (mut names, scope) = (self.names.clone(), self.scope.clone().with(slug, shape.value_type()));
            let own = variable(slug, shape, slug);
            names.declare("value", own.clone());
            if let Some(varname) = &field.varname {
                names.declare(format!("{prefix}{varname}"), own);
            }
            match condition(source, &names, &scope) {
                Ok(Cond::When(condition, _)) => {
                    self.ledger.kept("contrôle");
                    checks.push(Check { condition, message: message.clone() });
                }
                Ok(_) => self.ledger.changed(
                    "contrôle",
                    Weight::Check,
                    &self.place,
                    "Ce contrôle ne dépend pas de la réponse\u{a0}: il est retiré.",
                ),
                Err(why) => {
                    let message = format!("Le contrôle n’est pas repris\u{a0}: {}. Contrôle d’avant\u{a0}: {}", why.0, shown(source));
                    self.ledger.left("contrôle", Weight::Check, &self.place, message);
                }
            }
        }
        checks
    }
}
