//! The data that agents and forms of the workflow record, and their names.

use expr::Type;
use kernel::Slug;
use workflow::{DataField, DataType};

use super::Draft;
use crate::{
    expression::{Own, Sort, Variable, named_in},
    names::word_slug,
    report::Weight,
    wcs::{Field, Item, WorkflowDef},
    workflow::items,
};

impl Draft<'_> {
    /// What agents and forms of the workflow record.
    pub fn declare_data(&mut self) {
        self.names.own(Own::of(&self.def.backoffice));
        let own = self.def.forms();
        self.names.elsewhere(self.site.workflows.iter().flat_map(WorkflowDef::forms).filter(|form| !own.contains(form)).collect());
        for field in &self.def.backoffice {
            self.declare_backoffice(field);
        }
        for item in self.def.statuses.iter().flat_map(|status| &status.items).filter(|item| item.kind == "form") {
            self.declare_answers(item);
        }
        let data = self.data.iter().map(|field| (field.slug.to_string(), field.kind.as_type()));
        self.scope.declare("data", Type::record(data));
        let read = self.def.items().flat_map(|item| named_in(&item.element)).filter(|name| self.names.is_absent(name));
        self.absent.extend(read);
    }

    fn declare_backoffice(&mut self, field: &Field) {
        let construct = format!("donnée d’agent {}", field.family());
        let place = self.place.with("Données des agents").with(&field.shown());
        let kind = match field.family() {
            "string" | "text" | "email" | "item" | "computed" => DataType::Text,
            "date" => DataType::Date,
            "bool" => DataType::Boolean,
            "numeric" => DataType::Number,
            "title" | "subtitle" | "comment" | "page" => return,
            other => {
                let message = format!(
                    "Une donnée d’agent est un texte, un nombre, une date ou oui/non. Celle-ci («\u{a0}{other}\u{a0}») n’est pas reprise."
                );
                return self.ledger.left(&construct, Weight::Decide, &place, message);
            }
        };
        self.ledger.kept(&construct);
        let slug = self.datum(field.varname.as_deref().unwrap_or(&field.label), &field.label, kind);
        self.data_of.insert(field.id.clone(), slug.clone());
        if let Some(varname) = &field.varname {
            self.names.declare(format!("form_var_{varname}"), datum(&slug, kind));
        }
    }

    fn declare_answers(&mut self, item: &Item) {
        let Some(varname) = item.get("varname") else { return };
        for field in items::input_fields(item).iter().filter(|field| field.varname.is_some()) {
            let kind = match field.family() {
                "string" | "text" | "email" | "item" => DataType::Text,
                "date" => DataType::Date,
                "bool" => DataType::Boolean,
                "numeric" => DataType::Number,
                _ => continue,
            };
            let inner = field.varname.as_deref().unwrap_or_default();
            let key = format!("{varname}_var_{inner}");
            if self.names.find(&key).is_some() {
                continue;
            }
            let slug = self.datum(&format!("{varname}_{inner}"), &field.label, kind);
            for path in [
                key.clone(),
                format!("form_{key}"),
                format!("form_workflow_data_{key}"),
                format!("form_workflow_form_{key}"),
                format!("form_workflow_form_{varname}_0_var_{inner}"),
            ] {
                self.names.declare(path, datum(&slug, kind));
            }
        }
    }

    fn datum(&mut self, wished: &str, label: &str, kind: DataType) -> Slug {
        let slug = word_slug(&self.data_names.word(wished));
        let label = crate::template::plain(label).replace('\n', " ");
        let label = if label.trim().is_empty() { slug.to_string() } else { label };
        self.data.push(DataField { slug: slug.clone(), label, kind });
        slug
    }
}

fn datum(slug: &Slug, kind: DataType) -> Variable {
    let sort = match kind {
        DataType::Text => Sort::Text,
        DataType::Number => Sort::Decimal,
        DataType::Boolean => Sort::Bool,
        DataType::Date => Sort::Date,
    };
    Variable::plain(format!("data.{slug}"), sort).said(format!("data.{slug}"))
}
