//! The names and types that an expression may say at a place, however unfinished
//! the document is.

use definition::Definition;
use expr::{Scope, Type};
use forms::Field;

use crate::{Effects, Group, Home, Place, fields, kinds};

/// Everything that the place could see, before or after: order is the linter's business.
pub(super) fn scope(definition: &Definition, place: &Place) -> Scope {
    let mut scope = definition::outer_scope();
    match place {
        Place::Field(at) => {
            declare_home(&mut scope, definition, &at.group.home);
            for depth in 1..=at.group.path.len() {
                let group = Group { home: at.group.home.clone(), path: at.group.path[..depth].to_vec() };
                declare(&mut scope, &fields::group(definition, &group).unwrap_or_default());
            }
        }
        Place::Input(slug) => declare_home(&mut scope, definition, &Home::Input(slug.clone())),
        Place::Page(_) => declare_form(&mut scope, definition),
        place => {
            declare_form(&mut scope, definition);
            let data = definition.workflow.data.iter().map(|field| (field.slug.to_string(), field.kind.as_type()));
            scope.declare("data", Type::record(data));
            scope.declare("opinions", workflow::Opinions::as_type());
            if let Some(typed) = typed(definition, place) {
                scope.declare("input", typed);
            }
        }
    }
    scope
}

fn declare_home(scope: &mut Scope, definition: &Definition, home: &Home) {
    match home {
        Home::Page(_) => declare_form(scope, definition),
        Home::Input(slug) => declare(scope, definition.inputs.get(slug).map(Vec::as_slice).unwrap_or_default()),
    }
}

fn declare_form(scope: &mut Scope, definition: &Definition) {
    definition.form.pages.iter().for_each(|page| declare(scope, &page.fields));
}

fn declare(scope: &mut Scope, fields: &[Field]) {
    fields.iter().for_each(|field| scope.declare(&field.slug, kinds::value_type(field)));
}

/// What the input form of a transition holds, for its effects.
fn typed(definition: &Definition, place: &Place) -> Option<Type> {
    let Place::Effect(Effects::Transition(slug), _) = place else { return None };
    let transition = definition.workflow.transitions.iter().find(|transition| transition.slug == *slug)?;
    let fields = definition.inputs.get(transition.input.as_ref()?)?;
    Some(Type::record(fields.iter().map(|field| (field.slug.clone(), kinds::value_type(field)))))
}
