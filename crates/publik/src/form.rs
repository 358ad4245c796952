//! The form: pages and questions, in order, each reading what stands above it.

mod absent;
mod block;
mod matched;
mod options;
mod prefill;
mod question;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use expr::{Scope, Type};
use forms::{Exit, Field as Question, Form, Page};

use crate::{
    expression::{Cond, Known, Literal, Names, Sort, Untranslated, Variable, condition},
    fields::Shape,
    names::Given,
    report::{Ledger, Place, Weight},
    template::{fixed, plain},
    wcs::{Condition, Field, FormDef, Options, Site, conditions_of},
};

/// A form once carried, and what its workflow may read of it.
pub(crate) struct Carried {
    pub form: Form,
    pub names: Names,
    pub scope: Scope,
    /// Names of e-mail questions, by variable of w.c.s.
    pub emails: BTreeMap<String, String>,
}

/// Variables whose answers receive mail: their questions become e-mail addresses.
pub(crate) type Addresses = BTreeSet<String>;

pub(crate) use absent::told as absent_told;

pub(crate) struct Builder<'a> {
    site: &'a Site,
    addresses: &'a Addresses,
    ledger: &'a mut Ledger,
    names: Names,
    scope: Scope,
    given: Given,
    place: Place,
    pages: Vec<Page>,
    page_slugs: Given,
    emails: BTreeMap<String, String>,
    /// The labels already written, folded.
    labels: BTreeSet<String>,
}

/// The fields of a form.
pub(crate) fn carry(def: &FormDef, site: &Site, options: &Options, addresses: &Addresses, ledger: &mut Ledger) -> Carried {
    let mut names = Names::of_forms();
    options::declare(options, &mut names);
    for (name, value) in [("form_slug", &def.slug), ("form_name", &def.name)] {
        names.constant(name, Literal::Text(value.clone()));
    }
    names.own(def.own());
    absent::tell(std::iter::once(&def.element), &names, Weight::Check, &Place::of(&def.name), ledger);
    let mut builder = Builder::new(site, addresses, ledger, names, Place::of(&def.name));
    builder.pages_of(&def.name, &def.fields);
    builder.finish()
}

/// The fields that a transition asks, on one page.
pub(crate) fn carry_input(fields: &[Field], site: &Site, names: &Names, place: &Place, ledger: &mut Ledger) -> (Vec<Question>, Names) {
    let addresses = Addresses::new();
    let mut builder = Builder::new(site, &addresses, ledger, names.clone(), place.clone());
    // an input form reads only its own answers
    builder.names = builder.names.only_constants();
    builder.open("Saisie");
    for field in fields.iter().filter(|field| field.kind != "page") {
        builder.field(field, None);
    }
    let carried = builder.finish();
    (carried.form.pages.into_iter().flat_map(|page| page.fields).collect(), carried.names)
}

impl<'a> Builder<'a> {
    fn new(site: &'a Site, addresses: &'a Addresses, ledger: &'a mut Ledger, names: Names, place: Place) -> Self {
        Self {
            site,
            addresses,
            ledger,
            names,
            scope: definition::outer_scope(),
            given: Given::default(),
            place,
            pages: Vec::new(),
            page_slugs: Given::default(),
            emails: BTreeMap::new(),
            labels: BTreeSet::new(),
        }
    }

    fn pages_of(&mut self, title: &str, fields: &[Field]) {
        for (index, field) in fields.iter().enumerate() {
            if field.family() == "page" {
                let next =
                    fields[index + 1..].iter().position(|later| later.family() == "page").map_or(fields.len(), |next| index + 1 + next);
                self.page(field, &fields[index + 1..next]);
            } else if self.pages.is_empty() {
                let next = fields.iter().position(|field| field.family() == "page").unwrap_or(fields.len());
                self.open(title);
                fields[index..next].iter().for_each(|field| self.field(field, None));
                self.close(Vec::new());
            }
        }
    }

    fn page(&mut self, page: &Field, fields: &[Field]) {
        let outside = self.place.clone();
        let said = fixed(&page.label, &self.names, plain);
        let title = if said.text.trim().is_empty() { "Votre demande".to_owned() } else { said.text.replace('\n', " ") };
        self.place = outside.with(&title);
        if let Some(why) = said.lost.first() {
            self.ledger.note("champ page", Weight::Check, &self.place, format!("Un mot du titre est retiré\u{a0}: {why}."));
        }
        self.ledger.kept("champ page");
        let condition =
            page.condition.as_ref().and_then(|source| self.condition(&source.0, "condition de page", "La page est toujours montrée"));
        self.open(&title);
        if let Some(opened) = self.pages.last_mut() {
            opened.condition = condition;
        }
        fields.iter().for_each(|field| self.field(field, None));
        let exits = self.exits_of(conditions_of(&page.element));
        self.close(exits);
        self.place = outside;
    }

    /// Opens a page whose title no other has.
    fn open(&mut self, title: &str) {
        let title: String = title.chars().take(150).collect();
        let numbered = (2..).map(|number| format!("{title} ({number})"));
        let free = std::iter::once(title.clone()).chain(numbered).find(|title| !self.pages.iter().any(|page| page.title == *title));
        let wished = crate::names::slug(&title).to_string();
        let is_reserved = definition::RESERVED_PAGES.contains(&wished.as_str());
        let slug = self.page_slugs.slug(&if is_reserved { format!("page-{wished}") } else { wished }).to_string();
        self.pages.push(Page { slug, title: free.unwrap_or(title), ..Page::default() });
    }

    fn close(&mut self, exits: Vec<Exit>) {
        if let Some(page) = self.pages.last_mut() {
            page.exit.extend(exits);
        }
    }

    /// The conditions to leave a page, or a block that stands on it.
    fn exits_of(&mut self, conditions: Vec<(Condition, String)>) -> Vec<Exit> {
        let mut exits = Vec::new();
        for (source, message) in conditions {
            if self.matched(&source.0) {
                continue;
            }
            let said = fixed(&message, &self.names, plain);
            let message = if said.text.trim().is_empty() { "Corrigez vos réponses pour continuer.".to_owned() } else { said.text };
            if let Some(condition) = self.condition(&source.0, "condition de sortie", "La page se quitte sans ce contrôle") {
                exits.push(Exit { condition, message });
            }
        }
        exits
    }

    /// A condition in our language; `None` when there is none to write, which
    /// the ledger tells with what happens instead.
    fn condition(&mut self, source: &str, construct: &str, otherwise: &str) -> Option<String> {
        match condition(source, &self.names, &self.scope) {
            Ok(Cond::When(formula, _)) => {
                self.ledger.kept(construct);
                Some(formula)
            }
            Ok(Cond::Always) => {
                self.ledger.changed(
                    construct,
                    Weight::Info,
                    &self.place,
                    "Avec les champs et les options de ce formulaire, la condition est toujours vraie\u{a0}: elle est retirée.",
                );
                None
            }
            Ok(Cond::Never) => {
                self.ledger.changed(construct, Weight::Check, &self.place, "Avec les champs et les options de ce formulaire, la condition n’est jamais vraie. Elle est gardée\u{a0}: «\u{a0}false\u{a0}». Retirez-la, ou l’élément entier.");
                Some("false".to_owned())
            }
            Err(Untranslated(why)) => {
                self.ledger.left(
                    construct,
                    Weight::Check,
                    &self.place,
                    format!("{otherwise}\u{a0}: {why}. Condition d’avant\u{a0}: {}", shown(source)),
                );
                None
            }
        }
    }

    /// Makes a question known to what follows.
    fn declare(&mut self, field: &Field, slug: &str, shape: &Shape, prefix: &str) {
        let ty = shape.value_type();
        if ty == Type::Null {
            return;
        }
        self.scope.declare(slug, ty);
        if let Some(varname) = &field.varname {
            let name = format!("{prefix}{varname}");
            let variable = self.or_before(&name, variable(slug, shape, slug));
            self.names.declare(name, variable);
        }
    }

    /// Questions of one name, on pages that are not shown together: the last
    /// that is answered counts.
    fn or_before(&mut self, name: &str, own: Variable) -> Variable {
        let Some(Known::Variable(before, false)) = self.names.find(name) else { return own };
        let whole = matches!(own.sort, Sort::Text | Sort::Choice(_) | Sort::Int | Sort::Decimal | Sort::Date | Sort::Bool);
        if before.sort != own.sort || !whole {
            let message = "Une autre question a le même nom. Les conditions et les textes lisent celle-ci.";
            self.ledger.note("nom de champ", Weight::Check, &self.place, message);
            return own;
        }
        let either = |new: &str, old: &str| format!("(has({new}) ? {new} : {old})");
        let words = own.words.as_ref().zip(before.words.as_ref()).map(|(new, old)| format!("({new} or {old})"));
        Variable { source: either(&own.source, &before.source), raw: either(&own.raw, &before.raw), words, sort: own.sort }
    }

    fn finish(mut self) -> Carried {
        let empty = self.pages.iter().filter(|page| page.fields.is_empty()).map(|page| page.title.clone()).collect::<Vec<_>>();
        for title in empty {
            self.ledger.note(
                "champ page",
                Weight::Info,
                &self.place.with(&title),
                "La page n’a plus de question ni de texte\u{a0}: elle est retirée.",
            );
        }
        self.pages.retain(|page| !page.fields.is_empty());
        Carried { form: Form { pages: self.pages }, names: self.names, scope: self.scope, emails: self.emails }
    }
}

/// How expressions and texts read a question.
fn variable(source: &str, shape: &Shape, slug: &str) -> Variable {
    let plain = Variable::plain(source, shape.sort.clone()).said(format!("answers.{slug}"));
    match shape.kind {
        "referential" => Variable { source: format!("{source}.label"), raw: format!("{source}.id"), ..plain },
        _ => plain,
    }
}

/// A condition of w.c.s. for the report: on one line, short.
fn shown(source: &str) -> String {
    let line = source.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 200 { line } else { line.chars().take(199).chain(['…']).collect() }
}
