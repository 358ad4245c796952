//! Cards and other requests created by a workflow.

use std::collections::BTreeMap;

use workflow::{CreateRecord, EffectSpec, StartCase};

use super::{Draft, Stay};
use crate::{
    expression::Operand,
    names::{slug, word},
    report::Weight,
    template::computed,
    wcs::Item,
    workflow::stay::{Target, Way, When},
};

pub(super) fn create_card(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let Some(card) = item.get("formdef_slug") else {
        return draft.left(item, Weight::Decide, "Le modèle de fiche n’est pas nommé\u{a0}: la fiche n’est pas créée.");
    };
    let values = mappings(item, card, draft);
    draft.changed(
        item,
        Weight::Check,
        format!("Une ligne s’ajoute à la table «\u{a0}{}\u{a0}»\u{a0}: créez-la dans les référentiels.", slug(card)),
    );
    draft.does(item, stay, vec![EffectSpec::CreateRecord(CreateRecord { record: slug(card), values })]);
}

pub(super) fn create_form(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let Some(form) = item.get("formdef_slug") else {
        return draft.left(item, Weight::Decide, "La démarche à ouvrir n’est pas nommée\u{a0}: la demande n’est pas créée.");
    };
    if item.element.says("draft") {
        let message =
            format!("Le circuit préparait un brouillon dans la démarche «\u{a0}{}\u{a0}». Donnez son lien dans un message.", slug(form));
        return draft.left(item, Weight::Decide, message);
    }
    let mut answers = mappings(item, form, draft);
    if item.element.says("map_fields_by_varname") {
        same_names(form, &mut answers, draft);
    }
    draft.changed(
        item,
        Weight::Check,
        format!("Une demande s’ouvre dans la démarche «\u{a0}{}\u{a0}». Vérifiez les réponses données d’avance.", slug(form)),
    );
    draft.does(item, stay, vec![EffectSpec::StartCase(StartCase { teleservice: slug(form), answers })]);
}

/// The answers of the same name in both forms.
fn same_names(target: &str, answers: &mut BTreeMap<String, String>, draft: &mut Draft<'_>) {
    let Some(form) = draft.site.forms.iter().find(|form| form.slug == target) else {
        let message =
            format!("Les réponses de même nom étaient recopiées. L’export de «\u{a0}{target}\u{a0}» manque\u{a0}: elles ne le sont plus.");
        return draft.ledger.left("valeur de fiche", Weight::Check, &draft.place, message);
    };
    let known = |varname: &&String| !draft.names.is_absent(&format!("form_var_{varname}"));
    for varname in form.fields.iter().filter_map(|field| field.varname.as_ref()).filter(known) {
        let value = computed(&format!("{{{{ form_var_{varname} }}}}"), &draft.names).map(|value| value.source);
        if let Ok(value) = value
            && draft.compiles(&value)
        {
            answers.entry(word(varname)).or_insert(value);
        }
    }
}

/// Another request of the same kind, with the same answers.
pub(super) fn resubmit(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let by = draft.by(&item.roles("by"));
    if by.is_empty() {
        return draft.left(item, Weight::Info, "Personne ne pouvait refaire la demande\u{a0}: l’action est retirée.");
    }
    draft.changed(item, Weight::Check, "La nouvelle demande s’ouvre sans les réponses de celle-ci. À vérifier.");
    let effect = EffectSpec::StartCase(StartCase { teleservice: draft.slug.clone(), answers: BTreeMap::new() });
    stay.leads(Way { by, effects: vec![effect], ..Way::new("Refaire cette demande", When::Pressed, Target::Same) });
}

/// The values given, by the name of the field that receives them.
fn mappings(item: &Item, target: &str, draft: &mut Draft<'_>) -> BTreeMap<String, String> {
    let known = draft.site.cards.iter().chain(&draft.site.forms).find(|def| def.slug == target);
    let named = |id: &str| known.and_then(|def| def.fields.iter().find(|field| field.id == id)).and_then(|field| field.varname.clone());
    let (mut values, mut lost) = (BTreeMap::new(), Vec::new());
    for mapping in item.element.inside("mappings") {
        let id = mapping.attribute("field_id").or_else(|| mapping.get("field_id")).unwrap_or_default();
        let source = mapping.get("expression").unwrap_or(mapping.text.trim());
        let name = named(id).unwrap_or_else(|| format!("champ_{id}"));
        let value = computed(source, &draft.names).and_then(|value| match value.sort {
            crate::expression::Sort::Choice(_) => Operand::Value(value).text(),
            _ => Ok(value),
        });
        match value.map(|value| value.source) {
            Ok(value) if draft.compiles(&value) => drop(values.insert(word(&name), value)),
            _ => lost.push(name),
        }
    }
    if !lost.is_empty() {
        draft.ledger.left(
            "valeur de fiche",
            Weight::Check,
            &draft.place,
            format!("Ces champs ne sont plus remplis\u{a0}: {}.", lost.join(", ")),
        );
    }
    values
}
