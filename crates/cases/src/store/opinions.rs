//! Opinions asked on a case.

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{
    Moment, Personal, Slug, Timestamp,
    id::{AgentId, AttachmentId, CaseId},
};
use uuid::Uuid;

use crate::model::Stance;

record! {
    /// An opinion, asked and perhaps given.
    #[derive(Debug, Clone)]
    pub struct Opinion {
        /// Its identifier.
        pub id: Uuid,
        /// The team that is asked.
        pub team: Option<Slug>,
        /// The agent who is asked, when it is one.
        pub agent: Option<AgentId>,
        /// The team or the agent, as agents read it.
        pub whose: Personal<String>,
        /// What is asked.
        pub question: Personal<String>,
        /// Who asks.
        pub asked_by: Personal<String>,
        /// When it was asked.
        pub asked_at: Timestamp,
        /// The last day to give it, as `2026-05-31`.
        pub due_on: Option<String>,
        /// What it is.
        pub stance: Option<Stance>,
        /// Its reasons.
        pub body: Option<Personal<String>>,
        /// The files joined to it.
        pub files: Doc<Vec<AttachmentId>>,
        /// Who gave it.
        pub given_by: Option<Personal<String>>,
        /// When.
        pub given_at: Option<Timestamp>,
        /// Since when nobody waits for it any more.
        pub dropped_at: Option<Timestamp>,
    }
}
record! {
    /// An opinion to give, in a list.
    #[derive(Debug, Clone)]
    pub struct ToGive {
        /// Its identifier.
        pub id: Uuid,
        /// The case.
        pub case_id: CaseId,
        /// The case's number.
        pub reference: String,
        /// What the case is.
        pub title: String,
        /// Whose opinion it is.
        pub whose: Personal<String>,
        /// Who asks.
        pub asked_by: Personal<String>,
        /// The last day to give it.
        pub due_on: Option<String>,
    }
}
record! {
    /// An opinion that is late.
    pub struct Late {
        /// Its identifier.
        pub id: Uuid,
        /// The case.
        pub case_id: CaseId,
    }
}

const COLUMNS: &str = "id, team, agent, whose, question, asked_by, asked_at, due_on, stance, body, files, given_by, given_at, dropped_at";
const PENDING: &str = "given_at IS NULL AND dropped_at IS NULL";
/// Asked of her ($2), or of one of her teams.
const HERS: &str = "(agent = $2 OR team IN (SELECT team FROM memberships WHERE agent = $2))";

/// An opinion to ask.
pub struct NewOpinion<'a> {
    pub case: CaseId,
    pub team: Option<&'a Slug>,
    pub agent: Option<AgentId>,
    pub whose: &'a str,
    pub question: &'a str,
    pub asked_by: &'a str,
    pub due_on: Option<String>,
}

pub async fn ask(tx: &mut InstanceTx, moment: &Moment, new: NewOpinion<'_>) -> Result<Uuid> {
    let id = moment.id::<kernel::id::kind::Message>().uuid();
    let NewOpinion { case, team, agent, whose, question, asked_by, due_on } = new;
    tx.execute(
        "INSERT INTO opinions (id, case_id, team, agent, whose, question, asked_by, asked_at, due_on, files)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![id, case, team.cloned(), agent, whose, question, asked_by, moment.now, due_on, Doc(Vec::<AttachmentId>::new())],
    )
    .await?;
    Ok(id)
}

/// All those of a case, oldest first.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<Opinion>> {
    tx.all(format!("SELECT {COLUMNS} FROM opinions WHERE case_id = $1 ORDER BY asked_at, id"), args![case]).await
}

/// One of a case.
pub async fn by_id(tx: &mut InstanceTx, case: CaseId, id: Uuid) -> Result<Option<Opinion>> {
    tx.optional(format!("SELECT {COLUMNS} FROM opinions WHERE case_id = $1 AND id = $2"), args![case, id]).await
}

/// Those of a case that wait for this agent.
pub async fn waiting_for(tx: &mut InstanceTx, case: CaseId, agent: AgentId) -> Result<Vec<Opinion>> {
    tx.all(format!("SELECT {COLUMNS} FROM opinions WHERE case_id = $1 AND {HERS} AND {PENDING} ORDER BY asked_at, id"), args![case, agent])
        .await
}

/// All that wait for this agent, the most urgent first.
pub async fn to_give(tx: &mut InstanceTx, agent: AgentId, limit: u32) -> Result<Vec<ToGive>> {
    tx.all(
        format!(
            "SELECT o.id, o.case_id, c.reference, c.title, o.whose, o.asked_by, o.due_on FROM
             (SELECT {COLUMNS}, case_id FROM opinions WHERE {PENDING} AND {HERS}) o JOIN cases c ON c.id = o.case_id
             ORDER BY COALESCE(o.due_on, '9999-12-31'), o.asked_at, o.id LIMIT $1"
        ),
        args![i64::from(limit), agent],
    )
    .await
}

/// How many wait for this agent.
pub async fn count_to_give(tx: &mut InstanceTx, agent: AgentId) -> Result<i64> {
    let hers = HERS.replace("$2", "$1");
    tx.value(format!("SELECT COUNT(*) AS value FROM opinions WHERE {PENDING} AND {hers}"), args![agent]).await
}

/// An opinion given.
pub struct Given<'a> {
    pub id: Uuid,
    pub stance: Stance,
    pub body: &'a str,
    pub files: Vec<AttachmentId>,
    pub by: &'a str,
}

/// Keeps an opinion, unless somebody gave it or nobody waits for it any more: false then.
pub async fn give(tx: &mut InstanceTx, moment: &Moment, given: Given<'_>) -> Result<bool> {
    let Given { id, stance, body, files, by } = given;
    let kept = tx
        .execute(
            format!("UPDATE opinions SET stance = $2, body = $3, files = $4, given_by = $5, given_at = $6 WHERE id = $1 AND {PENDING}"),
            args![id, stance, body, Doc(files), by, moment.now],
        )
        .await?;
    Ok(kept == 1)
}

/// Stops waiting for one, unless it was given: false then.
pub async fn drop_one(tx: &mut InstanceTx, moment: &Moment, case: CaseId, id: Uuid) -> Result<bool> {
    let dropped = tx
        .execute(format!("UPDATE opinions SET dropped_at = $3 WHERE case_id = $1 AND id = $2 AND {PENDING}"), args![case, id, moment.now])
        .await?;
    Ok(dropped == 1)
}

/// Stops waiting for all those of a case.
pub async fn drop_all(tx: &mut InstanceTx, moment: &Moment, case: CaseId) -> Result<u64> {
    tx.execute(format!("UPDATE opinions SET dropped_at = $2 WHERE case_id = $1 AND {PENDING}"), args![case, moment.now]).await
}

/// Those whose last day is before `today` and that nobody was reminded of.
pub async fn late(tx: &mut InstanceTx, today: &str) -> Result<Vec<Late>> {
    tx.all(
        format!("SELECT id, case_id FROM opinions WHERE {PENDING} AND due_on < $1 AND reminded_at IS NULL ORDER BY due_on, id"),
        args![today],
    )
    .await
}

/// Keeps in mind that a reminder left.
pub async fn reminded(tx: &mut InstanceTx, moment: &Moment, id: Uuid) -> Result<()> {
    tx.execute("UPDATE opinions SET reminded_at = $2 WHERE id = $1", args![id, moment.now]).await.map(drop)
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<u64> {
    tx.execute("DELETE FROM opinions WHERE case_id = $1", args![case]).await
}
