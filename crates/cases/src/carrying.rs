//! One case that goes on under another version of its definition: its answers,
//! where it stands, what is written of it.

use std::collections::BTreeMap;

use db::{InstanceKey, InstanceTx, audit};
use definition::{Compiled, Succession};
use forms::Answers;
use kernel::{Moment, Personal, Slug, id::CaseId, text};
use web::Failure;

use crate::{
    Cases,
    advance::Hand,
    filing::{listed, outer_values},
    jobs::BY_ITSELF,
    model::EntryKind,
    store::{
        self,
        cases::CaseRow,
        former::FormerRow,
        versions::{self, MoveRow},
    },
};

/// Where cases come from and where they go.
pub(crate) struct Route<'a> {
    pub instance: &'a InstanceKey,
    pub order: &'a MoveRow,
    pub from: &'a Compiled,
    pub to: &'a Compiled,
    pub succession: &'a Succession,
}

impl Cases {
    /// Moves a case, or says why it stays. A case that left that version
    /// meanwhile, or was closed, is left alone. The caller commits.
    ///
    /// # Errors
    /// A conflict when somebody acts on it at the same moment: it is read again later.
    pub(crate) async fn carry(&self, tx: &mut InstanceTx, moment: &Moment, route: &Route<'_>, case: CaseId) -> Result<(), Failure> {
        let order = route.order;
        let is_concerned = |row: &CaseRow| row.definition == order.from_hash && row.closed_at.is_none() && row.moved_to.is_none();
        let Some(mut row) = store::cases::by_id(tx, case).await?.filter(is_concerned) else { return Ok(()) };
        let was = row.state.0.status.clone();
        let Some(status) = route.succession.destination(&was, &order.statuses.0) else {
            let why = format!("Son statut «\u{a0}{}\u{a0}» n’existe plus, et rien ne dit où elle va.", agent_label(route.from, &was));
            return Ok(versions::refuse(tx, order.id, case, &why).await?);
        };
        self.change_version(tx, moment, route, &mut row).await?;
        let snapshot = self.snapshot(route.to, &row);
        let step = workflow::carry(route.from.workflow(), route.to.workflow(), &snapshot, &status, moment.now);
        let step = step.ok_or_else(|| Failure::fault("a version does not know a status that it has"))?;
        let title = format!("Demande passée à la version du {}", text::date(text::day(order.to_since)));
        self.line(tx, moment, &row, EntryKind::Version, order.asked_name.expose(), &title, false).await?;
        self.tell_new_label(tx, moment, route, &row, (&was, &status)).await?;
        let hand =
            Hand { instance: route.instance, compiled: route.to, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent: row.awaits_agent };
        self.advance(tx, moment, &mut row, step, &hand).await?;
        versions::count(tx, order.id).await?;
        let detail = serde_json::json!({ "from": order.from_hash, "to": order.to_hash });
        let subject = format!("case/{case}");
        let entry = audit::Entry { actor: order.asked_by.to_string(), action: "case.version", subject, detail: Some(detail) };
        Ok(audit::record(tx, moment, entry).await?)
    }

    /// Its answers as the new version reads them; those that it had are kept as they were.
    async fn change_version(&self, tx: &mut InstanceTx, moment: &Moment, route: &Route<'_>, row: &mut CaseRow) -> Result<(), Failure> {
        let former = self.former(tx, row).await?;
        let given = Answers::from_json(row.answers.expose().clone());
        let mut journeys = self.former_journeys(&former, row);
        journeys.push(self.journey(route.from, &given, row));
        journeys.reverse();
        let (extra, today) = (outer_values(None, row.channel, &row.authority), expr::Today { now: row.filed_at });
        let carried = forms::carried(&journeys, route.to.form(), self.lookups(), today, &extra);
        drop(journeys);
        let number = i64::try_from(former.len()).unwrap_or(i64::MAX).saturating_add(1);
        let kept = FormerRow { number, definition: row.definition.clone(), answers: row.answers.clone(), left_at: moment.now };
        store::former::keep(tx, row.id, kept).await?;
        row.definition.clone_from(&route.order.to_hash);
        row.listed = listed(route.to, &carried, self.lookups()).map(Personal::new);
        row.answers = Personal::new(carried.to_json());
        match versions::repin(tx, row).await? {
            true => Ok(()),
            false => Err(self.overtaken(tx, row.id).await?),
        }
    }

    /// The citizen is told when what she reads of where it stands is not the same.
    async fn tell_new_label(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        route: &Route<'_>,
        row: &CaseRow,
        (was, is): (&Slug, &Slug),
    ) -> Result<(), Failure> {
        let label = |compiled: &Compiled, status: &Slug| compiled.workflow().status(status).map(|status| status.citizen_label.clone());
        match label(route.to, is) {
            Some(words) if label(route.from, was).as_ref() != Some(&words) => {
                let service = self.service_name(row);
                self.line(tx, moment, row, EntryKind::Moved, &service, &words, true).await
            }
            _ => Ok(()),
        }
    }
}

fn agent_label(compiled: &Compiled, status: &Slug) -> String {
    compiled.workflow().status(status).map_or_else(|| status.to_string(), |status| status.agent_label.clone())
}
