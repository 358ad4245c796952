//! The lists of an instance.

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp, text::folded};

use crate::model::{Column, Referential, Source};

record! {
    /// What tells whether a list is as it was read.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Stamp {
        pub slug: Slug,
        pub is_public: bool,
        pub revision: i64,
    }
}
record! {
    /// What a list is called.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ListName {
        /// Its stable name: in definitions.
        pub slug: Slug,
        /// What is read.
        pub label: String,
        /// Whether citizens may search it.
        pub is_public: bool,
    }
}
record! {
    /// A line of the list of lists.
    pub struct Line {
        pub slug: Slug,
        pub label: String,
        pub is_public: bool,
        pub is_fed: bool,
        pub trouble: Option<String>,
        pub active: i64,
    }
}

impl Stamp {
    /// Whether the records are the same.
    pub fn is_same_list(&self, other: &Self) -> bool {
        self.slug == other.slug && self.revision == other.revision
    }
}

pub async fn stamps(tx: &mut InstanceTx) -> Result<Vec<Stamp>> {
    tx.all("SELECT slug, is_public, revision FROM referentials ORDER BY slug", args![]).await
}

/// What every list is called, by label.
pub async fn names(tx: &mut InstanceTx) -> Result<Vec<ListName>> {
    let mut names: Vec<ListName> = tx.all("SELECT slug, label, is_public FROM referentials", args![]).await?;
    names.sort_by_key(|list| (folded(&list.label), list.slug.clone()));
    Ok(names)
}

/// Every list, with how it is, by label.
pub async fn lines(tx: &mut InstanceTx) -> Result<Vec<Line>> {
    let mut lines: Vec<Line> = tx
        .all(
            "SELECT slug, label, is_public, source IS NOT NULL AS is_fed, trouble,
                (SELECT COUNT(*) FROM records WHERE referential = slug AND state = 'active') AS active
         FROM referentials",
            args![],
        )
        .await?;
    lines.sort_by_key(|line| (folded(&line.label), line.slug.clone()));
    Ok(lines)
}

pub async fn by_slug(tx: &mut InstanceTx, slug: &Slug) -> Result<Option<Referential>> {
    tx.optional(
        "SELECT slug, label, parent, is_public, is_personal, columns, source, version, revision, fetched_at, tried_at, trouble
         FROM referentials WHERE slug = $1",
        args![slug],
    )
    .await
}

/// Reads a list and keeps others from changing it until the end of the transaction.
pub async fn hold(tx: &mut InstanceTx, slug: &Slug) -> Result<Option<Referential>> {
    tx.optional(
        "UPDATE referentials SET slug = slug WHERE slug = $1
         RETURNING slug, label, parent, is_public, is_personal, columns, source, version, revision, fetched_at, tried_at, trouble",
        args![slug],
    )
    .await
}

/// A new list, empty. False when there is already one of this name.
pub async fn add(tx: &mut InstanceTx, slug: &Slug, label: &str, is_public: bool, columns: &[Column]) -> Result<bool> {
    let sql = "INSERT INTO referentials (slug, label, is_public, columns, version, revision) VALUES ($1, $2, $3, $4, 1, 1)
         ON CONFLICT (slug) DO NOTHING";
    Ok(tx.execute(sql, args![slug, label, is_public, Doc(columns)]).await? == 1)
}

/// The settings of a list.
pub struct Settings<'a> {
    pub label: &'a str,
    pub parent: Option<&'a Slug>,
    pub is_public: bool,
    pub is_personal: bool,
    pub columns: &'a [Column],
}

/// Changes the settings as they were seen. False when somebody changed them since.
pub async fn set(tx: &mut InstanceTx, slug: &Slug, seen: i64, to: &Settings<'_>) -> Result<bool> {
    let sql = "UPDATE referentials SET label = $3, parent = $4, is_public = $5, columns = $6, is_personal = $7, version = version + 1
         WHERE slug = $1 AND version = $2";
    Ok(tx.execute(sql, args![slug, seen, to.label, to.parent, to.is_public, Doc(to.columns), to.is_personal]).await? == 1)
}

/// Says where the records come from from now on; what was known of another source is forgotten.
pub async fn feed(tx: &mut InstanceTx, slug: &Slug, seen: i64, source: Option<&Source>) -> Result<bool> {
    let sql = "UPDATE referentials SET source = $3, version = version + 1, fetched_at = NULL, tried_at = NULL, trouble = NULL
         WHERE slug = $1 AND version = $2";
    Ok(tx.execute(sql, args![slug, seen, source.map(Doc)]).await? == 1)
}

/// The records changed.
pub async fn changed(tx: &mut InstanceTx, slug: &Slug) -> Result<()> {
    tx.execute("UPDATE referentials SET revision = revision + 1 WHERE slug = $1", args![slug]).await.map(drop)
}

/// The source gave a copy.
pub async fn fetched(tx: &mut InstanceTx, slug: &Slug, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE referentials SET fetched_at = $2, tried_at = $2, trouble = NULL WHERE slug = $1", args![slug, wall]).await.map(drop)
}

/// The source did not give a copy; the last one stays.
pub async fn failed(tx: &mut InstanceTx, slug: &Slug, version: i64, wall: Timestamp, why: &str) -> Result<()> {
    tx.execute("UPDATE referentials SET tried_at = $3, trouble = $4 WHERE slug = $1 AND version = $2", args![slug, version, wall, why])
        .await
        .map(drop)
}
