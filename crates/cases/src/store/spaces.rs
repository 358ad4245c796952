//! The spaces where each agent works, across instances.

use db::{InstanceKey, PlatformTx, Result, args, record};

record! { struct Space { instance: String } }

/// What the projection writes.
pub struct Standing<'a> {
    pub subject: &'a str,
    pub instance: &'a InstanceKey,
    /// Whether she may act there.
    pub is_active: bool,
    /// The version of her membership.
    pub version: i64,
}

/// Writes what is known of an agent now; an older version never overwrites a newer one.
pub async fn project(tx: &mut PlatformTx, standing: Standing<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO agent_spaces (subject, instance, is_active, version) VALUES ($1, $2, $3, $4)
         ON CONFLICT (subject, instance) DO UPDATE SET is_active = excluded.is_active, version = excluded.version
         WHERE agent_spaces.version < excluded.version",
        args![standing.subject, standing.instance.to_string(), standing.is_active, standing.version],
    )
    .await
    .map(drop)
}

/// Where this person works.
pub async fn of_subject(tx: &mut PlatformTx, subject: &str) -> Result<Vec<InstanceKey>> {
    let spaces: Vec<Space> =
        tx.all("SELECT instance FROM agent_spaces WHERE subject = $1 AND is_active ORDER BY instance", args![subject]).await?;
    Ok(spaces.iter().filter_map(|space| InstanceKey::parse(&space.instance)).collect())
}
