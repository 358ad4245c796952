//! Forms that somebody fills in while a case is processed.

use kernel::Slug;
use workflow::{EffectSpec, SetData};

use super::{Draft, Stay, jump::submit_target};
use crate::{
    expression::{Ast, Sort, operand},
    form::carry_input,
    names::word_slug,
    report::Weight,
    wcs::{Field, Item, fields_of},
    workflow::{
        draft::Unsaid,
        stay::{Target, Way, When},
    },
};

/// The fields of a form of the workflow.
pub(crate) fn input_fields(item: &Item) -> Vec<Field> {
    item.element.child("formdef").map(fields_of).unwrap_or_else(|| fields_of(&item.element))
}

pub(super) fn form(item: &Item, all: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let roles = item.roles("by");
    let mut by = draft.by(&roles);
    if by.is_empty() {
        by = vec![draft.functions.main()];
    }
    let condition = match draft.condition(item.condition.as_ref(), "Le formulaire est toujours proposé") {
        Ok(condition) => condition,
        Err(Unsaid::Unknown) => None,
        Err(Unsaid::Never) => return draft.left(item, Weight::Info, "Ce formulaire n’était jamais proposé\u{a0}: il est retiré."),
    };
    stay.asks_citizen |= Draft::names_citizen(&roles);
    let to = submit_target(all).filter(|to| draft.def.status(to).is_some());
    let hidden = item.element.says("hide_submit_button");
    let taken_by_buttons = (hidden || to.is_none()) && all.iter().any(|other| other.kind == "choice" && takes(&by, other, draft));
    if taken_by_buttons {
        return draft.kept(item);
    }
    let Some((input, effects)) = form_of(item, draft) else {
        return draft.left(item, Weight::Decide, "Ce formulaire n’a aucune question reprise\u{a0}: il est retiré.");
    };
    draft.kept(item);
    let label = draft
        .inputs
        .get(&input)
        .and_then(|fields| fields.first())
        .map_or_else(|| "Remplir".to_owned(), |first| format!("Remplir\u{a0}: {}", first.label));
    let to = to.map_or(Target::Same, Target::Status);
    stay.leads(Way { by, condition, input: Some(input), effects, ..Way::new(label, When::Pressed, to) });
}

/// Whether a button belongs to those who fill the form in.
fn takes(by: &[Slug], button: &Item, draft: &mut Draft<'_>) -> bool {
    let pressers = draft.by(&button.roles("by"));
    !pressers.is_empty() && pressers.iter().all(|presser| by.contains(presser))
}

/// The input form of an item, and what records its answers. The same item gives
/// the same form.
pub(super) fn form_of(item: &Item, draft: &mut Draft<'_>) -> Option<(Slug, Vec<EffectSpec>)> {
    let fields = input_fields(item);
    let (questions, names) = carry_input(&fields, draft.site, &draft.names, &draft.place, draft.ledger);
    if !questions.iter().any(|question| question.kind != "text_block" && question.kind != "computed") {
        return None;
    }
    let varname = item.get("varname").unwrap_or("saisie").to_owned();
    let effects = fields.iter().filter_map(|field| recorded(field, &varname, &names, draft)).collect();
    let known = draft.inputs.iter().find(|(_, known)| **known == questions).map(|(slug, _)| slug.clone());
    let slug = known.unwrap_or_else(|| draft.input_names.slug(&varname));
    draft.inputs.insert(slug.clone(), questions);
    Some((slug, effects))
}

/// What keeps an answer among the agents' data.
fn recorded(field: &Field, varname: &str, names: &crate::expression::Names, draft: &Draft<'_>) -> Option<EffectSpec> {
    let inner = field.varname.as_ref()?;
    let slug = word_slug(&format!("{varname}_{inner}"));
    let datum = draft.data.iter().find(|datum| datum.slug == slug)?;
    let read = operand(&Ast::Name(format!("form_var_{inner}")), names).ok()?;
    let value = read.typed().ok().filter(|value| !matches!(value.sort, Sort::List | Sort::Record | Sort::Choices(_)))?;
    let source =
        value.needs.iter().fold(value.source.clone(), |source, need| if source == *need { format!("input.{need}") } else { source });
    let whole = source.starts_with("input.").then_some(source)?;
    let kind = datum.kind.as_type();
    let fits = match value.sort {
        Sort::Text | Sort::Choice(_) => kind == expr::Type::Text,
        Sort::Int | Sort::Decimal => kind == expr::Type::Decimal,
        Sort::Bool => kind == expr::Type::Bool,
        Sort::Date => kind == expr::Type::Date,
        _ => false,
    };
    fits.then_some(EffectSpec::SetData(SetData { slug, value: whole }))
}
