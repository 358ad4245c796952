//! Requests not sent yet, on the platform.

use db::{Doc, InstanceKey, PlatformTx, Result, Stage, args, record};
use kernel::{
    Personal, Slug, Timestamp,
    id::{AttachmentId, DraftId},
};

use crate::sealing::KeptAnswers;

record! {
    /// A draft.
    #[derive(Debug, Clone)]
    pub struct Draft {
        /// Its identifier.
        pub id: DraftId,
        /// Whose page it was begun on.
        pub authority: Slug,
        /// What is asked for.
        pub teleservice: Slug,
        /// The instance that publishes the definition.
        pub instance: String,
        /// The definition it is pinned to.
        pub definition: String,
        /// What was answered so far.
        pub answers: Doc<KeptAnswers>,
        /// How many times it was saved.
        pub version: i64,
        /// The account it belongs to.
        pub subject: Option<String>,
        /// When it was last saved.
        pub updated_at: Timestamp,
        /// When it will be erased.
        pub expires_at: Timestamp,
        /// Where its case is, once sent: `instance/case`.
        pub sent_to: Option<String>,
    }
}
record! {
    /// A file joined to a draft.
    #[derive(Debug, Clone)]
    pub struct DraftFile {
        /// Its identifier, kept by the case.
        pub id: AttachmentId,
        /// The question it answers.
        pub field: String,
        /// Its name on the citizen's device.
        pub name: Personal<String>,
        /// Its type, as its content tells.
        pub media_type: String,
        /// Its size in bytes.
        pub size: i64,
        /// Its content's name.
        pub hash: String,
        /// When it arrived.
        pub at: Timestamp,
    }
}

impl Draft {
    /// Where its téléservice is in addresses: an authority, or the test space of one.
    pub fn at(&self) -> String {
        match InstanceKey::parse(&self.instance) {
            Some(instance) if instance.stage == Stage::Test => instance.to_string(),
            _ => self.authority.to_string(),
        }
    }
}

/// Whose drafts: this browser's, and this account's if there is one.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    pub visitor: &'a str,
    pub subject: Option<&'a str>,
}

/// What is asked, and where: a test space has drafts of its own.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub authority: &'a Slug,
    pub instance: &'a InstanceKey,
    pub teleservice: &'a Slug,
}

const COLUMNS: &str = "id, authority, teleservice, instance, definition, answers, version, subject, updated_at, expires_at, sent_to";

pub async fn add(tx: &mut PlatformTx, owner: Owner<'_>, draft: &Draft) -> Result<()> {
    tx.execute(
        "INSERT INTO drafts (id, visitor, subject, authority, teleservice, instance, definition, answers, version, created_at, updated_at,
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)",
        args![
            draft.id,
            owner.visitor,
            owner.subject,
            &draft.authority,
            &draft.teleservice,
            &draft.instance,
            &draft.definition,
            draft.answers.clone(),
            draft.version,
            draft.updated_at,
            draft.expires_at
        ],
    )
    .await
    .map(drop)
}

/// A draft that this owner may see and that has not expired.
pub async fn of_owner(tx: &mut PlatformTx, owner: Owner<'_>, id: DraftId, now: Timestamp) -> Result<Option<Draft>> {
    tx.optional(
        format!("SELECT {COLUMNS} FROM drafts WHERE id = $1 AND (visitor = $2 OR subject = $3) AND expires_at > $4"),
        args![id, owner.visitor, owner.subject, now],
    )
    .await
}

/// A draft, whoever it belongs to: for work that nobody sees.
pub async fn by_id(tx: &mut PlatformTx, id: DraftId) -> Result<Option<Draft>> {
    tx.optional(format!("SELECT {COLUMNS} FROM drafts WHERE id = $1"), args![id]).await
}

/// The drafts of this owner not sent yet, latest first. Those of an account are
/// not listed to another one that uses the same browser, and those whose case
/// is already followed are no drafts any more.
pub async fn list(tx: &mut PlatformTx, owner: Owner<'_>, now: Timestamp) -> Result<Vec<Draft>> {
    tx.all(
        format!(
            "SELECT {COLUMNS} FROM drafts WHERE (subject = $2 OR (visitor = $1 AND subject IS NULL)) AND expires_at > $3 AND sent_to IS NULL
             AND NOT EXISTS (SELECT 1 FROM followed_cases WHERE case_id = drafts.id) ORDER BY updated_at DESC LIMIT 50"
        ),
        args![owner.visitor, owner.subject, now],
    )
    .await
}

/// The draft of a téléservice that this owner has under way.
pub async fn under_way(tx: &mut PlatformTx, owner: Owner<'_>, at: At<'_>, now: Timestamp) -> Result<Option<Draft>> {
    tx.optional(
        format!(
            "SELECT {COLUMNS} FROM drafts WHERE (subject = $2 OR (visitor = $1 AND subject IS NULL)) AND authority = $3 AND teleservice = $4
             AND instance = $6 AND expires_at > $5 AND sent_to IS NULL ORDER BY updated_at DESC LIMIT 1"
        ),
        args![owner.visitor, owner.subject, at.authority, at.teleservice, now, at.instance.to_string()],
    )
    .await
}

/// What a draft becomes when it is saved.
pub struct Saving<'a> {
    pub answers: KeptAnswers,
    pub now: Timestamp,
    pub expires_at: Timestamp,
    /// The account of whoever saves it: a draft of nobody's joins it.
    pub subject: Option<&'a str>,
}

/// Saves the answers, unless the draft was saved in between (another tab).
pub async fn save(tx: &mut PlatformTx, draft: &Draft, saving: Saving<'_>) -> Result<bool> {
    let saved = tx
        .execute(
            "UPDATE drafts SET answers = $3, version = version + 1, updated_at = $4, expires_at = $5, subject = COALESCE(subject, $6)
             WHERE id = $1 AND version = $2 AND sending_to IS NULL AND sent_to IS NULL",
            args![draft.id, draft.version, Doc(saving.answers), saving.now, saving.expires_at, saving.subject],
        )
        .await?;
    Ok(saved == 1)
}

/// Drafts in the order of their identifiers, after this one.
pub async fn after(tx: &mut PlatformTx, id: DraftId, limit: u32) -> Result<Vec<Draft>> {
    tx.all(format!("SELECT {COLUMNS} FROM drafts WHERE id > $1 ORDER BY id LIMIT $2"), args![id, limit]).await
}

/// Keeps the same answers sealed anew, unless the draft was saved since it was
/// read. Its version stays: nothing changed for whoever writes it.
pub async fn reseal(tx: &mut PlatformTx, seen: &Draft, anew: KeptAnswers) -> Result<u64> {
    tx.execute("UPDATE drafts SET answers = $3 WHERE id = $1 AND version = $2 AND sent_to IS NULL", args![seen.id, seen.version, Doc(anew)])
        .await
}

/// Holds a draft to what is being sent and to where: from here on it cannot
/// change. False when it changed since it was read, or goes elsewhere already.
pub async fn hold_for(tx: &mut PlatformTx, draft: &Draft, instance: &str) -> Result<bool> {
    let held = tx
        .execute(
            "UPDATE drafts SET sending_to = $3 WHERE id = $1 AND version = $2 AND (sending_to IS NULL OR sending_to = $3)",
            args![draft.id, draft.version, instance],
        )
        .await?;
    Ok(held == 1)
}

/// Gives the drafts that a browser began without an account to the one that asks for them there.
pub async fn adopt(tx: &mut PlatformTx, visitor: &str, subject: &str) -> Result<u64> {
    tx.execute("UPDATE drafts SET subject = $2 WHERE visitor = $1 AND subject IS NULL", args![visitor, subject]).await
}

/// Closes a draft whose case is kept; its answers are not needed any more, and
/// it names no file any more.
pub async fn sent(tx: &mut PlatformTx, id: DraftId, sent_to: &str) -> Result<()> {
    tx.execute("UPDATE drafts SET sent_to = $2, answers = $3 WHERE id = $1", args![id, sent_to, serde_json::json!({})]).await?;
    tx.execute("DELETE FROM draft_files WHERE draft = $1", args![id]).await.map(drop)
}

pub async fn erase(tx: &mut PlatformTx, id: DraftId) -> Result<()> {
    tx.execute("DELETE FROM drafts WHERE id = $1", args![id]).await.map(drop)
}

/// Every draft of an account, sent or not.
pub async fn of_account(tx: &mut PlatformTx, subject: &str) -> Result<Vec<Draft>> {
    tx.all(format!("SELECT {COLUMNS} FROM drafts WHERE subject = $1 ORDER BY id"), args![subject]).await
}

/// Drafts that nobody came back to in time.
pub async fn expired(tx: &mut PlatformTx, now: Timestamp, limit: u32) -> Result<Vec<Draft>> {
    tx.all(format!("SELECT {COLUMNS} FROM drafts WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2"), args![now, limit]).await
}

pub async fn add_file(tx: &mut PlatformTx, draft: DraftId, file: &DraftFile) -> Result<()> {
    tx.execute(
        "INSERT INTO draft_files (id, draft, field, name, media_type, size, hash, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![file.id, draft, &file.field, file.name.clone(), &file.media_type, file.size, &file.hash, file.at],
    )
    .await
    .map(drop)
}

pub async fn remove_file(tx: &mut PlatformTx, draft: DraftId, id: AttachmentId) -> Result<()> {
    tx.execute("DELETE FROM draft_files WHERE draft = $1 AND id = $2", args![draft, id]).await.map(drop)
}

pub async fn files(tx: &mut PlatformTx, draft: DraftId) -> Result<Vec<DraftFile>> {
    tx.all("SELECT id, field, name, media_type, size, hash, at FROM draft_files WHERE draft = $1 ORDER BY at, id", args![draft]).await
}

/// Whether a draft names this file.
pub async fn has_file(tx: &mut PlatformTx, id: AttachmentId) -> Result<bool> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM draft_files WHERE id = $1", args![id]).await?;
    Ok(count > 0)
}
