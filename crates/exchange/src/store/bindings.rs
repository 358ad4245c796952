//! What stands behind the names that téléservices give to connectors.

use db::{InstanceTx, Result, args, record};
use kernel::Slug;

record! {
    /// A name of a téléservice, and the connector behind it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Binding {
        pub teleservice: Slug,
        pub name: Slug,
        pub connector: Slug,
    }
}

pub async fn all(tx: &mut InstanceTx) -> Result<Vec<Binding>> {
    tx.all("SELECT teleservice, name, connector FROM connector_bindings ORDER BY teleservice, name", args![]).await
}

/// The connector behind a name.
pub async fn behind(tx: &mut InstanceTx, teleservice: &Slug, name: &Slug) -> Result<Option<Slug>> {
    let sql = "SELECT teleservice, name, connector FROM connector_bindings WHERE teleservice = $1 AND name = $2";
    Ok(tx.optional::<Binding>(sql, args![teleservice, name]).await?.map(|binding| binding.connector))
}

pub async fn bind(tx: &mut InstanceTx, teleservice: &Slug, name: &Slug, connector: &Slug) -> Result<()> {
    tx.execute(
        "INSERT INTO connector_bindings (teleservice, name, connector) VALUES ($1, $2, $3)
         ON CONFLICT (teleservice, name) DO UPDATE SET connector = excluded.connector",
        args![teleservice, name, connector],
    )
    .await
    .map(drop)
}

/// Nothing stands behind a name any more.
pub async fn unbind(tx: &mut InstanceTx, teleservice: &Slug, name: &Slug) -> Result<()> {
    tx.execute("DELETE FROM connector_bindings WHERE teleservice = $1 AND name = $2", args![teleservice, name]).await.map(drop)
}
