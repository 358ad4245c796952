//! The checks made while a workflow is compiled: expressions are typed, names
//! are known.

use std::collections::BTreeSet;

use expr::{Expr, Scope, Type};
use kernel::Slug;

use crate::{DataType, Finding, Names, SAME, Workflow};

/// Findings beyond which no expression is read any more: there is enough to correct.
const ENOUGH: usize = 200;

/// The place being checked and what was found so far.
pub(crate) struct Check<'a> {
    workflow: &'a Workflow,
    names: &'a Names,
    scope: Scope,
    path: String,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    pub(crate) fn new(workflow: &'a Workflow, scope: Scope, names: &'a Names) -> Self {
        Self { workflow, names, scope, path: String::new(), findings: Vec::new() }
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Runs a check at a place below this one.
    pub(crate) fn at<T>(&mut self, key: impl std::fmt::Display, check: impl FnOnce(&mut Self) -> T) -> T {
        let above = self.path.clone();
        self.path = if above.is_empty() { key.to_string() } else { format!("{above}.{key}") };
        let result = check(self);
        self.path = above;
        result
    }

    /// Runs a check where the fields of an input form are known as `input`.
    pub(crate) fn with_input<T>(&mut self, input: Option<&Slug>, check: impl FnOnce(&mut Self) -> T) -> T {
        let Some(form) = input else { return check(self) };
        let outside = self.scope.clone();
        match self.names.inputs.get(form) {
            Some(fields) => self.scope.declare("input", fields.clone()),
            None => self.error("input", format!("Le formulaire «\u{a0}{form}\u{a0}» n’existe pas.")),
        }
        let result = check(self);
        self.scope = outside;
        result
    }

    pub(crate) fn error(&mut self, key: &str, message: impl Into<String>) {
        let path = self.at(key, |check| check.path.clone());
        self.findings.push(Finding::error(path, message));
    }

    pub(crate) fn condition(&mut self, key: &str, source: &str) -> Option<Expr> {
        if self.findings.len() >= ENOUGH {
            return None;
        }
        let compiled = Expr::condition(source, &self.scope);
        self.compiled(key, compiled)
    }

    /// An expression of any type.
    pub(crate) fn expression(&mut self, key: &str, source: &str) -> Option<Expr> {
        if self.findings.len() >= ENOUGH {
            return None;
        }
        let compiled = Expr::compile(source, &self.scope);
        self.compiled(key, compiled)
    }

    /// An expression whose value goes where a `wanted` is expected.
    pub(crate) fn expression_of(&mut self, key: &str, source: &str, wanted: &Type) -> Option<Expr> {
        let expr = self.expression(key, source)?;
        let fits = expr.result() == wanted || *expr.result() == Type::Null || (*expr.result() == Type::Int && *wanted == Type::Decimal);
        if !fits {
            self.error(key, format!("Ce calcul donne {}. Il faut {wanted}.", expr.result()));
        }
        fits.then_some(expr)
    }

    fn compiled(&mut self, key: &str, compiled: Result<Expr, Vec<expr::Diagnostic>>) -> Option<Expr> {
        match compiled {
            Ok(expr) => Some(expr),
            Err(diagnostics) => {
                diagnostics.into_iter().for_each(|diagnostic| self.error(key, diagnostic.message));
                None
            }
        }
    }

    pub(crate) fn message(&mut self, name: &Slug) -> Option<()> {
        let known = self.names.messages.contains(name);
        self.known(known, "template", format!("Le message «\u{a0}{name}\u{a0}» n’existe pas. Écrivez-le dans les messages."))
    }

    pub(crate) fn document(&mut self, key: &str, name: &Slug) -> Option<()> {
        let known = self.names.documents.contains(name);
        self.known(known, key, format!("Le document «\u{a0}{name}\u{a0}» n’existe pas. Écrivez-le dans les documents."))
    }

    pub(crate) fn connector(&mut self, name: &Slug) -> Option<()> {
        let known = self.names.connectors.contains(name);
        self.known(known, "connector", format!("Le connecteur «\u{a0}{name}\u{a0}» n’est pas déclaré."))
    }

    /// All the values of a question, when they are known.
    pub(crate) fn choices(&self, question: &str) -> Option<&'a BTreeSet<String>> {
        self.names.choices.get(question)
    }

    pub(crate) fn address(&mut self, field: &Slug) -> Option<()> {
        let known = self.names.addresses.contains(field);
        self.known(known, "to", format!("Le champ «\u{a0}{field}\u{a0}» n’est pas une adresse e-mail du formulaire."))
    }

    pub(crate) fn function(&mut self, key: &str, name: &Slug) -> Option<()> {
        let known = self.workflow.functions.iter().any(|function| function.slug == *name);
        self.known(known, key, format!("La fonction «\u{a0}{name}\u{a0}» n’existe pas. Déclarez-la dans les fonctions."))
    }

    pub(crate) fn status(&mut self, key: &str, name: &Slug) -> Option<()> {
        let known = self.workflow.statuses.iter().any(|status| status.slug == *name);
        self.known(known, key, format!("Le statut «\u{a0}{name}\u{a0}» n’existe pas."))
    }

    pub(crate) fn destination(&mut self, name: &Slug) -> Option<()> {
        if *name == SAME { Some(()) } else { self.status("to", name) }
    }

    pub(crate) fn transition(&mut self, key: &str, name: &Slug) -> Option<()> {
        let known = self.workflow.transitions.iter().any(|transition| transition.slug == *name);
        self.known(known, key, format!("L’action «\u{a0}{name}\u{a0}» n’existe pas."))
    }

    pub(crate) fn data(&mut self, name: &Slug) -> Option<DataType> {
        let field = self.workflow.data.iter().find(|field| field.slug == *name).map(|field| field.kind);
        self.known(
            field.is_some(),
            "slug",
            format!("La donnée «\u{a0}{name}\u{a0}» n’existe pas. Déclarez-la dans les données des agents."),
        )?;
        field
    }

    /// Each name once.
    pub(crate) fn unique<'b>(&mut self, names: impl Iterator<Item = &'b Slug>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if seen.insert(name) {
                continue;
            }
            self.error(name.as_str(), format!("Le nom «\u{a0}{name}\u{a0}» sert deux fois. Changez-en un."));
        }
    }

    /// Names that expressions and texts can write.
    pub(crate) fn writable<'b>(&mut self, names: impl Iterator<Item = &'b Slug>) {
        for name in names.filter(|name| name.as_str().contains('-') || name.as_str().starts_with(|first: char| first.is_ascii_digit())) {
            self.error(name.as_str(), "Commencez ce nom par une lettre, et mettez «\u{a0}_\u{a0}» au lieu de «\u{a0}-\u{a0}».");
        }
    }

    fn known(&mut self, known: bool, key: &str, message: String) -> Option<()> {
        if !known {
            self.error(key, message);
        }
        known.then_some(())
    }
}
