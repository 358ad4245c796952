//! Agents and teams of an instance.

use db::{InstanceTx, Result, args, record};
use kernel::{Personal, Slug, Timestamp, id::AgentId};
use web::Right;

record! {
    /// A member of an instance.
    #[derive(Debug, Clone)]
    pub struct AgentRow {
        /// Her membership.
        pub id: AgentId,
        /// Her pairwise identifier.
        pub subject: String,
        /// Her name, as colleagues see it.
        pub name: Personal<String>,
        /// Her professional address.
        pub email: Personal<String>,
        /// Her professional telephone, if text messages may reach her.
        pub mobile: Option<Personal<String>>,
        /// Her rights, separated by spaces.
        pub rights: String,
        /// Since when she may not act.
        pub suspended_at: Option<Timestamp>,
        /// Grows with each change of her standing.
        pub version: i64,
    }
}
record! {
    /// A team.
    #[derive(Debug, Clone)]
    pub struct TeamRow {
        /// Its stable name.
        pub slug: Slug,
        /// Its name.
        pub label: String,
    }
}
record! { struct TeamOf { team: Slug } }

record! {
    /// Who is in which team.
    #[derive(Debug, Clone)]
    pub struct Membership {
        /// The agent.
        pub agent: AgentId,
        /// The team.
        pub team: Slug,
    }
}

const COLUMNS: &str = "id, subject, name, email, mobile, rights, suspended_at, version";

impl AgentRow {
    /// Her rights.
    pub fn rights(&self) -> Vec<Right> {
        self.rights.split(' ').filter_map(Right::parse).collect()
    }
}

/// A new member.
pub struct NewAgent<'a> {
    /// Her membership.
    pub id: AgentId,
    /// Her pairwise identifier.
    pub subject: &'a str,
    /// Her name, as colleagues see it.
    pub name: &'a str,
    /// Her professional address.
    pub email: &'a str,
    /// Her rights.
    pub rights: &'a [Right],
    /// When she is added.
    pub at: Timestamp,
}

pub async fn add(tx: &mut InstanceTx, new: NewAgent<'_>) -> Result<()> {
    let rights: Vec<&str> = new.rights.iter().map(|right| right.as_str()).collect();
    tx.execute(
        "INSERT INTO agents (id, subject, name, email, rights, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1)
         ON CONFLICT (subject) DO NOTHING",
        args![new.id, new.subject, new.name, new.email, rights.join(" "), new.at],
    )
    .await
    .map(drop)
}

pub async fn by_subject(tx: &mut InstanceTx, subject: &str) -> Result<Option<AgentRow>> {
    tx.optional(format!("SELECT {COLUMNS} FROM agents WHERE subject = $1"), args![subject]).await
}

pub async fn by_id(tx: &mut InstanceTx, agent: AgentId) -> Result<Option<AgentRow>> {
    tx.optional(format!("SELECT {COLUMNS} FROM agents WHERE id = $1"), args![agent]).await
}

pub async fn all(tx: &mut InstanceTx) -> Result<Vec<AgentRow>> {
    tx.all(format!("SELECT {COLUMNS} FROM agents ORDER BY name, id"), args![]).await
}

pub async fn of_team(tx: &mut InstanceTx, team: &Slug) -> Result<Vec<AgentRow>> {
    tx.all(
        format!(
            "SELECT {COLUMNS} FROM agents JOIN memberships ON memberships.agent = agents.id
             WHERE team = $1 AND suspended_at IS NULL ORDER BY name, id"
        ),
        args![team],
    )
    .await
}

pub async fn teams_of(tx: &mut InstanceTx, agent: AgentId) -> Result<Vec<Slug>> {
    let rows: Vec<TeamOf> = tx.all("SELECT team FROM memberships WHERE agent = $1 ORDER BY team", args![agent]).await?;
    Ok(rows.into_iter().map(|row| row.team).collect())
}

pub async fn teams(tx: &mut InstanceTx) -> Result<Vec<TeamRow>> {
    tx.all("SELECT slug, label FROM teams ORDER BY label", args![]).await
}

pub async fn add_team(tx: &mut InstanceTx, slug: &Slug, label: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO teams (slug, label) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET label = excluded.label",
        args![slug, label],
    )
    .await
    .map(drop)
}

pub async fn join(tx: &mut InstanceTx, agent: AgentId, team: &Slug) -> Result<()> {
    tx.execute("INSERT INTO memberships (agent, team) VALUES ($1, $2) ON CONFLICT (agent, team) DO NOTHING", args![agent, team])
        .await
        .map(drop)
}

/// Where text messages reach an agent from now on; nowhere, when there is none.
pub async fn set_mobile(tx: &mut InstanceTx, agent: AgentId, mobile: Option<Personal<String>>) -> Result<bool> {
    Ok(tx.execute("UPDATE agents SET mobile = $2, version = version + 1 WHERE id = $1", args![agent, mobile]).await? == 1)
}

/// Everybody's teams.
pub async fn memberships(tx: &mut InstanceTx) -> Result<Vec<Membership>> {
    tx.all("SELECT agent, team FROM memberships ORDER BY agent, team", args![]).await
}

pub async fn leave(tx: &mut InstanceTx, agent: AgentId, team: &Slug) -> Result<()> {
    tx.execute("DELETE FROM memberships WHERE agent = $1 AND team = $2", args![agent, team]).await.map(drop)
}

/// Keeps an agent from acting, or lets her act again; whether that changes anything.
pub async fn suspend(tx: &mut InstanceTx, agent: AgentId, since: Option<Timestamp>) -> Result<bool> {
    let changed = tx
        .execute(
            "UPDATE agents SET suspended_at = $2, version = version + 1 WHERE id = $1 AND (suspended_at IS NULL) <> $3",
            args![agent, since, since.is_none()],
        )
        .await?;
    Ok(changed == 1)
}
