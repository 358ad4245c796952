//! The lists that agents work from. Each is one index, read from where the
//! page before ended, so that it costs the same whatever has been kept.

mod statement;

use db::{InstanceTx, Result, args, record};
use jiff::civil::Date;
use kernel::{
    Personal, Slug, Timestamp,
    id::{AgentId, CaseId},
};

use self::statement::Order;

record! {
    /// A line of a list.
    #[derive(Debug, Clone)]
    pub struct QueueLine {
        /// The case.
        pub id: CaseId,
        /// Its number.
        pub reference: String,
        /// What is asked for.
        pub title: String,
        /// Who asks.
        pub citizen_name: Personal<String>,
        /// Its status.
        pub status: Slug,
        /// What kind of status.
        pub nature: String,
        /// Low 0, normal 1, high 2.
        pub priority: i64,
        /// Its team.
        pub team: Option<Slug>,
        /// The name of who has it.
        pub holder: Option<Personal<String>>,
        /// Its legal day, as `2026-05-31`.
        pub due_on: Option<String>,
        /// Whether the citizen did something that no agent has looked at.
        pub awaits_agent: bool,
        /// The definition it is pinned to.
        pub definition: String,
        /// The answers that tell it from others in a list.
        pub listed: Option<Personal<String>>,
        /// The instance that it was handed to.
        pub moved_to: Option<String>,
        /// Whether the citizen was asked for something that she has not given yet.
        pub is_asked: bool,
        /// Whether something could not be done on it, and waits for somebody.
        pub is_stopped: bool,
        /// When it was sent.
        pub filed_at: Timestamp,
        /// Since when it is over.
        pub closed_at: Option<Timestamp>,
    }
}

/// Which cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// Open.
    Open,
    /// Open, of this agent.
    Mine(AgentId),
    /// Stopped by something that could not be done; open or not.
    Stopped,
    /// Over, or handed over.
    Closed,
    /// Whose number is this when it holds a digit, whose name begins so otherwise; open or not.
    Matching(String),
}

/// What is kept of a list. Those that are over wait for nothing more: only team
/// and téléservice are looked at there, and nothing among those found by words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this team.
    pub team: Option<Slug>,
    /// Of this téléservice.
    pub teleservice: Option<Slug>,
    /// The citizen must answer.
    pub waiting: bool,
    /// The citizen did something that no agent has looked at.
    pub answered: bool,
    /// The legal day is before this one; the latest comes first then.
    pub due_before: Option<Date>,
}

/// Where the page before ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When its last case was filed, or closed in the list of those that are over.
    pub at: Timestamp,
    /// Its last case.
    pub id: CaseId,
    /// The legal day of its last case, in the list of those that are late.
    pub due: Option<Date>,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Which cases.
    pub list: List,
    /// The teams whose cases may be seen, with those of no team; none: every case.
    pub sight: Option<&'a [Slug]>,
    /// What is kept of them.
    pub filter: Filter,
    /// Where the page before ended.
    pub after: Option<After>,
    /// The most lines to give.
    pub limit: u32,
}

impl Wanted<'_> {
    /// The place where the page that ends with this line ends.
    pub fn after(&self, last: &QueueLine) -> After {
        let at = if self.list == List::Closed { last.closed_at } else { None };
        let due = last.due_on.as_deref().and_then(|due| due.parse().ok()).filter(|_| Order::of(self) == Order::Due);
        After { at: at.unwrap_or(last.filed_at), id: last.id, due }
    }
}

/// A page of a list: oldest open first, latest closed first, the most late
/// first, found ones by name.
pub async fn page(tx: &mut InstanceTx, wanted: &Wanted<'_>) -> Result<Vec<QueueLine>> {
    // a name stands in no address: the case itself tells where its name sorts
    let name = match wanted.after {
        Some(after) if Order::of(wanted) == Order::Name => folded_name(tx, after.id).await?,
        _ => None,
    };
    match statement::page(wanted, name.as_deref()) {
        Some((sql, args)) => tx.all(sql, args).await,
        None => Ok(Vec::new()),
    }
}

record! { struct Name { citizen_folded: String } }
record! { struct Found { id: CaseId } }

async fn folded_name(tx: &mut InstanceTx, case: CaseId) -> Result<Option<String>> {
    let found: Option<Name> = tx.optional("SELECT citizen_folded FROM cases WHERE id = $1", args![case]).await?;
    Ok(found.map(|found| found.citizen_folded))
}

/// The oldest open case that nobody has and that does not wait for the citizen.
pub async fn next(tx: &mut InstanceTx, sight: Option<&[Slug]>) -> Result<Option<CaseId>> {
    let (sql, args) = statement::next(sight);
    Ok(tx.optional::<Found>(sql, args).await?.map(|found| found.id))
}

record! { struct Counted { number: i64 } }

/// How many are stopped, among those that may be seen. They are few: an index holds them alone.
pub async fn stopped(tx: &mut InstanceTx, sight: Option<&[Slug]>) -> Result<u64> {
    let (sql, args) = statement::stopped(sight);
    Ok(tx.one::<Counted>(sql, args).await?.number.unsigned_abs())
}

#[cfg(test)]
mod plans;
