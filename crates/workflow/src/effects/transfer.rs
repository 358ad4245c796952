//! Handing the case to another team or authority.

use kernel::setting::{Setting, Shape};
use expr::{Type, Value};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Transmettre la demande";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("to", "À qui", Shape::Destination).required(),
];

/// Hands the case over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// To whom.
    pub to: Destination,
}

/// Who gets the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A team of the same instance, by its logical name.
    Team(Slug),
    /// Another authority: expression of its slug.
    Authority(String),
}

const NOBODY: &str = "Aucune collectivité trouvée pour cette demande. Choisissez-la vous-même.";

impl Transfer {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        match &self.to {
            Destination::Team(team) => {
                let team = team.clone();
                Some(Box::new(move |_| vec![Effect::TransferToTeam { team: team.clone() }]))
            }
            Destination::Authority(source) => {
                let authority = check.expression_of("to", source, &Type::Text)?;
                Some(Box::new(move |moment| match moment.eval(&authority) {
                    Value::Text(authority) if !authority.is_empty() => vec![Effect::TransferToAuthority { authority }],
                    _ => vec![Effect::Journal { text: NOBODY.to_owned(), visible: false }],
                }))
            }
        }
    }
}
