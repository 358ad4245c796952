//! The names that expressions of w.c.s. may say, and what they are with us.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ast, Literal, literal::quoted, own::Own};

/// What a name is with us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable {
    /// The formula that reads it.
    pub source: String,
    /// The formula of its identifier, when it is another (a choice in a list).
    pub raw: String,
    pub sort: Sort,
    /// Its name in texts: `answers.nom`.
    pub words: Option<String>,
}

/// What a variable holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sort {
    Text,
    /// One of these answers.
    Choice(Vec<Pair>),
    /// Several of these answers.
    Choices(Vec<Pair>),
    Int,
    Decimal,
    Date,
    Bool,
    /// Files, items of a block: only counted.
    List,
    /// An address, a place: only there or not.
    Record,
}

/// An answer: what is kept, and what is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub value: String,
    pub label: String,
}

/// All names known at one point.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    variables: BTreeMap<String, Variable>,
    constants: BTreeMap<String, Literal>,
    /// Constants that are there but cannot be read.
    opaque: BTreeSet<String>,
    /// The variables of the form, once they are known.
    own: Option<Own>,
    /// The forms that only other workflows hold: what they ask is empty here.
    elsewhere: BTreeSet<String>,
}

/// What a name was found to be.
pub(crate) enum Known<'a> {
    /// A variable, and whether its identifier is meant (`_raw`).
    Variable(&'a Variable, bool),
    Constant(Literal),
}

impl Variable {
    /// A variable that reads the same in all ways.
    pub fn plain(source: impl Into<String>, sort: Sort) -> Self {
        let source = source.into();
        Self { raw: source.clone(), source, sort, words: None }
    }

    #[must_use]
    pub fn said(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into());
        self
    }
}

impl Names {
    pub fn declare(&mut self, name: impl Into<String>, variable: Variable) {
        self.variables.insert(name.into(), variable);
    }

    pub fn constant(&mut self, name: impl Into<String>, value: Literal) {
        self.constants.insert(name.into(), value);
    }

    /// Takes a constant away.
    pub fn forget(&mut self, name: &str) {
        self.constants.remove(name);
    }

    /// Says that there is something under this name, and under the names that
    /// begin so, that cannot be read.
    pub fn opaque(&mut self, name: impl Into<String>) {
        self.opaque.insert(name.into());
    }

    /// Says which fields the form has: any other `form_var_…` is always empty.
    pub fn own(&mut self, own: Own) {
        self.own.get_or_insert_default().join(own);
    }

    /// Says which forms other workflows hold, and this one does not.
    pub fn elsewhere(&mut self, forms: BTreeSet<String>) {
        self.elsewhere = forms;
    }

    /// Whether no field of the form has this variable: workflows shared by
    /// several forms read those of the others, which are empty here.
    pub fn is_absent(&self, name: &str) -> bool {
        let name = modern(name);
        let raw = name.strip_suffix("_raw").unwrap_or(&name);
        let is_known = self.constants.contains_key(&name) || self.variables.contains_key(&name) || self.variables.contains_key(raw);
        let own = self.own.as_ref().zip(name.strip_prefix("form_var_"));
        let asked = ["form_workflow_form_", "form_"].into_iter().find_map(|begin| name.strip_prefix(begin)).unwrap_or(&name);
        let is_elsewhere = asked.split_once("_var_").is_some_and(|(form, _)| self.elsewhere.contains(form));
        !is_known && (is_elsewhere || own.is_some_and(|(own, varname)| !own.has(varname)))
    }

    /// Whether an expression reads only such a variable, through filters or not.
    pub fn reads_absent(&self, ast: &Ast) -> bool {
        match ast {
            Ast::Name(name) => self.is_absent(name),
            Ast::Filter(inner, ..) => self.reads_absent(inner),
            _ => false,
        }
    }

    /// The constants alone, with the present day.
    pub fn only_constants(&self) -> Self {
        Self { constants: self.constants.clone(), opaque: self.opaque.clone(), ..Self::of_days() }
    }

    pub fn find(&self, name: &str) -> Option<Known<'_>> {
        if self.is_absent(name) {
            return Some(Known::Constant(Literal::Nothing));
        }
        let name = modern(name);
        if let Some(value) = self.constants.get(&name) {
            return Some(Known::Constant(value.clone()));
        }
        // options that the form does not set are empty
        if name.starts_with("form_option_") {
            let is_opaque = self.opaque.iter().any(|opaque| name.starts_with(opaque));
            return (!is_opaque).then_some(Known::Constant(Literal::Nothing));
        }
        if let Some(variable) = self.variables.get(&name) {
            return Some(Known::Variable(variable, false));
        }
        if let Some(raw) = name.strip_suffix("_raw") {
            return self.variables.get(raw).map(|variable| Known::Variable(variable, true));
        }
        // what a source of data says of the answer: its identifier, its text
        for (part, raw) in [("_id", true), ("_text", false)] {
            let chosen = name.strip_suffix(part).and_then(|chosen| self.variables.get(chosen));
            if let Some(chosen) = chosen.filter(|chosen| chosen.raw != chosen.source || matches!(chosen.sort, Sort::Choice(_))) {
                return Some(Known::Variable(chosen, raw));
            }
        }
        // all that is known of several answers: they are counted
        let several = self.variables.get(name.strip_suffix("_structured")?)?;
        matches!(several.sort, Sort::Choices(_)).then_some(Known::Variable(several, true))
    }

    /// What the citizen's account and the case say, for forms.
    pub fn of_forms() -> Self {
        let mut names = Self::of_days();
        let signed_in = Variable::plain("citizen.signed_in", Sort::Bool);
        for name in ["session_user", "form_user", "user", "session_user_is_authenticated"] {
            names.declare(name, signed_in.clone());
        }
        for prefix in ["session_user", "form_user"] {
            for (suffix, claim) in [
                ("email", "email"),
                ("var_first_name", "given_name"),
                ("var_last_name", "family_name"),
                ("var_email", "email"),
                ("var_phone", "phone_number"),
                ("var_mobile", "phone_number"),
            ] {
                names.declare(format!("{prefix}_{suffix}"), Variable::plain(format!("citizen.{claim}"), Sort::Text));
            }
        }
        let channel = [("online", "web"), ("desk", "counter"), ("phone", "phone")];
        let channel = channel.map(|(value, label)| Pair { value: value.to_owned(), label: label.to_owned() });
        names.declare("form_submission_channel", Variable::plain("case.channel", Sort::Choice(channel.to_vec())));
        for name in ["form_submission_backoffice", "is_in_backoffice"] {
            names.declare(name, Variable::plain(format!("(case.channel != {})", quoted("online")), Sort::Bool));
        }
        names
    }

    /// Without the citizen's account, which is known only while she fills in the form.
    #[must_use]
    pub fn without_account(mut self) -> Self {
        self.variables.retain(|_, variable| !variable.source.starts_with("citizen."));
        self
    }

    /// The present day.
    pub fn of_days() -> Self {
        let mut names = Self::default();
        for name in ["today", "now"] {
            names.declare(name, Variable::plain("today()", Sort::Date));
        }
        names
    }
}

/// `form_live_var_x` is `form_var_x` while it is typed; `var_x` is how it was once written.
fn modern(name: &str) -> String {
    match (name.strip_prefix("form_live_"), name.strip_prefix("var_")) {
        (Some(rest), _) => format!("form_{rest}"),
        (None, Some(rest)) => format!("form_var_{rest}"),
        (None, None) => name.to_owned(),
    }
}
