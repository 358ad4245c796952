//! Agents' data filled in by the workflow.

use workflow::{DataType, EffectSpec, SetData};

use super::{Draft, Stay};
use crate::{
    expression::{Operand, Sort, Untranslated, Value},
    report::Weight,
    source::Element,
    template::computed,
    wcs::Item,
};

pub(super) fn set(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let all = item.element.inside("fields");
    let effects: Vec<EffectSpec> = all.iter().filter_map(|field| one(field, draft)).collect();
    match (effects.len(), all.len()) {
        (0, _) => {
            return draft.left(item, Weight::Check, "Aucune de ces données ne se remplit toute seule\u{a0}: les agents les écrivent.");
        }
        (some, all) if some < all => draft.changed(item, Weight::Check, "Une partie de ces données ne se remplit plus toute seule."),
        _ => draft.kept(item),
    }
    draft.does(item, stay, effects);
}

fn one(field: &Element, draft: &mut Draft<'_>) -> Option<EffectSpec> {
    let slug = draft.data_of.get(field.get("field_id")?)?.clone();
    let kind = draft.data.iter().find(|datum| datum.slug == slug)?.kind;
    match value(field.get("value").unwrap_or_default(), kind, draft) {
        Ok(value) => Some(EffectSpec::SetData(SetData { slug, value })),
        Err(Untranslated(why)) => {
            draft.ledger.left(
                "valeur de donnée",
                Weight::Check,
                &draft.place.with(slug.as_str()),
                format!("Cette donnée ne se remplit plus toute seule\u{a0}: {why}."),
            );
            None
        }
    }
}

/// A template as the value of a datum.
fn value(template: &str, kind: DataType, draft: &Draft<'_>) -> Result<String, Untranslated> {
    let value = computed(template, &draft.names)?;
    let source = match (kind, &value.sort) {
        (DataType::Text, Sort::Text | Sort::Choice(_))
        | (DataType::Number, Sort::Int | Sort::Decimal)
        | (DataType::Boolean, Sort::Bool)
        | (DataType::Date, Sort::Date) => value.source,
        (DataType::Text, _) => Operand::Value(value).text()?.source,
        (DataType::Number, Sort::Text) => Operand::Value(value).number()?.source,
        (DataType::Boolean, Sort::Text) if matches!(value.source.as_str(), "'True'" | "'False'") => (value.source == "'True'").to_string(),
        (_, Sort::Text) if value == Value::sure("''", Sort::Text) => "null".to_owned(),
        _ => return Err(Untranslated("la valeur n’est pas du type de la donnée".into())),
    };
    if draft.compiles(&source) { Ok(source) } else { Err(Untranslated("la formule obtenue ne se calcule pas".into())) }
}
