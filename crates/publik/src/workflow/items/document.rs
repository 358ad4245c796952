//! Documents made from a model of a text processor.

use definition::{Block, DocumentTemplate};
use workflow::{Document, EffectSpec};

use super::{Draft, Stay};
use crate::{
    names::slug,
    report::Weight,
    template::plain,
    wcs::Item,
    workflow::stay::{Target, Way, When},
};

pub(super) fn export(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let named = item.get("label").or_else(|| item.get("varname")).map(plain).filter(|name| !name.contains("{{"));
    let title = named.unwrap_or_else(|| "Document".to_owned()).replace('\n', " ");
    let template = slug(item.get("varname").unwrap_or(&title));
    let blocks = vec![Block::Paragraph("Demande {{ case.reference }} du {{ case.filed_on }}.".to_owned()), Block::Answers];
    draft.documents.entry(template.clone()).or_insert_with(|| DocumentTemplate { title: title.clone(), blocks });
    draft.changed(
        item,
        Weight::Check,
        format!(
            "Le modèle de traitement de texte n’est pas repris. Le document «\u{a0}{title}\u{a0}» donne le récapitulatif\u{a0}: écrivez-le."
        ),
    );
    let to = item.roles("to");
    let effect = EffectSpec::Document(Document { template, share: to.is_empty() || Draft::names_citizen(&to) });
    let by = draft.by(&item.roles("by"));
    let by_hand = item.get("method") == Some("interactive") && !by.is_empty();
    if by_hand {
        stay.leads(Way { by, effects: vec![effect], ..Way::new(format!("Faire le document\u{a0}: {title}"), When::Pressed, Target::Same) });
    } else {
        draft.does(item, stay, vec![effect]);
    }
}
