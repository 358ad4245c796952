//! The lists that agents work from. Each is one index, read from where the
//! page before ended, so that it costs the same whatever has been kept.

use db::{InstanceTx, Result, Value, args, record};
use kernel::{
    Personal, Slug, Timestamp,
    id::{AgentId, CaseId},
    text::folded,
};

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
        /// Who has it.
        pub assignee: Option<AgentId>,
        /// Its legal day, as `2026-05-31`.
        pub due_on: Option<String>,
        /// Whether the citizen did something that no agent has looked at.
        pub awaits_agent: bool,
        /// The definition it is pinned to.
        pub definition: String,
        /// Where it is about.
        pub place_label: Option<String>,
        /// When it was sent.
        pub filed_at: Timestamp,
        /// Since when it is over.
        pub closed_at: Option<Timestamp>,
    }
}

/// Which cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Open, of these teams or of none (empty: of all).
    Open {
        /// The teams.
        teams: Vec<Slug>,
    },
    /// Open, of this agent.
    Mine(AgentId),
    /// Over.
    Closed {
        /// The teams; empty: all.
        teams: Vec<Slug>,
    },
    /// Whose number is this, or whose name begins so.
    Matching {
        /// What was typed.
        text: String,
        /// The teams; empty: all.
        teams: Vec<Slug>,
    },
}

/// Where the page before ended.
#[derive(Debug, Clone, Copy)]
pub struct After {
    pub at: Timestamp,
    pub id: CaseId,
}

const COLUMNS: &str = "id, reference, title, citizen_name, status, nature, priority, team, assignee, due_on, awaits_agent, definition, \
                       place_label, filed_at, closed_at";

/// A page of at most `limit` lines: oldest open first, latest closed first.
pub async fn page(tx: &mut InstanceTx, which: &Which, after: Option<After>, limit: u32) -> Result<Vec<QueueLine>> {
    let mut args = args![];
    let (filter, order) = match which {
        Which::Open { teams } => (format!("is_open{}", in_teams(teams, &mut args)), Order::OldestFirst),
        Which::Mine(agent) => {
            args.extend(args![*agent]);
            ("is_open AND assignee = $1".to_owned(), Order::OldestFirst)
        }
        Which::Closed { teams } => (format!("NOT is_open{}", in_teams(teams, &mut args)), Order::LatestClosedFirst),
        Which::Matching { text, teams } => {
            let begin = folded(text);
            args.extend(args![text.trim().to_uppercase(), &begin, format!("{begin}\u{10ffff}")]);
            (
                format!("(reference = $1 OR (citizen_folded >= $2 AND citizen_folded < $3)){}", in_teams(teams, &mut args)),
                Order::OldestFirst,
            )
        }
    };
    let (key, comparison, direction) = match order {
        Order::OldestFirst => ("filed_at", ">", "ASC"),
        Order::LatestClosedFirst => ("closed_at", "<", "DESC"),
    };
    let mut sql = format!("SELECT {COLUMNS} FROM cases WHERE {filter}");
    if let Some(after) = after {
        sql.push_str(&format!(" AND ({key}, id) {comparison} (${}, ${})", args.len() + 1, args.len() + 2));
        args.extend(args![after.at, after.id]);
    }
    sql.push_str(&format!(" ORDER BY {key} {direction}, id {direction} LIMIT ${}", args.len() + 1));
    args.extend(args![limit]);
    tx.all(sql, args).await
}

enum Order {
    OldestFirst,
    LatestClosedFirst,
}

/// ` AND (team IS NULL OR team IN (…))`, nothing for all teams.
fn in_teams(teams: &[Slug], args: &mut Vec<Value>) -> String {
    if teams.is_empty() {
        return String::new();
    }
    let places: Vec<String> = (0..teams.len()).map(|index| format!("${}", args.len() + index + 1)).collect();
    args.extend(teams.iter().map(db::Bind::bind));
    format!(" AND (team IS NULL OR team IN ({}))", places.join(", "))
}
