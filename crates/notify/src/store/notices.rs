//! Notices shown to a person in the application.

use db::{PlatformTx, Result, args, record};
use kernel::{Moment, Personal, Timestamp, id::NoticeId};

record! {
    /// A notice, as its person reads it.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Notice {
        /// Which; sorted by time.
        pub id: NoticeId,
        /// What happened, in a few words.
        pub title: Personal<String>,
        /// The rest, in a sentence; may be empty.
        pub body: Personal<String>,
        /// The page to go to: a path of the portal.
        pub href: String,
        /// When, in business time.
        pub created_at: Timestamp,
        /// When it was read.
        pub read_at: Option<Timestamp>,
    }
}

/// What there is to tell somebody.
#[derive(Debug, Clone)]
pub struct NewNotice<'a> {
    /// Whom: her pairwise identifier.
    pub subject: &'a str,
    /// Tells this notice from her others.
    pub key: &'a str,
    /// What happened, in a few words.
    pub title: Personal<&'a str>,
    /// The rest, in a sentence; may be empty.
    pub body: Personal<&'a str>,
    /// The page to go to: a path of the portal.
    pub href: &'a str,
}

/// Adds a notice; does nothing when this person has one with this key.
pub async fn add(tx: &mut PlatformTx, moment: &Moment, notice: NewNotice<'_>) -> Result<()> {
    let id: NoticeId = moment.id();
    let NewNotice { subject, key, title, body, href } = notice;
    tx.execute(
        "INSERT INTO notices (id, subject, key, title, body, href, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (subject, key) DO NOTHING",
        args![id, subject, key, title, body, href, moment.now],
    )
    .await
    .map(drop)
}

/// How many notices a person has not read.
pub async fn unread_count(tx: &mut PlatformTx, subject: &str) -> Result<u32> {
    tx.value("SELECT COUNT(*) AS value FROM notices WHERE subject = $1 AND read_at IS NULL", args![subject]).await
}

/// A person's notices, newest first, older than `before`, at most `limit`.
pub async fn page(tx: &mut PlatformTx, subject: &str, before: Option<NoticeId>, limit: u32) -> Result<Vec<Notice>> {
    tx.all(
        "SELECT id, title, body, href, created_at, read_at FROM notices
         WHERE subject = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        args![subject, before, limit],
    )
    .await
}

/// Marks a person's notice as read; the page it leads to.
///
/// # Errors
/// [`db::DbError::NotFound`] when she has no such notice.
pub async fn mark_read(tx: &mut PlatformTx, subject: &str, id: NoticeId, moment: &Moment) -> Result<String> {
    tx.value(
        "UPDATE notices SET read_at = COALESCE(read_at, $3) WHERE subject = $1 AND id = $2 RETURNING href AS value",
        args![subject, id, moment.now],
    )
    .await
}

/// Marks all of a person's notices as read; how many were not.
pub async fn mark_all_read(tx: &mut PlatformTx, subject: &str, moment: &Moment) -> Result<u64> {
    tx.execute("UPDATE notices SET read_at = $2 WHERE subject = $1 AND read_at IS NULL", args![subject, moment.now]).await
}

/// Forgets a person's notices: her account was deleted.
pub async fn forget_person(tx: &mut PlatformTx, subject: &str) -> Result<u64> {
    tx.execute("DELETE FROM notices WHERE subject = $1", args![subject]).await
}

/// Forgets the notices made before `before`; how many there were.
pub(crate) async fn purge(tx: &mut PlatformTx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM notices WHERE created_at < $1", args![before]).await
}
