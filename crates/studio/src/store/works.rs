//! Téléservices being written, and the history of each.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp};

/// Steps kept behind the one shown: enough for weeks of work.
const MOST_STEPS: i64 = 300;

record! {
    /// A téléservice being written.
    #[derive(Debug, Clone)]
    pub struct Work {
        /// Its name, which citizens see in addresses.
        pub slug: Slug,
        /// The document.
        pub document: serde_json::Value,
        /// The published definition it started from.
        pub base: Option<String>,
        /// The step of its history that is shown.
        pub step: i64,
        /// How many times it was changed, undoing included.
        pub version: i64,
        /// When it was last changed.
        pub changed_at: Timestamp,
        /// By whom.
        pub changed_by: String,
        /// What the step that is shown did.
        pub said: String,
    }
}
record! {
    /// A line of the list of works.
    #[derive(Debug, Clone)]
    pub struct WorkLine {
        /// Its name.
        pub slug: Slug,
        /// Its title.
        pub title: String,
        /// When it was last changed.
        pub changed_at: Timestamp,
        /// By whom.
        pub changed_by: String,
    }
}
record! {
    /// A step of a history, without its document.
    #[derive(Debug, Clone)]
    pub struct Step {
        /// Its number: the first is 1.
        pub number: i64,
        /// What was done.
        pub said: String,
        /// By whom.
        pub done_by: String,
        /// When.
        pub done_at: Timestamp,
    }
}

record! { struct Kept { document: serde_json::Value } }

/// A change of a document.
pub struct Change<'a> {
    /// The document as it is now.
    pub document: &'a serde_json::Value,
    /// Its title.
    pub title: &'a str,
    /// What was done, in a sentence.
    pub said: &'a str,
    /// By whom.
    pub by: &'a str,
    /// When.
    pub at: Timestamp,
}

pub async fn all(tx: &mut InstanceTx) -> Result<Vec<WorkLine>> {
    tx.all("SELECT slug, title, changed_at, changed_by FROM works ORDER BY changed_at DESC, slug", args![]).await
}

pub async fn by_slug(tx: &mut InstanceTx, slug: &Slug) -> Result<Option<Work>> {
    let sql =
        "SELECT works.slug, works.document, works.base, works.step, works.version, works.changed_at, works.changed_by, work_steps.said
         FROM works JOIN work_steps ON work_steps.work = works.slug AND work_steps.number = works.step WHERE works.slug = $1";
    tx.optional(sql, args![slug]).await
}

/// A new work. False when there is already one of this name.
pub async fn begin(tx: &mut InstanceTx, slug: &Slug, base: Option<&str>, change: &Change<'_>) -> Result<bool> {
    let sql = "INSERT INTO works (slug, title, document, base, step, version, created_at, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, 1, 1, $5, $5, $6) ON CONFLICT (slug) DO NOTHING";
    let begun = tx.execute(sql, args![slug, change.title, change.document.clone(), base, change.at, change.by]).await? == 1;
    if begun {
        keep_step(tx, slug, 1, 1, change).await?;
    }
    Ok(begun)
}

/// Changes a work as it was seen. False when somebody changed it since.
pub async fn change(tx: &mut InstanceTx, seen: &Work, change: &Change<'_>) -> Result<bool> {
    let step = seen.step + 1;
    if !turn(tx, seen, step, change).await? {
        return Ok(false);
    }
    // another way is taken: what was undone cannot be done again
    tx.execute("DELETE FROM work_steps WHERE work = $1 AND (number >= $2 OR number <= $3)", args![&seen.slug, step, step - MOST_STEPS])
        .await?;
    keep_step(tx, &seen.slug, step, seen.version + 1, change).await?;
    Ok(true)
}

/// Shows another step of the history: undoing, doing again. False when somebody changed the work since.
pub async fn show(tx: &mut InstanceTx, seen: &Work, step: i64, change: &Change<'_>) -> Result<bool> {
    let sql = "UPDATE work_steps SET version = $3 WHERE work = $1 AND number = $2";
    Ok(turn(tx, seen, step, change).await? && tx.execute(sql, args![&seen.slug, step, seen.version + 1]).await? == 1)
}

async fn turn(tx: &mut InstanceTx, seen: &Work, step: i64, change: &Change<'_>) -> Result<bool> {
    let sql = "UPDATE works SET document = $3, title = $4, step = $5, version = version + 1, changed_at = $6, changed_by = $7
         WHERE slug = $1 AND version = $2";
    let args = args![&seen.slug, seen.version, change.document.clone(), change.title, step, change.at, change.by];
    Ok(tx.execute(sql, args).await? == 1)
}

/// The work now stands for this published definition.
pub async fn base_on(tx: &mut InstanceTx, slug: &Slug, hash: &str) -> Result<()> {
    tx.execute("UPDATE works SET base = $2 WHERE slug = $1", args![slug, hash]).await.map(drop)
}

pub async fn remove(tx: &mut InstanceTx, slug: &Slug) -> Result<bool> {
    Ok(tx.execute("DELETE FROM works WHERE slug = $1", args![slug]).await? == 1)
}

/// The history, latest first.
pub async fn steps(tx: &mut InstanceTx, slug: &Slug) -> Result<Vec<Step>> {
    tx.all("SELECT number, said, done_by, done_at FROM work_steps WHERE work = $1 ORDER BY number DESC", args![slug]).await
}

/// What the work was after a step.
pub async fn document_at(tx: &mut InstanceTx, slug: &Slug, step: i64) -> Result<Option<serde_json::Value>> {
    let sql = "SELECT document FROM work_steps WHERE work = $1 AND number = $2";
    Ok(tx.optional::<Kept>(sql, args![slug, step]).await?.map(|kept| kept.document))
}

/// What an author saw who saw this version; nothing when it was overtaken long ago.
pub async fn document_seen(tx: &mut InstanceTx, slug: &Slug, version: i64) -> Result<Option<serde_json::Value>> {
    let sql = "SELECT document FROM work_steps WHERE work = $1 AND version = $2";
    Ok(tx.optional::<Kept>(sql, args![slug, version]).await?.map(|kept| kept.document))
}

async fn keep_step(tx: &mut InstanceTx, slug: &Slug, number: i64, version: i64, change: &Change<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO work_steps (work, number, version, document, said, done_by, done_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![slug, number, version, change.document.clone(), change.said, change.by, change.at],
    )
    .await
    .map(drop)
}
