//! Whom a message of a workflow is for, and how each of them is reached.

use db::{InstanceKey, InstanceTx};
use web::Failure;
use workflow::Recipient;

use crate::{
    Cases,
    routing::team_behind,
    store::{self, agents::AgentRow, cases::CaseRow},
};

/// The readers of a message.
pub(crate) enum Readers {
    /// Who asked.
    Citizen,
    /// Those who process.
    Agents(Vec<AgentRow>),
    /// Whoever has the address or the number that was typed in the form: a
    /// landlord, a doctor. The case is not shown to them.
    Other(Option<String>),
}

impl Readers {
    /// Where to write to them.
    pub(crate) fn addresses(&self, row: &CaseRow) -> Vec<String> {
        match self {
            Self::Citizen => row.email.iter().map(|email| email.expose().clone()).collect(),
            Self::Agents(agents) => agents.iter().map(|agent| agent.email.expose().clone()).collect(),
            Self::Other(typed) => typed.iter().cloned().collect(),
        }
    }

    /// Their telephones.
    pub(crate) fn numbers(&self, row: &CaseRow) -> Vec<String> {
        match self {
            Self::Citizen => row.phone.iter().map(|phone| phone.expose().clone()).collect(),
            Self::Agents(agents) => agents.iter().filter_map(|agent| agent.mobile.as_ref()).map(|mobile| mobile.expose().clone()).collect(),
            Self::Other(typed) => typed.iter().cloned().collect(),
        }
    }

    /// The page of the case, for those who may see it.
    pub(crate) fn url(&self, cases: &Cases, instance: &InstanceKey, row: &CaseRow) -> Option<String> {
        match self {
            Self::Citizen => Some(cases.citizen_url(instance, row)),
            Self::Agents(_) => Some(cases.desk_url(instance, row)),
            Self::Other(_) => None,
        }
    }
}

impl Cases {
    /// Those whom a recipient means.
    pub(crate) async fn readers(
        &self,
        tx: &mut InstanceTx,
        instance: &InstanceKey,
        row: &CaseRow,
        to: &Recipient,
    ) -> Result<Readers, Failure> {
        let field = match to {
            Recipient::Citizen => return Ok(Readers::Citizen),
            Recipient::Team | Recipient::Assignee | Recipient::Function(_) => {
                return Ok(Readers::Agents(self.agents_behind(tx, row, to).await?));
            }
            Recipient::Field(field) => field,
        };
        let answers = self.answers_of(instance, row)?;
        let typed = answers.get(field.as_str()).and_then(|typed| typed.as_str()).map(str::to_owned);
        let is_hers = typed.as_ref().is_some_and(|typed| is_hers(row, typed));
        Ok(if is_hers { Readers::Citizen } else { Readers::Other(typed) })
    }

    /// The agents behind a recipient.
    pub(crate) async fn agents_behind(&self, tx: &mut InstanceTx, row: &CaseRow, to: &Recipient) -> Result<Vec<AgentRow>, Failure> {
        let state = &row.state.0;
        if let (Recipient::Assignee, Some(assignee)) = (to, &state.assignee) {
            let agents = store::agents::all(tx).await?;
            return Ok(agents.into_iter().filter(|agent| agent.id.to_string() == *assignee).collect());
        }
        let team = match to {
            Recipient::Function(function) => team_behind(&store::definitions::bindings(tx, &row.teleservice).await?, function),
            _ => state.team.clone(),
        };
        let Some(team) = team else { return Ok(Vec::new()) };
        Ok(store::agents::of_team(tx, &team).await?)
    }

    /// The page of a case at the desk.
    pub(crate) fn desk_url(&self, instance: &InstanceKey, row: &CaseRow) -> String {
        self.services().sites.url(web::Site::Desk, &format!("/{instance}/demandes/{}", row.id))
    }
}

/// Whether what was typed in the form is the citizen's own address.
fn is_hers(row: &CaseRow, typed: &str) -> bool {
    row.email.as_ref().is_some_and(|email| email.expose().trim().eq_ignore_ascii_case(typed.trim()))
}
