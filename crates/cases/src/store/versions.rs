//! Versions of definitions that open cases follow, and cases moved from one to
//! another.

use std::collections::BTreeMap;

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{
    Personal, Slug, Timestamp,
    id::{AgentId, CaseId, VersionMoveId},
};

record! {
    /// Open cases of one version, in one status.
    pub struct Counted {
        /// The version.
        pub definition: String,
        /// Since when it is kept here.
        pub created_at: Timestamp,
        /// The status.
        pub status: Slug,
        /// How many.
        pub open: i64,
    }
}

record! {
    /// Cases moved from one version to another, as somebody asked.
    #[derive(Debug, Clone)]
    pub struct MoveRow {
        /// Its identifier.
        pub id: VersionMoveId,
        /// Whose cases.
        pub teleservice: Slug,
        /// The version they leave.
        pub from_hash: String,
        /// The version they go to.
        pub to_hash: String,
        /// Since when that one is live.
        pub to_since: Timestamp,
        /// Where the cases of statuses that are gone go.
        pub statuses: Doc<BTreeMap<Slug, Slug>>,
        /// Who asked.
        pub asked_by: AgentId,
        /// Her name.
        pub asked_name: Personal<String>,
        /// When.
        pub asked_at: Timestamp,
        /// How many were moved.
        pub moved: i64,
        /// When there was none left.
        pub ended_at: Option<Timestamp>,
    }
}

record! {
    /// A case that could not be moved.
    #[derive(Debug, Clone)]
    pub struct RefusedRow {
        /// The case.
        pub case_id: CaseId,
        /// Its number.
        pub reference: String,
        /// Why.
        pub why: String,
    }
}

const COLUMNS: &str = "id, teleservice, from_hash, to_hash, to_since, statuses, asked_by, asked_name, asked_at, moved, ended_at";

/// How many open cases of a téléservice follow each version, by status; the latest version first.
pub async fn in_flight(tx: &mut InstanceTx, teleservice: &Slug) -> Result<Vec<Counted>> {
    tx.all(
        "SELECT cases.definition, definitions.created_at, cases.status, COUNT(*) AS open
         FROM cases JOIN definitions ON definitions.hash = cases.definition
         WHERE cases.teleservice = $1 AND cases.is_open
         GROUP BY cases.definition, definitions.created_at, cases.status
         ORDER BY definitions.created_at DESC, cases.definition, cases.status",
        args![teleservice],
    )
    .await
}

/// Asks for a move; false when the cases of that version are already being moved.
pub async fn ask(tx: &mut InstanceTx, row: MoveRow) -> Result<bool> {
    let added = tx
        .execute(
            "INSERT INTO version_moves (id, teleservice, from_hash, to_hash, to_since, statuses, asked_by, asked_name, asked_at, moved)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
            args![
                row.id,
                row.teleservice,
                row.from_hash,
                row.to_hash,
                row.to_since,
                row.statuses,
                row.asked_by,
                row.asked_name,
                row.asked_at,
                row.moved
            ],
        )
        .await?;
    Ok(added == 1)
}

pub async fn by_id(tx: &mut InstanceTx, id: VersionMoveId) -> Result<Option<MoveRow>> {
    tx.optional(format!("SELECT {COLUMNS} FROM version_moves WHERE id = $1"), args![id]).await
}

/// The latest of a téléservice, the last one asked first.
pub async fn latest(tx: &mut InstanceTx, teleservice: &Slug, most: u32) -> Result<Vec<MoveRow>> {
    let sql = format!("SELECT {COLUMNS} FROM version_moves WHERE teleservice = $1 ORDER BY asked_at DESC, id DESC LIMIT $2");
    tx.all(sql, args![teleservice, most]).await
}

const STILL_TO_MOVE: &str = "FROM cases WHERE definition = $1 AND is_open
     AND NOT EXISTS (SELECT 1 FROM version_moves_refused AS refused WHERE refused.move = $2 AND refused.case_id = cases.id)";

/// Some of the cases that are still to move.
pub async fn next(tx: &mut InstanceTx, row: &MoveRow, most: u32) -> Result<Vec<CaseId>> {
    record! { struct Found { id: CaseId } }
    let sql = format!("SELECT id {STILL_TO_MOVE} ORDER BY id LIMIT $3");
    Ok(tx.all::<Found>(sql, args![&row.from_hash, row.id, most]).await?.into_iter().map(|found| found.id).collect())
}

/// How many are still to move.
pub async fn left(tx: &mut InstanceTx, row: &MoveRow) -> Result<i64> {
    tx.value(format!("SELECT COUNT(*) AS value {STILL_TO_MOVE}"), args![&row.from_hash, row.id]).await
}

/// Gives a case another version and the answers that it reads, unless somebody
/// acted since it was read: false then.
pub async fn repin(tx: &mut InstanceTx, row: &super::cases::CaseRow) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE cases SET definition = $3, answers = $4, listed = $5 WHERE id = $1 AND version = $2",
            args![row.id, row.state.0.version, &row.definition, row.answers.clone(), row.listed.clone()],
        )
        .await?;
    Ok(changed == 1)
}

/// One more was moved.
pub async fn count(tx: &mut InstanceTx, id: VersionMoveId) -> Result<()> {
    tx.execute("UPDATE version_moves SET moved = moved + 1 WHERE id = $1", args![id]).await.map(drop)
}

/// A case that cannot be moved is left out.
pub async fn refuse(tx: &mut InstanceTx, id: VersionMoveId, case: CaseId, why: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO version_moves_refused (move, case_id, why) VALUES ($1, $2, $3) ON CONFLICT (move, case_id) DO NOTHING",
        args![id, case, why],
    )
    .await
    .map(drop)
}

/// How many were left out.
pub async fn refused_count(tx: &mut InstanceTx, id: VersionMoveId) -> Result<i64> {
    tx.value("SELECT COUNT(*) AS value FROM version_moves_refused WHERE move = $1", args![id]).await
}

/// The first of those that were left out.
pub async fn refused(tx: &mut InstanceTx, id: VersionMoveId, most: u32) -> Result<Vec<RefusedRow>> {
    tx.all(
        "SELECT refused.case_id, cases.reference, refused.why
         FROM version_moves_refused AS refused JOIN cases ON cases.id = refused.case_id
         WHERE refused.move = $1 ORDER BY cases.reference LIMIT $2",
        args![id, most],
    )
    .await
}

/// There is none left.
pub async fn end(tx: &mut InstanceTx, id: VersionMoveId, at: Timestamp) -> Result<()> {
    tx.execute("UPDATE version_moves SET ended_at = COALESCE(ended_at, $2) WHERE id = $1", args![id, at]).await.map(drop)
}
