//! The provider's own secrets.

use db::{IdentityTx, Result, args, record};

record! {
    struct Setting { value: String }
}

/// The value kept, or this one, kept from now on: of two replicas that start
/// together, the first wins.
pub(crate) async fn get_or_set(tx: &mut IdentityTx, name: &str, value: &str) -> Result<String> {
    tx.execute("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", args![name, value]).await?;
    let kept: Setting = tx.one("SELECT value FROM settings WHERE name = $1", args![name]).await?;
    Ok(kept.value)
}
