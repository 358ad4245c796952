//! The versions that open cases follow, and moving cases from one to another: an
//! act of an administrator, who saw what it does.

use std::{collections::BTreeMap, sync::Arc};

use db::{
    Doc, InstanceTx, audit,
    jobs::{self, NewJob},
};
use definition::{Compiled, Succession};
use kernel::{Moment, Slug, Timestamp, id::CaseId};
use web::{AgentPass, Failure};

use crate::{
    Cases, Shelved,
    jobs::MOVE_VERSIONS,
    store::versions::{self, MoveRow},
};

/// Moves that are shown.
const MOST_MOVES: u32 = 5;
/// Cases left out that are named.
const MOST_REFUSED: u32 = 50;

/// Requests not closed that are pinned to one definition.
pub struct InFlight {
    /// The definition.
    pub hash: String,
    /// Since when the instance has it.
    pub since: Timestamp,
    /// How many.
    pub count: u64,
    /// How many by status.
    pub statuses: Vec<(Slug, u64)>,
}

/// What moving the requests of a version to the live one would do.
pub struct MovePlan {
    /// The requests.
    pub in_flight: InFlight,
    /// Their version.
    pub from: Arc<Compiled>,
    /// The version that is live.
    pub to: Shelved,
    /// What changes for them.
    pub succession: Succession,
}

/// Requests moved to another version, or being moved.
pub struct Moving {
    /// Since when the version they go to is live.
    pub to_since: Timestamp,
    /// Who asked.
    pub asked_by: kernel::Personal<String>,
    /// When.
    pub asked_at: Timestamp,
    /// How many are there.
    pub moved: u64,
    /// How many are still to move.
    pub left: u64,
    /// How many could not be moved.
    pub refused: u64,
    /// The first of those.
    pub refusals: Vec<NotMoved>,
}

/// A request that could not be moved.
pub struct NotMoved {
    /// Which.
    pub case: CaseId,
    /// Its number.
    pub reference: String,
    /// Why, in a sentence.
    pub why: String,
}

impl MovePlan {
    /// The statuses that have requests and nowhere to go, as chosen so far.
    pub fn homeless(&self, chosen: &BTreeMap<Slug, Slug>) -> Vec<&Slug> {
        let statuses = self.in_flight.statuses.iter().map(|(status, _)| status);
        statuses.filter(|status| self.succession.destination(status, chosen).is_none()).collect()
    }
}

impl Cases {
    /// How many requests of a téléservice are open, by the definition they are
    /// pinned to; the latest first.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn in_flight(&self, tx: &mut InstanceTx, teleservice: &Slug) -> Result<Vec<InFlight>, Failure> {
        let mut all: Vec<InFlight> = Vec::new();
        for counted in versions::in_flight(tx, teleservice).await? {
            let open = number(counted.open);
            match all.last_mut().filter(|last| last.hash == counted.definition) {
                Some(last) => {
                    last.count += open;
                    last.statuses.push((counted.status, open));
                }
                None => all.push(InFlight {
                    hash: counted.definition,
                    since: counted.created_at,
                    count: open,
                    statuses: vec![(counted.status, open)],
                }),
            }
        }
        Ok(all)
    }

    /// What moving the requests of a version to the live one would do; nothing
    /// when no request follows it, or when it is the live one.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn move_plan(&self, tx: &mut InstanceTx, teleservice: &Slug, from: &str) -> Result<Option<MovePlan>, Failure> {
        let Some(in_flight) = self.in_flight(tx, teleservice).await?.into_iter().find(|flight| flight.hash == from) else {
            return Ok(None);
        };
        let live = self.live(tx, teleservice).await?;
        let Some(to) = live.filter(|live| live.compiled.hash().to_string() != from) else { return Ok(None) };
        let from = self.compiled(tx, from).await?;
        let succession = Succession::between(&from, &to.compiled);
        Ok(Some(MovePlan { in_flight, from, to, succession }))
    }

    /// Moves the requests of a plan, by jobs after the commit. Asked again while
    /// they are being moved, it does nothing more.
    ///
    /// # Errors
    /// When a status has nowhere to go, or when the instance cannot be written.
    pub async fn order_move(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        agent: &AgentPass,
        plan: &MovePlan,
        chosen: BTreeMap<Slug, Slug>,
    ) -> Result<(), Failure> {
        if !plan.homeless(&chosen).is_empty() {
            return Err(Failure::invalid("Choisissez où va chaque demande dont le statut n’existe plus."));
        }
        let (id, teleservice) = (moment.id::<kernel::id::kind::VersionMove>(), plan.to.teleservice.clone());
        let row = MoveRow {
            id,
            teleservice: teleservice.clone(),
            from_hash: plan.in_flight.hash.clone(),
            to_hash: plan.to.compiled.hash().to_string(),
            to_since: plan.to.published_at,
            statuses: Doc(chosen),
            asked_by: agent.id,
            asked_name: agent.name.clone(),
            asked_at: moment.now,
            moved: 0,
            ended_at: None,
        };
        let detail = serde_json::json!({ "from": row.from_hash, "to": row.to_hash, "cases": plan.in_flight.count });
        if !versions::ask(tx, row).await? {
            return Ok(());
        }
        jobs::enqueue(tx, moment, NewJob::new(MOVE_VERSIONS, id)).await?;
        let subject = format!("teleservice/{teleservice}");
        let entry = audit::Entry { actor: agent.id.to_string(), action: "versions.move", subject, detail: Some(detail) };
        Ok(audit::record(tx, moment, entry).await?)
    }

    /// The latest moves of a téléservice, the last one asked first.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn moves(&self, tx: &mut InstanceTx, teleservice: &Slug) -> Result<Vec<Moving>, Failure> {
        let mut shown = Vec::new();
        for row in versions::latest(tx, teleservice, MOST_MOVES).await? {
            let refusals = versions::refused(tx, row.id, MOST_REFUSED).await?;
            let named = |refused: versions::RefusedRow| NotMoved { case: refused.case_id, reference: refused.reference, why: refused.why };
            shown.push(Moving {
                to_since: row.to_since,
                moved: number(row.moved),
                left: if row.ended_at.is_some() { 0 } else { number(versions::left(tx, &row).await?) },
                refused: number(versions::refused_count(tx, row.id).await?),
                refusals: refusals.into_iter().map(named).collect(),
                asked_by: row.asked_name,
                asked_at: row.asked_at,
            });
        }
        Ok(shown)
    }
}

fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
