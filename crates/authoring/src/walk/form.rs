//! The words of pages and questions.

use definition::Definition;
use forms::{Field, Required};
use kernel::setting::{Named, Shape};

use super::{Role, Visit, Word, expression};
use crate::{Group, Place, fields};

pub(super) fn words(definition: &mut Definition, visit: &mut Visit<'_>) {
    for page in &mut definition.form.pages {
        let (group, place) = (Group::page(&*page.slug), Place::Page(page.slug.clone()));
        expression(page.condition.as_mut(), &place, Role::Condition, visit);
        all(&mut page.fields, &group, visit);
        page.exit.iter_mut().for_each(|exit| visit(&place, Word::Expression(Role::Exit, &mut exit.condition)));
    }
    for (slug, fields) in &mut definition.inputs {
        all(fields, &Group::input(slug.clone()), visit);
    }
}

fn all(fields: &mut [Field], group: &Group, visit: &mut Visit<'_>) {
    fields.iter_mut().for_each(|field| one(field, group, visit));
}

fn one(field: &mut Field, group: &Group, visit: &mut Visit<'_>) {
    let at = group.field(&*field.slug);
    let place = Place::Field(at.clone());
    expression(field.condition.as_mut(), &place, Role::Condition, visit);
    if let Required::When(source) = &mut field.required {
        visit(&place, Word::Expression(Role::Required, source));
    }
    expression(field.default.as_mut(), &place, Role::Default, visit);
    settings(field, &place, visit);
    if let Some(mut inside) = fields::children(field) {
        let before = inside.clone();
        all(&mut inside, &at.inside(), visit);
        if inside != before {
            fields::set_children(field, &inside);
        }
    }
    field.checks.iter_mut().for_each(|check| visit(&place, Word::Expression(Role::Check, &mut check.condition)));
}

/// A setting that names a question is an expression: a bare name.
fn settings(field: &mut Field, place: &Place, visit: &mut Visit<'_>) {
    let kind = forms::kind(&field.kind);
    for setting in kind.map(|kind| kind.settings).unwrap_or_default() {
        let Some(serde_json::Value::String(written)) = field.settings.get_mut(setting.name) else { continue };
        let is_expression = match setting.shape {
            Shape::Expression | Shape::Bound | Shape::Named(Named::Field) => true,
            Shape::Day => written.parse::<jiff::civil::Date>().is_err(),
            _ => false,
        };
        if is_expression {
            visit(place, Word::Expression(Role::Setting(setting.label), written));
        }
    }
}
