//! What authors say to each other about a place of a document.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp};
use uuid::Uuid;

record! {
    /// A comment.
    #[derive(Debug, Clone)]
    pub struct Comment {
        /// Its identifier.
        pub id: Uuid,
        /// The place it is about, as [`authoring`] writes it.
        pub place: String,
        /// The words.
        pub said: String,
        /// By whom.
        pub said_by: String,
        /// When.
        pub said_at: Timestamp,
        /// When it was settled.
        pub settled_at: Option<Timestamp>,
    }
}

/// A new comment.
pub struct NewComment<'a> {
    /// Its identifier.
    pub id: Uuid,
    /// The place it is about.
    pub place: &'a str,
    /// The words.
    pub said: &'a str,
    /// By whom.
    pub by: &'a str,
    /// When.
    pub at: Timestamp,
}

pub async fn of(tx: &mut InstanceTx, work: &Slug) -> Result<Vec<Comment>> {
    let sql = "SELECT id, place, said, said_by, said_at, settled_at FROM work_comments WHERE work = $1 ORDER BY said_at, id";
    tx.all(sql, args![work]).await
}

pub async fn add(tx: &mut InstanceTx, work: &Slug, new: &NewComment<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO work_comments (id, work, place, said, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![new.id, work, new.place, new.said, new.by, new.at],
    )
    .await
    .map(drop)
}

/// Settles a comment, or opens it again. False when there is none.
pub async fn settle(tx: &mut InstanceTx, work: &Slug, id: Uuid, at: Option<Timestamp>) -> Result<bool> {
    Ok(tx.execute("UPDATE work_comments SET settled_at = $3 WHERE work = $1 AND id = $2", args![work, id, at]).await? == 1)
}
