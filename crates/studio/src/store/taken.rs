//! What an instance took of what others offer: copies, and what it switched on.

use db::{InstanceTx, Result, args, record};
use kernel::Slug;

record! {
    /// Where a work was copied from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Adoption {
        /// The copy.
        pub work: Slug,
        /// Whose the original is.
        pub from_authority: Slug,
        /// The original.
        pub teleservice: Slug,
        /// The version of the original that the copy last took in.
        pub hash: String,
    }
}
record! {
    /// A téléservice of somebody else, published here as it is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SwitchedOn {
        /// Its name, here and there.
        pub teleservice: Slug,
        /// Whose it is.
        pub from_authority: Slug,
    }
}

pub async fn adoptions(tx: &mut InstanceTx) -> Result<Vec<Adoption>> {
    tx.all("SELECT work, from_authority, teleservice, hash FROM adoptions ORDER BY work", args![]).await
}

pub async fn adoption_of(tx: &mut InstanceTx, work: &Slug) -> Result<Option<Adoption>> {
    tx.optional("SELECT work, from_authority, teleservice, hash FROM adoptions WHERE work = $1", args![work]).await
}

/// Keeps where a work comes from; an earlier copy of the same original is forgotten.
pub async fn adopt(tx: &mut InstanceTx, new: &Adoption) -> Result<()> {
    let Adoption { work, from_authority, teleservice, hash } = new;
    forget(tx, work).await?;
    tx.execute("DELETE FROM adoptions WHERE from_authority = $1 AND teleservice = $2", args![from_authority, teleservice]).await?;
    tx.execute(
        "INSERT INTO adoptions (work, from_authority, teleservice, hash) VALUES ($1, $2, $3, $4)",
        args![work, from_authority, teleservice, hash.as_str()],
    )
    .await
    .map(drop)
}

/// The copy took in another version of its original.
pub async fn follow(tx: &mut InstanceTx, work: &Slug, hash: &str) -> Result<()> {
    tx.execute("UPDATE adoptions SET hash = $2 WHERE work = $1", args![work, hash]).await.map(drop)
}

/// The work of this name is no copy any more.
pub async fn forget(tx: &mut InstanceTx, work: &Slug) -> Result<()> {
    tx.execute("DELETE FROM adoptions WHERE work = $1", args![work]).await.map(drop)
}

pub async fn switched_on(tx: &mut InstanceTx) -> Result<Vec<SwitchedOn>> {
    tx.all("SELECT teleservice, from_authority FROM switched_on ORDER BY teleservice", args![]).await
}

/// Whose a téléservice switched on here is.
pub async fn owner_of(tx: &mut InstanceTx, teleservice: &Slug) -> Result<Option<Slug>> {
    let sql = "SELECT teleservice, from_authority FROM switched_on WHERE teleservice = $1";
    Ok(tx.optional::<SwitchedOn>(sql, args![teleservice]).await?.map(|on| on.from_authority))
}

pub async fn switch_on(tx: &mut InstanceTx, teleservice: &Slug, from_authority: &Slug) -> Result<()> {
    tx.execute(
        "INSERT INTO switched_on (teleservice, from_authority) VALUES ($1, $2) ON CONFLICT (teleservice) DO NOTHING",
        args![teleservice, from_authority],
    )
    .await
    .map(drop)
}

pub async fn switch_off(tx: &mut InstanceTx, teleservice: &Slug) -> Result<()> {
    tx.execute("DELETE FROM switched_on WHERE teleservice = $1", args![teleservice]).await.map(drop)
}
