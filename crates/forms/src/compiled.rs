//! A form whose expressions are compiled: what the rest of the engine walks.

use std::{collections::BTreeSet, sync::Arc};

use expr::{Expr, Type, Value, Values};
use serde_json::Value as Json;

use crate::{Answers, FieldCtx, FieldError, FieldType, FileRef, Parsed, Question, Submitted, group::Env};

/// A form that can be filled in.
#[derive(Debug, Clone)]
pub struct CompiledForm {
    pub(crate) pages: Vec<CompiledPage>,
}

/// A page with its conditions.
#[derive(Debug, Clone)]
pub struct CompiledPage {
    /// The stable name.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The words before the questions.
    pub intro: Option<String>,
    pub(crate) condition: Option<Expr>,
    pub(crate) exit: Vec<(Expr, String)>,
    pub(crate) fields: Vec<CompiledField>,
}

/// A question with its type and its rules.
#[derive(Debug, Clone)]
pub struct CompiledField {
    pub(crate) field: Question,
    pub(crate) kind: Arc<dyn FieldType>,
    pub(crate) required: Rule,
    pub(crate) condition: Option<Expr>,
    pub(crate) checks: Vec<(Expr, String)>,
    pub(crate) default: Option<Expr>,
    pub(crate) settings: Vec<(&'static str, Expr)>,
    pub(crate) children: Vec<CompiledField>,
}

/// A yes or no that may depend on the answers.
#[derive(Debug, Clone)]
pub(crate) enum Rule {
    Fixed(bool),
    When(Expr),
}

impl CompiledForm {
    /// The pages, asked or not.
    pub fn pages(&self) -> &[CompiledPage] {
        &self.pages
    }

    /// The page of this name, asked or not.
    pub fn page(&self, slug: &str) -> Option<&CompiledPage> {
        self.pages.iter().find(|page| page.slug == slug)
    }

    /// All the questions, asked or not, those inside blocks apart.
    pub fn fields(&self) -> impl Iterator<Item = &CompiledField> {
        self.pages.iter().flat_map(|page| &page.fields)
    }

    /// The look-up lists that filling it needs.
    pub fn lists(&self) -> BTreeSet<&str> {
        self.fields().flat_map(|field| field.kind.lists()).collect()
    }

    /// The files that answers refer to. Whoever stores them makes sure that they
    /// are the citizen's own.
    pub fn files(&self, answers: &Answers) -> Vec<FileRef> {
        self.fields().filter_map(|field| Some(field.kind.files(answers.get(field.slug())?))).flatten().collect()
    }

    /// The answers without the files that are gone.
    #[must_use]
    pub fn without_files(&self, answers: &Answers, is_gone: impl Fn(&FileRef) -> bool) -> Answers {
        let mut left = answers.clone();
        for field in self.fields().filter(|field| field.kind.takes_files()) {
            if let Some(answer) = answers.get(field.slug()) {
                left.set(field.slug(), field.kind.without_files(answer, &is_gone));
            }
        }
        left
    }

    /// The question of an input: `devis`, or `enfants.0.certificat` inside a block.
    pub fn question(&self, input: &str) -> Option<&CompiledField> {
        let mut parts = input.split('.');
        let first = parts.next()?;
        let field = self.fields().find(|field| field.slug() == first)?;
        parts.next_back().map_or(Some(field), |last| field.children.iter().find(|child| child.slug() == last))
    }

    /// Where the answer to the question of an input is: `adresse` for `adresse.street`,
    /// `enfants.0.certificat` inside a block.
    pub(crate) fn place_of(&self, input: &str) -> Option<String> {
        let mut parts = input.split('.');
        let first = parts.next()?;
        let mut place = first.to_owned();
        let mut field = self.fields().find(|field| field.slug() == first)?;
        while let (false, Some(index), Some(child)) = (field.children.is_empty(), parts.next(), parts.next()) {
            field = field.children.iter().find(|known| known.slug() == child)?;
            place = format!("{place}.{index}.{child}");
        }
        Some(place)
    }

    /// Whether the photos of an input keep where they were taken.
    pub fn keeps_place(&self, input: &str) -> bool {
        self.question(input).is_some_and(|field| field.kind.keeps_place())
    }

    /// The names and types that the answers have in expressions, for what comes after the form.
    pub fn types(&self) -> impl Iterator<Item = (&str, Type)> {
        self.fields().map(|field| (field.slug(), field.kind.value_type())).filter(|(_, ty)| *ty != Type::Null)
    }
}

impl CompiledPage {
    /// The questions, asked or not.
    pub fn fields(&self) -> &[CompiledField] {
        &self.fields
    }

    /// Whether files can be sent with it: its form is multipart.
    pub fn takes_files(&self) -> bool {
        self.fields.iter().any(|field| field.kind.takes_files())
    }

    /// Whether something is asked of which the place is looked up.
    pub fn asks_where(&self) -> bool {
        self.fields.iter().any(|field| field.kind.asks_where())
    }

    /// Whether something on the page depends on a question: another one, its
    /// choices, or a value that is computed and shown.
    pub fn is_live(&self) -> bool {
        fn depends(field: &CompiledField) -> bool {
            let is_result = field.field.kind == "computed" && field.kind.is_reported();
            let is_dependent = field.kind.expressions().iter().any(|expression| expression.setting == "depends_on");
            is_result || is_dependent || field.is_conditional() || field.children().iter().any(depends)
        }
        self.fields.iter().any(depends)
    }
}

impl CompiledField {
    /// The stable name.
    pub fn slug(&self) -> &str {
        &self.field.slug
    }

    /// Its words.
    pub fn field(&self) -> &Question {
        &self.field
    }

    /// Whether it is asked on a condition.
    pub const fn is_conditional(&self) -> bool {
        self.condition.is_some()
    }

    /// Whether an answer is needed, always or at times.
    pub fn may_be_required(&self) -> bool {
        !matches!(self.required, Rule::Fixed(false))
    }

    /// Its type, with its settings.
    pub fn kind(&self) -> &dyn FieldType {
        self.kind.as_ref()
    }

    /// The questions inside, for a block.
    pub fn children(&self) -> &[Self] {
        &self.children
    }

    /// Whether its answers are sensitive: it is, a question inside it, or one that it is computed from.
    pub fn is_sensitive(&self) -> bool {
        self.field.sensitive
    }

    /// Whether it is asked, given the answers before it.
    pub(crate) fn is_visible(&self, env: Env<'_>, values: &Values) -> bool {
        self.condition.as_ref().is_none_or(|condition| condition.holds(values, env.today))
    }

    /// Calls `then` with what the type may know of its surroundings.
    pub(crate) fn with_ctx<R>(
        &self,
        name: &str,
        previous: &Json,
        env: Env<'_>,
        values: &Values,
        then: impl FnOnce(&FieldCtx<'_>) -> R,
    ) -> R {
        let required = match &self.required {
            Rule::Fixed(required) => *required,
            Rule::When(condition) => condition.holds(values, env.today),
        };
        let evaluated = self.settings.iter().map(|(setting, expr)| ((*setting).to_owned(), value_of(expr, env, values)));
        let settings: Values = evaluated.collect();
        then(&FieldCtx {
            name,
            label: &self.field.label,
            required,
            previous,
            lookups: env.lookups,
            today: env.today,
            values,
            settings: &settings,
            children: &self.children,
        })
    }

    /// Reads the answer that was sent; a missing one is an error when it is needed.
    pub(crate) fn read(&self, name: &str, previous: &Json, env: Env<'_>, values: &Values, submitted: &Submitted) -> Parsed {
        self.with_ctx(name, previous, env, values, |ctx| {
            let mut parsed = self.kind.parse(ctx, submitted);
            if parsed.answer.is_null() && parsed.errors.is_empty() && ctx.required && self.kind.is_asked() {
                parsed.errors.push(FieldError::new(name, self.kind.missing(ctx.label)));
            }
            parsed
        })
    }

    /// What is wrong with a stored answer; the field is asked.
    pub(crate) fn faults(&self, name: &str, answer: &Json, env: Env<'_>, values: &Values) -> Vec<FieldError> {
        let by_type = self.with_ctx(name, answer, env, values, |ctx| match answer {
            Json::Null if ctx.required => vec![FieldError::new(name, self.kind.missing(ctx.label))],
            Json::Null => Vec::new(),
            answer => self.kind.check(ctx, answer),
        });
        if by_type.is_empty() { self.broken_checks(name, answer, env, values) } else { by_type }
    }

    /// The author's rules that an answer breaks.
    pub(crate) fn broken_checks(&self, name: &str, answer: &Json, env: Env<'_>, values: &Values) -> Vec<FieldError> {
        let broken = self.checks.iter().filter(|(condition, _)| !answer.is_null() && !condition.holds(values, env.today));
        broken.map(|(_, message)| FieldError::new(name, message)).collect()
    }

    /// The value of an answer, for expressions.
    pub(crate) fn value(&self, answer: &Json) -> Value {
        self.kind.to_expr(answer)
    }
}

/// The value of an expression; one that cannot be computed is absent.
pub(crate) fn value_of(expr: &Expr, env: Env<'_>, values: &Values) -> Value {
    expr.eval(values, env.today).unwrap_or(Value::Null)
}
