//! From what an author wrote to what can be walked. Everything that could fail
//! while a citizen fills the form fails here, with the place and the reason.

use std::{collections::BTreeSet, sync::Arc};

use expr::{Expr, Scope, Type};

use crate::{
    Check, CompiledField, CompiledForm, CompiledPage, Diagnostic, Exit, Field, FieldType, Form, Kind, Page, Question, Required,
    SettingExpression, compiled::Rule, kind, sensitive,
};

/// Faults beyond which no expression is read any more: there is enough to correct.
const ENOUGH: usize = 200;

impl CompiledForm {
    /// Checks a form and compiles it. `outer` names what expressions may read
    /// besides the answers: the records `case` and `citizen`.
    ///
    /// An expression reads the questions above it, on the same page or before;
    /// `checks` and `exit` read the whole page. So no two questions can depend on
    /// each other.
    ///
    /// # Errors
    /// All the faults of the form, in its order.
    pub fn compile(form: &Form, outer: &Scope) -> Result<Self, Vec<Diagnostic>> {
        let mut compiler = Compiler {
            scope: outer.clone(),
            later: all_slugs(form),
            met: BTreeSet::new(),
            sensitive: BTreeSet::new(),
            faults: Vec::new(),
            path: Vec::new(),
            place: String::new(),
        };
        compiler.unique_pages(form);
        let pages = form.pages.iter().map(|page| compiler.page(page)).collect();
        if compiler.faults.is_empty() { Ok(Self { pages }) } else { Err(compiler.faults) }
    }
}

/// Names that expressions can read: `[a-z][a-z0-9_]*`.
pub(crate) fn is_name(slug: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    slug.len() <= 64 && slug.starts_with(|c: char| c.is_ascii_lowercase()) && slug.chars().all(good)
}

fn all_slugs(form: &Form) -> BTreeSet<String> {
    form.pages.iter().flat_map(|page| &page.fields).map(|field| field.slug.clone()).collect()
}

struct Compiler {
    /// What has been met so far.
    scope: Scope,
    /// The questions that have not been met, for a better message.
    later: BTreeSet<String>,
    /// The questions and texts that have been met where we are.
    met: BTreeSet<String>,
    /// Those of them whose answers are sensitive.
    sensitive: BTreeSet<String>,
    faults: Vec<Diagnostic>,
    path: Vec<String>,
    /// « Page « Vous », question « Nom » ».
    place: String,
}

impl Compiler {
    fn fault(&mut self, setting: &str, message: impl AsRef<str>) {
        let path = self.path.iter().map(String::as_str).chain((!setting.is_empty()).then_some(setting));
        let path = path.collect::<Vec<_>>().join(".");
        self.faults.push(Diagnostic { path, message: format!("{}\u{a0}: {}", self.place, message.as_ref()) });
    }

    fn unique_pages(&mut self, form: &Form) {
        self.path = vec!["pages".into()];
        self.place = "Formulaire".into();
        if form.pages.is_empty() {
            self.fault("", "ajoutez au moins une page.");
        }
        for (index, page) in form.pages.iter().enumerate() {
            let before = &form.pages[..index];
            self.at_page(page);
            if before.iter().any(|other| other.slug == page.slug) {
                self.fault("slug", format!("le nom «\u{a0}{}\u{a0}» est déjà celui d’une autre page.", page.slug));
            } else if before.iter().any(|other| other.title == page.title) {
                self.fault("title", "une autre page a le même titre. Chaque titre est unique.");
            }
        }
    }

    fn at_page(&mut self, page: &Page) {
        self.path = vec!["pages".into(), page.slug.clone()];
        self.place = format!("Page «\u{a0}{}\u{a0}»", page.title);
    }

    fn page(&mut self, page: &Page) -> CompiledPage {
        self.at_page(page);
        if page.slug.parse::<kernel::Slug>().is_err() {
            self.fault("slug", "le nom d’une page s’écrit en minuscules, chiffres et tirets.");
        }
        if page.title.trim().is_empty() {
            self.fault("title", "écrivez un titre.");
        }
        if page.fields.is_empty() {
            self.fault("fields", "ajoutez au moins une question ou un texte.");
        }
        let condition = page.condition.as_ref().and_then(|source| self.condition("condition", source));
        let met = page.fields.iter().filter_map(|field| Some((field, self.field(field, None)?))).collect();
        let fields = self.checks(met);
        self.at_page(page);
        let exit = page.exit.iter().enumerate().filter_map(|(index, exit)| self.exit(index, exit)).collect();
        CompiledPage { slug: page.slug.clone(), title: page.title.clone(), intro: page.intro.clone(), condition, exit, fields }
    }

    fn exit(&mut self, index: usize, exit: &Exit) -> Option<(Expr, String)> {
        let condition = self.condition(&format!("exit.{index}"), &exit.condition)?;
        Some((condition, self.sentence(&format!("exit.{index}.message"), &exit.message)))
    }

    /// Compiles a question with the names met so far, then adds its own. `loaded`
    /// is its type when the block around has already read its settings.
    fn field(&mut self, field: &Field, loaded: Option<&Arc<dyn FieldType>>) -> Option<CompiledField> {
        self.later.remove(&field.slug);
        let outside = (self.path.clone(), self.place.clone());
        self.enter(field);
        let compiled = self.field_here(field, loaded);
        // Declared even when it is faulty, so that one mistake gives one message.
        let ty = compiled.as_ref().map_or(Type::Null, |compiled| compiled.kind.value_type());
        if ty != Type::Null || compiled.is_none() {
            self.scope.declare(&field.slug, ty);
        }
        (self.path, self.place) = outside;
        compiled
    }

    fn enter(&mut self, field: &Field) {
        self.path.extend(["fields".into(), field.slug.clone()]);
        self.place = format!("{}, question «\u{a0}{}\u{a0}»", self.place, field.label);
    }

    fn field_here(&mut self, field: &Field, loaded: Option<&Arc<dyn FieldType>>) -> Option<CompiledField> {
        if !is_name(&field.slug) {
            self.fault("slug", "le nom d’une question commence par une lettre et s’écrit en minuscules, chiffres et «\u{a0}_\u{a0}».");
        } else if self.scope.get(&field.slug).is_some() || !self.met.insert(field.slug.clone()) {
            self.fault("slug", format!("le nom «\u{a0}{}\u{a0}» est déjà pris.", field.slug));
        }
        if field.label.trim().is_empty() {
            self.fault("label", "écrivez la question.");
        }
        let known = self.known(field)?;
        let kind = loaded.cloned().or_else(|| self.load(known, field))?;
        self.prefill(field);
        let condition = field.condition.as_ref().and_then(|source| self.condition("condition", source));
        let required = match &field.required {
            Required::Fixed(required) => Rule::Fixed(*required),
            Required::When(source) => self.condition("required", source).map_or(Rule::Fixed(true), Rule::When),
        };
        let default = field.default.as_ref().and_then(|source| self.default(source, &kind.value_type()));
        let expressions = kind.expressions();
        let compiled =
            |setting: &SettingExpression| Some((setting.setting, self.typed(setting.setting, &setting.source, setting.accepts)?));
        let settings = expressions.iter().filter_map(compiled).collect();
        let children = self.children(kind.children());
        let is_sensitive = sensitive::is_sensitive(field, kind.as_ref(), &self.sensitive);
        if is_sensitive {
            self.sensitive.insert(field.slug.clone());
        }
        let question = Question::of(field, known.name, is_sensitive);
        Some(CompiledField { field: question, kind, required, condition, checks: Vec::new(), default, settings, children })
    }

    /// A claim must be one that the citizen's account gives, when these are known.
    fn prefill(&mut self, field: &Field) {
        let Some(claim) = &field.prefill else { return };
        if let Some(Type::Record(claims)) = self.scope.get("citizen")
            && !claims.contains_key(claim)
        {
            self.fault("prefill", format!("le compte ne donne pas «\u{a0}{claim}\u{a0}»."));
        }
    }

    fn known(&mut self, field: &Field) -> Option<&'static Kind> {
        let known = kind(&field.kind);
        if known.is_none() {
            self.fault("type", format!("le type «\u{a0}{}\u{a0}» n’existe pas.", field.kind));
        }
        known
    }

    fn load(&mut self, known: &Kind, field: &Field) -> Option<Arc<dyn FieldType>> {
        known.read(field.settings.clone()).map_err(|message| self.fault("", message)).ok()
    }

    /// The questions of a block read what is above the block and above them in the item.
    fn children(&mut self, children: &[(Field, Arc<dyn FieldType>)]) -> Vec<CompiledField> {
        if children.is_empty() {
            return Vec::new();
        }
        let outer = (self.scope.clone(), self.met.clone(), self.sensitive.clone());
        let met = children.iter().filter_map(|(field, kind)| Some((field, self.child(field, kind)?))).collect();
        let compiled = self.checks(met);
        (self.scope, self.met, self.sensitive) = outer;
        compiled
    }

    /// An item is born blank: nothing is known of it beforehand.
    fn child(&mut self, field: &Field, kind: &Arc<dyn FieldType>) -> Option<CompiledField> {
        if field.default.is_some() || field.prefill.is_some() {
            let setting = format!("fields.{}", field.slug);
            self.fault(&setting, format!("«\u{a0}{}\u{a0}» est dans un bloc\u{a0}: retirez sa valeur de départ.", field.label));
        }
        self.field(field, Some(kind))
    }

    /// Compiles the rules of fields met together, which read one another.
    fn checks(&mut self, met: Vec<(&Field, CompiledField)>) -> Vec<CompiledField> {
        let with_checks = |(field, compiled): (&Field, CompiledField)| {
            let checks = self.checks_of(field, compiled.kind.is_asked());
            CompiledField { checks, ..compiled }
        };
        let mut fields: Vec<_> = met.into_iter().map(with_checks).collect();
        // a list that grew keeps room for four, and most pages ask one thing: a fifth of what a form would weigh
        fields.shrink_to_fit();
        fields
    }

    fn checks_of(&mut self, field: &Field, is_asked: bool) -> Vec<(Expr, String)> {
        let outside = (self.path.clone(), self.place.clone());
        self.enter(field);
        if !is_asked && !field.checks.is_empty() {
            self.fault("checks", "personne n’y répond, donc rien n’est à corriger. Mettez cette règle à la sortie de la page.");
        }
        let checks = field.checks.iter().enumerate().filter_map(|(index, check)| self.check(index, check)).collect();
        (self.path, self.place) = outside;
        checks
    }

    fn check(&mut self, index: usize, check: &Check) -> Option<(Expr, String)> {
        let condition = self.condition(&format!("checks.{index}"), &check.condition)?;
        Some((condition, self.sentence(&format!("checks.{index}.message"), &check.message)))
    }

    fn sentence(&mut self, setting: &str, message: &str) -> String {
        if message.trim().is_empty() {
            self.fault(setting, "écrivez ce que la personne doit faire.");
        }
        message.to_owned()
    }

    /// A default has the type of the answer; a text may stand for the identifier of a choice in a list.
    fn default(&mut self, source: &str, wanted: &Type) -> Option<Expr> {
        let expr = self.typed("default", source, |_| true)?;
        let fits = match (expr.result(), wanted) {
            (Type::Null, _) | (Type::Record(_), Type::Record(_)) => true,
            (Type::Text, Type::Record(fields)) => fields.contains_key("id"),
            (given, wanted) => given == wanted || (given.is_number() && wanted.is_number()),
        };
        if !fits {
            self.fault("default", format!("«\u{a0}{source}\u{a0}» donne {}. La réponse est {wanted}.", expr.result()));
        }
        fits.then_some(expr)
    }

    fn condition(&mut self, setting: &str, source: &str) -> Option<Expr> {
        if self.faults.len() >= ENOUGH {
            return None;
        }
        let compiled = Expr::condition(source, &self.scope);
        self.compiled(setting, source, compiled)
    }

    fn typed(&mut self, setting: &str, source: &str, accepts: fn(&Type) -> bool) -> Option<Expr> {
        if self.faults.len() >= ENOUGH {
            return None;
        }
        let compiled = Expr::compile(source, &self.scope);
        let expr = self.compiled(setting, source, compiled)?;
        if !accepts(expr.result()) && *expr.result() != Type::Null {
            self.fault(setting, format!("«\u{a0}{source}\u{a0}» donne {}. Ce réglage attend autre chose.", expr.result()));
            return None;
        }
        Some(expr)
    }

    fn compiled(&mut self, setting: &str, source: &str, compiled: Result<Expr, Vec<expr::Diagnostic>>) -> Option<Expr> {
        let mistakes = match compiled {
            Ok(expr) => return Some(expr),
            Err(mistakes) => mistakes,
        };
        for mistake in mistakes {
            let word = source.get(mistake.at.clone()).unwrap_or_default();
            let message = if self.later.contains(word) {
                format!("«\u{a0}{word}\u{a0}» est demandé plus loin. Une règle ne lit que les questions placées avant.")
            } else {
                format!("«\u{a0}{source}\u{a0}»\u{a0}: {}", mistake.message)
            };
            self.fault(setting, message);
        }
        None
    }
}
