//! A citizen's requests across instances.

use db::{PlatformTx, Result, args, record};
use kernel::{Slug, Timestamp, id::CaseId};
use workflow::Nature;

use crate::model::{nature_of, nature_text};

record! {
    /// A request, as the dashboard lists it.
    #[derive(Debug, Clone)]
    pub struct Followed {
        /// The case.
        pub case_id: CaseId,
        /// Where it is.
        pub instance: String,
        /// Its number.
        pub reference: String,
        /// What is asked for.
        pub title: String,
        /// Who answers.
        pub authority: Slug,
        /// Its status in the citizen's words.
        pub status_label: String,
        /// What kind of status.
        pub nature: String,
        /// When it was sent.
        pub filed_at: Timestamp,
        /// When something last happened.
        pub updated_at: Timestamp,
    }
}

impl Followed {
    /// What kind of status.
    pub fn nature(&self) -> Nature {
        nature_of(&self.nature)
    }
}

/// What the projection writes.
pub struct Projection<'a> {
    pub case_id: CaseId,
    pub instance: &'a str,
    pub subject: &'a str,
    pub reference: &'a str,
    pub title: &'a str,
    pub authority: &'a Slug,
    pub status_label: &'a str,
    pub nature: Nature,
    pub version: i64,
    pub filed_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Writes what is known of a case now; an older version never overwrites a newer one.
pub async fn project(tx: &mut PlatformTx, case: Projection<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO followed_cases (case_id, instance, subject, reference, title, authority, status_label, nature, version, filed_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (case_id) DO UPDATE SET instance = excluded.instance, authority = excluded.authority,
         status_label = excluded.status_label, nature = excluded.nature, version = excluded.version, updated_at = excluded.updated_at
         WHERE followed_cases.version <= excluded.version",
        args![
            case.case_id,
            case.instance,
            case.subject,
            case.reference,
            case.title,
            case.authority,
            case.status_label,
            nature_text(case.nature),
            case.version,
            case.filed_at,
            case.updated_at
        ],
    )
    .await
    .map(drop)
}

/// Whether the dashboard knows this state of a case, or a later one.
pub async fn is_told(tx: &mut PlatformTx, case: CaseId, instance: &str, version: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS value FROM followed_cases WHERE case_id = $1 AND instance = $2 AND version >= $3";
    Ok(tx.value::<i64>(sql, args![case, instance, version]).await? > 0)
}

pub async fn of_subject(tx: &mut PlatformTx, subject: &str) -> Result<Vec<Followed>> {
    tx.all(
        "SELECT case_id, instance, reference, title, authority, status_label, nature, filed_at, updated_at
         FROM followed_cases WHERE subject = $1 ORDER BY updated_at DESC LIMIT 200",
        args![subject],
    )
    .await
}

pub async fn erase(tx: &mut PlatformTx, case: CaseId) -> Result<u64> {
    tx.execute("DELETE FROM followed_cases WHERE case_id = $1", args![case]).await
}

/// Whether the account of this person was deleted.
pub async fn has_left(tx: &mut PlatformTx, subject: &str) -> Result<bool> {
    Ok(tx.value::<i64>("SELECT COUNT(*) AS value FROM departed WHERE subject = $1", args![subject]).await? > 0)
}

/// Nobody follows the requests of this person any more.
pub async fn forget_person(tx: &mut PlatformTx, subject: &str, wall: Timestamp) -> Result<()> {
    tx.execute("INSERT INTO departed (subject, at) VALUES ($1, $2) ON CONFLICT (subject) DO NOTHING", args![subject, wall]).await?;
    tx.execute("DELETE FROM followed_cases WHERE subject = $1", args![subject]).await.map(drop)
}
