//! The lists that agents work from. Each is one index, read from where the
//! page before ended, so that it costs the same whatever has been kept.

use db::{Bind, InstanceTx, Result, Value, args, record};
use jiff::civil::Date;
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
        /// The answers that tell it from others in a list.
        pub listed: Option<Personal<String>>,
        /// The instance that it was handed to.
        pub moved_to: Option<String>,
        /// Whether the citizen was asked for something that she has not given yet.
        pub is_asked: bool,
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
    /// Over, or handed over.
    Closed,
    /// Whose number is this, or whose name begins so.
    Matching(String),
}

/// What is kept of a list.
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
    /// The legal day is before this one.
    pub due_before: Option<Date>,
}

/// Where the page before ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When its last case was filed, or closed in the list of those that are over.
    pub at: Timestamp,
    /// Its last case.
    pub id: CaseId,
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

const COLUMNS: &str = "id, reference, title, citizen_name, status, nature, priority, team, assignee, due_on, awaits_agent, definition, \
                       listed, moved_to, filed_at, closed_at";
/// Whether something was asked and not answered, whatever the status says.
const IS_ASKED: &str = "EXISTS (SELECT 1 FROM completions WHERE completions.case_id = cases.id AND completions.answered_at IS NULL)";

/// A page of a list: oldest open first, latest closed first.
pub async fn page(tx: &mut InstanceTx, wanted: &Wanted<'_>) -> Result<Vec<QueueLine>> {
    let mut filter = Conditions::default();
    filter.list(&wanted.list);
    filter.sight(wanted.sight);
    filter.kept(&wanted.filter);
    let (key, comparison, direction) = match wanted.list {
        List::Closed => ("closed_at", "<", "DESC"),
        List::Open | List::Mine(_) | List::Matching(_) => ("filed_at", ">", "ASC"),
    };
    if let Some(After { at, id }) = wanted.after {
        let (at, id) = (filter.place(at), filter.place(id));
        filter.add(format!("({key}, id) {comparison} ({at}, {id})"));
    }
    let limit = filter.place(wanted.limit);
    let sql = format!(
        "SELECT {COLUMNS}, {IS_ASKED} AS is_asked FROM cases WHERE {} ORDER BY {key} {direction}, id {direction} LIMIT {limit}",
        filter.text()
    );
    tx.all(sql, filter.args).await
}

record! { struct Found { id: CaseId } }

/// The oldest open case that nobody has and that does not wait for the citizen.
pub async fn next(tx: &mut InstanceTx, sight: Option<&[Slug]>) -> Result<Option<CaseId>> {
    let mut filter = Conditions::default();
    filter.list(&List::Open);
    filter.sight(sight);
    filter.add("assignee IS NULL");
    filter.add(format!("(awaits_agent OR NOT (nature = 'waiting' OR {IS_ASKED}))"));
    let sql = format!("SELECT id FROM cases WHERE {} ORDER BY filed_at, id LIMIT 1", filter.text());
    Ok(tx.optional::<Found>(sql, filter.args).await?.map(|found| found.id))
}

/// « camille perrin » as « perrin camille ».
fn family_first(name: &str) -> String {
    name.split_once(' ').map_or_else(|| name.to_owned(), |(given, family)| format!("{family} {given}"))
}

/// Conditions that must all hold, with their arguments.
#[derive(Default)]
struct Conditions {
    all: Vec<String>,
    args: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, condition: impl Into<String>) {
        self.all.push(condition.into());
    }

    /// Adds an argument; its place, `$3`.
    fn place(&mut self, value: impl Bind) -> String {
        self.args.extend(args![value]);
        format!("${}", self.args.len())
    }

    fn text(&self) -> String {
        self.all.join(" AND ")
    }

    fn list(&mut self, list: &List) {
        let condition = match list {
            List::Open => "is_open".to_owned(),
            List::Mine(agent) => format!("is_open AND assignee = {}", self.place(*agent)),
            List::Closed => "NOT is_open".to_owned(),
            List::Matching(text) => {
                let number = self.place(text.trim().to_uppercase());
                // kept family name first; typed either way
                let (typed, turned) = (self.named(&folded(text.trim())), self.named(&family_first(&folded(text.trim()))));
                format!("(reference = {number} OR {typed} OR {turned})")
            }
        };
        self.add(condition);
    }

    /// Whose name begins so.
    fn named(&mut self, begin: &str) -> String {
        let (from, to) = (self.place(begin), self.place(format!("{begin}\u{10ffff}")));
        format!("(citizen_folded >= {from} AND citizen_folded < {to})")
    }

    fn sight(&mut self, teams: Option<&[Slug]>) {
        let Some(teams) = teams else { return };
        let places: Vec<String> = teams.iter().map(|team| self.place(team)).collect();
        self.add(if places.is_empty() { "team IS NULL".to_owned() } else { format!("(team IS NULL OR team IN ({}))", places.join(", ")) });
    }

    fn kept(&mut self, filter: &Filter) {
        if let Some(team) = &filter.team {
            let team = self.place(team);
            self.add(format!("team = {team}"));
        }
        if let Some(teleservice) = &filter.teleservice {
            let teleservice = self.place(teleservice);
            self.add(format!("teleservice = {teleservice}"));
        }
        if filter.waiting {
            self.add(format!("(nature = 'waiting' OR {IS_ASKED})"));
        }
        if filter.answered {
            self.add("awaits_agent");
        }
        if let Some(day) = filter.due_before {
            let day = self.place(day.to_string());
            self.add(format!("due_on < {day}"));
        }
    }
}
