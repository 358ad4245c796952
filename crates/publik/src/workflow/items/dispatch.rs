//! Giving a case to a team.

use kernel::Slug;
use workflow::{Destination, EffectSpec, Transfer};

use super::{Draft, Stay};
use crate::{
    expression::{Cond, Result, Untranslated, quoted},
    names::slug,
    report::Weight,
    source::Element,
    wcs::Item,
    workflow::draft::Unsaid,
};

/// A team, by its name on the other site.
struct Team {
    slug: Slug,
    name: String,
}

pub(super) fn dispatch(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    if item.get("dispatch_type") == Some("automatic") { by_rules(item, stay, draft) } else { to_one(item, stay, draft) }
}

fn to_one(item: &Item, stay: &mut Stay, draft: &mut Draft<'_>) {
    let Ok(team) = team(&item.element) else {
        return draft.left(item, Weight::Decide, "L’équipe était choisie par un calcul\u{a0}: dites laquelle.");
    };
    let message = format!("La demande passe à l’équipe «\u{a0}{}\u{a0}» (`{}`)\u{a0}: créez-la sous ce nom.", team.name, team.slug);
    draft.changed(item, Weight::Check, message);
    draft.does(item, stay, vec![team.effect()]);
}

/// A team for each value of an answer.
fn by_rules(item: &Item, stay: &mut Stay, draft: &mut Draft<'_>) {
    let own = match draft.condition(item.condition.as_ref(), "L’équipe est choisie dans tous les cas") {
        Ok(own) => own,
        Err(Unsaid::Unknown) => None,
        Err(Unsaid::Never) => return draft.left(item, Weight::Info, "Cette attribution ne se faisait jamais\u{a0}: elle est retirée."),
    };
    let variable = item.get("variable").unwrap_or_default().trim_matches(['{', '}', ' ']).to_owned();
    let (mut teams, mut lost) = (Vec::new(), Vec::new());
    for rule in item.element.inside("rules") {
        match self::rule(rule, &variable, draft) {
            Ok((team, Cond::When(condition, _))) => {
                let condition = own.as_ref().map_or_else(|| condition.clone(), |own| format!("({own}) && ({condition})"));
                stay.in_order = true;
                stay.does(&format!("Confier à\u{a0}: {}", team.name), vec![team.effect()], Some(condition));
                teams.push(team.slug.to_string());
            }
            Ok((team, Cond::Always)) => {
                stay.does(&format!("Confier à\u{a0}: {}", team.name), vec![team.effect()], own.clone());
                teams.push(team.slug.to_string());
            }
            Ok((_, Cond::Never)) | Err(_) => lost.push(rule.get("value").unwrap_or("sans valeur").to_owned()),
        }
    }
    if teams.is_empty() {
        let message = format!("Aucune règle d’attribution n’est reprise (d’après «\u{a0}{variable}\u{a0}»). Écrivez-les.");
        return draft.left(item, Weight::Decide, message);
    }
    let more = if lost.is_empty() { String::new() } else { format!(" Règles non reprises\u{a0}: {}.", lost.join(", ")) };
    let message = format!("La demande va à une équipe selon une réponse. Créez ces équipes\u{a0}: {}.{more}", teams.join(", "));
    draft.changed(item, Weight::Check, message);
}

fn rule(rule: &Element, variable: &str, draft: &Draft<'_>) -> Result<(Team, Cond)> {
    let wanted = rule.get("value").unwrap_or_default();
    Ok((team(rule)?, draft.formula(&format!("{variable} == {}", quoted(wanted)))?))
}

/// The team that an element names, when it is written.
fn team(element: &Element) -> Result<Team> {
    let name = element.get("role_id").or_else(|| element.get("role")).filter(|name| !name.contains("{{"));
    let name = name.ok_or_else(|| Untranslated("l’équipe n’est pas nommée".into()))?;
    Ok(Team { slug: slug(name), name: name.to_owned() })
}

impl Team {
    fn effect(&self) -> EffectSpec {
        EffectSpec::Transfer(Transfer { to: Destination::Team(self.slug.clone()) })
    }
}
