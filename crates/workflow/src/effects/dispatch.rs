//! Handing the case to the team that a value tells: by district, by subject.

use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::{
    Slug,
    setting::{Setting, Shape},
};
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Confier à une équipe selon une réponse";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("by", "Selon", Shape::Expression).hint("Un calcul qui donne un texte, ou une question à choix.").required(),
    Setting::new("teams", "L’équipe de chaque réponse", Shape::Teams).required(),
    Setting::new("otherwise", "Sinon, à l’équipe", Shape::Text).hint("Le nom d’une équipe. Obligatoire si une réponse n’a pas d’équipe."),
];

const NOBODY: &str = "Aucune équipe trouvée pour cette demande. Choisissez-la vous-même.";

/// Hands the case to the team of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    /// What decides: an expression of a text.
    pub by: String,
    /// The team of each value, by its logical name.
    pub teams: BTreeMap<String, Slug>,
    /// The team of all other values, and of none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Slug>,
}

impl Dispatch {
    /// Every team that may get the case.
    pub fn all_teams(&self) -> impl Iterator<Item = &Slug> {
        self.teams.values().chain(&self.otherwise)
    }

    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let by = check.expression_of("by", &self.by, &Type::Text)?;
        self.every_value_has_a_team(check)?;
        let (teams, otherwise) = (self.teams.clone(), self.otherwise.clone());
        Some(Box::new(move |moment| {
            let named = if let Value::Text(value) = moment.eval(&by) { teams.get(&value).cloned() } else { None };
            vec![match named.or_else(|| otherwise.clone()) {
                Some(team) => Effect::TransferToTeam { team },
                None => Effect::Journal { text: NOBODY.to_owned(), visible: false },
            }]
        }))
    }

    /// All the answers are known when they are those of a choice that everybody makes.
    fn every_value_has_a_team(&self, check: &mut Check<'_>) -> Option<()> {
        let known = check.choices(self.by.trim());
        let stranger = known.and_then(|known| self.teams.keys().find(|value| !known.contains(*value)));
        if let Some(stranger) = stranger {
            check.error("teams", format!("«\u{a0}{stranger}\u{a0}» n’est pas une réponse possible."));
            return None;
        }
        let missing = known.map(|known| known.iter().find(|value| !self.teams.contains_key(*value)));
        let message = match missing {
            _ if self.otherwise.is_some() => return Some(()),
            Some(None) => return Some(()),
            Some(Some(missing)) => format!("La réponse «\u{a0}{missing}\u{a0}» n’a pas d’équipe. Donnez-lui-en une, ou dites l’équipe des autres cas."),
            None => "Dites à quelle équipe va la demande dans les autres cas.".to_owned(),
        };
        check.error("otherwise", message);
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use crate::{
        CompiledWorkflow, Effect, Workflow,
        example::{Play, names, permit, scope, slug},
    };

    /// The permit, which goes to a team at its arrival; its errors else.
    fn filed(dispatch: Json, days: i64) -> Result<Effect, Vec<String>> {
        let mut document = serde_json::to_value(permit()).unwrap();
        document["on_filed"] = json!([dispatch]);
        document["on_filed"][0]["do"] = json!("dispatch");
        let workflow: Workflow = serde_json::from_value(document).unwrap();
        let mut names = names();
        names.choices.insert("quartier".to_owned(), ["nord".to_owned(), "sud".to_owned()].into());
        let scope = scope().with("quartier", expr::Type::Text);
        let cw = CompiledWorkflow::compile(&workflow, &scope, &names);
        let cw = cw.map_err(|findings| findings.into_iter().map(|finding| finding.path).collect::<Vec<_>>())?;
        Ok(Play::file(cw, days, "2026-05-04T08:00:00Z").last.effects.remove(0))
    }

    #[test]
    fn a_value_tells_the_team_and_there_is_one_for_the_others() {
        let by_length = json!({"by": "jours > 2 ? 'long' : (jours == 1 ? '' : 'court')", "teams": {"long": "travaux"}, "otherwise": "voirie"});
        let to = |team: &str| Ok(Effect::TransferToTeam { team: slug(team) });
        assert_eq!(filed(by_length.clone(), 3), to("travaux"));
        assert_eq!(filed(by_length.clone(), 2), to("voirie"));
        assert_eq!(filed(by_length, 1), to("voirie"));
    }

    #[test]
    fn no_value_is_left_without_a_team() {
        let refused = |dispatch: Json| filed(dispatch, 3).err().unwrap_or_default();
        assert_eq!(refused(json!({"by": "jours > 2 ? 'a' : 'b'", "teams": {"a": "x", "b": "y"}})), ["workflow.on_filed.0.otherwise"]);
        assert_eq!(refused(json!({"by": "quartier", "teams": {"nord": "x"}})), ["workflow.on_filed.0.otherwise"]);
        assert_eq!(refused(json!({"by": "quartier", "teams": {"nord": "x", "est": "y"}, "otherwise": "z"})), ["workflow.on_filed.0.teams"]);
        assert_eq!(refused(json!({"by": "jours", "teams": {"1": "x"}, "otherwise": "z"})), ["workflow.on_filed.0.by"]);
        assert!(refused(json!({"by": "quartier", "teams": {"nord": "x", "sud": "y"}})).is_empty());
    }

    #[test]
    fn a_value_that_is_not_there_is_left_to_the_agents() {
        let missing = filed(json!({"by": "quartier", "teams": {"nord": "x", "sud": "y"}}), 3);
        assert!(matches!(missing, Ok(Effect::Journal { visible: false, .. })), "{missing:?}");
    }
}
