//! The statements of the lists. Each is made of one reading in order per way in
//! (a team, a name), which is an index read from where the page before ended
//! and no further than the page; the few lines of each are then merged.

use std::collections::BTreeSet;

use db::{Bind, Value, args};
use kernel::{Slug, text::folded};

use super::{After, List, Wanted};

const COLUMNS: &str = "id, reference, title, citizen_name, citizen_folded, status, nature, priority, team, due_on, awaits_agent, is_asked, is_stopped, \
                       definition, listed, moved_to, filed_at, closed_at";
/// The name of who has it.
const HOLDER: &str = "(SELECT agents.name FROM agents WHERE agents.id = cases.assignee) AS holder";

/// The team as the indexes hold it: none is ''.
const TEAM: &str = "COALESCE(team, '')";
/// The conditions of the partial indexes, word for word.
const ASKED: &str = "(is_asked OR nature = 'waiting')";
const ANSWERED: &str = "awaits_agent AND nature <> 'filed'";
const FREE: &str = "is_open AND assignee IS NULL AND (awaits_agent OR NOT (is_asked OR nature = 'waiting'))";

/// In which order a list is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Oldest filed first.
    Filed,
    /// Latest closed first.
    Closed,
    /// Most late first.
    Due,
    /// By name.
    Name,
    /// The one that has this number.
    Number,
}

impl Order {
    pub(super) fn of(wanted: &Wanted<'_>) -> Self {
        match &wanted.list {
            List::Closed => Self::Closed,
            List::Matching(text) if is_number(text) => Self::Number,
            List::Matching(_) => Self::Name,
            List::Open | List::Mine(_) if wanted.filter.due_before.is_some() => Self::Due,
            List::Open | List::Mine(_) | List::Stopped => Self::Filed,
        }
    }

    /// The columns, in order, and which way each is read.
    const fn keys(self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::Filed => (&["filed_at", "id"], "ASC"),
            Self::Closed => (&["closed_at", "id"], "DESC"),
            Self::Due => (&["due_on", "filed_at", "id"], "ASC"),
            Self::Name => (&["citizen_folded", "filed_at", "id"], "ASC"),
            Self::Number => (&["reference"], "ASC"),
        }
    }

    fn clause(self) -> String {
        let (keys, way) = self.keys();
        keys.iter().map(|key| format!("{key} {way}")).collect::<Vec<_>>().join(", ")
    }
}

/// The statement of a page; nothing when nothing may be seen. `name` is the
/// folded name of the case that the page before ended with.
pub(super) fn page(wanted: &Wanted<'_>, name: Option<&str>) -> Option<(String, Vec<Value>)> {
    let mut made = Made::default();
    let order = Order::of(wanted);
    let ways = made.ways(wanted)?;
    let mut common = made.kept(wanted);
    common.extend(wanted.after.and_then(|after| made.after(order, after, name)));
    let columns = format!("{COLUMNS}, {HOLDER}");
    let sql =
        merged(&columns, &format!("{COLUMNS}, holder"), &ways, &common, &format!("ORDER BY {} LIMIT {}", order.clause(), wanted.limit));
    Some((sql, made.args))
}

/// The statement of the next case to process.
pub(super) fn next(sight: Option<&[Slug]>) -> (String, Vec<Value>) {
    let mut made = Made::default();
    let ways = sight.map_or_else(|| vec![Way::new()], |teams| made.teams(teams));
    let sql = merged("id, filed_at", "id, filed_at", &ways, &[FREE.to_owned()], "ORDER BY filed_at, id LIMIT 1");
    (sql, made.args)
}

/// The statement that counts the stopped ones.
pub(super) fn stopped(sight: Option<&[Slug]>) -> (String, Vec<Value>) {
    let mut made = Made::default();
    let seen = sight.map_or_else(String::new, |teams| format!(" AND {}", made.among(teams)));
    (format!("SELECT COUNT(*) AS number FROM cases WHERE is_stopped{seen}"), made.args)
}

/// A way into an index: the conditions that it answers.
type Way = Vec<String>;

/// One reading per way in, then the first lines of all of them.
fn merged(columns: &str, names: &str, ways: &[Way], common: &[String], end: &str) -> String {
    let reading = |way: &Way| {
        let conditions: Vec<&str> = way.iter().chain(common).map(String::as_str).collect();
        format!("SELECT {columns} FROM cases WHERE {} {end}", conditions.join(" AND "))
    };
    match ways {
        [only] => reading(only),
        ways => {
            let each = ways.iter().enumerate().map(|(index, way)| format!("SELECT {names} FROM ({}) AS way{index}", reading(way)));
            format!("{} {end}", each.collect::<Vec<_>>().join(" UNION ALL "))
        }
    }
}

/// Whether it is a number that is searched: each holds its year, and no name holds a digit.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// « camille perrin » as « perrin camille ».
fn family_first(name: &str) -> String {
    name.split_once(' ').map_or_else(|| name.to_owned(), |(given, family)| format!("{family} {given}"))
}

/// A statement while it is made: its arguments.
#[derive(Default)]
struct Made {
    args: Vec<Value>,
}

impl Made {
    /// Adds an argument; its place, `$3`.
    fn place(&mut self, value: impl Bind) -> String {
        self.args.extend(args![value]);
        format!("${}", self.args.len())
    }

    /// The ways into the indexes; nothing when nothing may be seen.
    fn ways(&mut self, wanted: &Wanted<'_>) -> Option<Vec<Way>> {
        let few = match &wanted.list {
            List::Mine(agent) => Some(format!("assignee = {}", self.place(*agent))),
            List::Matching(text) if is_number(text) => Some(format!("reference = {}", self.place(text.trim().to_uppercase()))),
            List::Open | List::Stopped | List::Closed | List::Matching(_) => None,
        };
        if let Some(few) = few {
            // what she sees of so few is looked at line by line
            let seen = wanted.sight.map(|teams| self.among(teams));
            return Some(vec![std::iter::once(few).chain(seen).collect()]);
        }
        let teams = match (wanted.sight, &wanted.filter.team) {
            (Some(teams), Some(team)) if !teams.contains(team) => return None,
            (_, Some(team)) if Order::of(wanted) != Order::Name => vec![vec![format!("{TEAM} = {}", self.place(team))]],
            (Some(teams), _) => self.teams(teams),
            (None, _) => vec![Way::new()],
        };
        let List::Matching(text) = &wanted.list else { return Some(teams) };
        let names = self.names(text);
        Some(teams.iter().flat_map(|team| names.iter().map(|name| team.iter().chain([name]).cloned().collect())).collect())
    }

    /// One way in for cases of no team, then one per team.
    fn teams(&mut self, teams: &[Slug]) -> Vec<Way> {
        let teams: BTreeSet<&str> = std::iter::once("").chain(teams.iter().map(Slug::as_str)).collect();
        teams.into_iter().map(|team| vec![format!("{TEAM} = {}", self.place(team))]).collect()
    }

    fn among(&mut self, teams: &[Slug]) -> String {
        let places: Vec<String> = std::iter::once("").chain(teams.iter().map(Slug::as_str)).map(|team| self.place(team)).collect();
        format!("{TEAM} IN ({})", places.join(", "))
    }

    /// The beginning of a name: kept family name first, typed either way.
    fn names(&mut self, text: &str) -> Vec<String> {
        let typed = folded(text.trim());
        let turned = family_first(&typed);
        let mut names = vec![self.named(&typed)];
        if turned != typed {
            names.push(self.named(&turned));
        }
        names
    }

    /// Whose name begins so.
    fn named(&mut self, begin: &str) -> String {
        let (from, to) = (self.place(begin), self.place(format!("{begin}\u{10ffff}")));
        format!("citizen_folded >= {from} AND citizen_folded < {to}")
    }

    /// What holds for each line, whatever its way in.
    fn kept(&mut self, wanted: &Wanted<'_>) -> Vec<String> {
        let filter = &wanted.filter;
        let mut kept = match wanted.list {
            List::Open | List::Mine(_) => vec!["is_open".to_owned()],
            List::Stopped => vec!["is_stopped".to_owned()],
            List::Closed => vec!["NOT is_open".to_owned()],
            List::Matching(_) => return Vec::new(),
        };
        if let Some(teleservice) = &filter.teleservice {
            kept.push(format!("teleservice = {}", self.place(teleservice)));
        }
        if let (List::Mine(_), Some(team)) = (&wanted.list, &filter.team) {
            kept.push(format!("team = {}", self.place(team)));
        }
        if matches!(wanted.list, List::Closed | List::Stopped) {
            return kept;
        }
        kept.extend(filter.waiting.then(|| ASKED.to_owned()));
        kept.extend(filter.answered.then(|| ANSWERED.to_owned()));
        if let Some(day) = filter.due_before {
            kept.push(format!("due_on IS NOT NULL AND due_on < {}", self.place(day.to_string())));
        }
        kept
    }

    /// Beyond the end of the page before.
    fn after(&mut self, order: Order, after: After, name: Option<&str>) -> Option<String> {
        let first = match order {
            Order::Number => return None,
            Order::Filed | Order::Closed => None,
            Order::Due => Some(self.place(after.due?.to_string())),
            Order::Name => Some(self.place(name?)),
        };
        let rest = [self.place(after.at), self.place(after.id)];
        let (keys, way) = order.keys();
        let comparison = if way == "ASC" { ">" } else { "<" };
        let places: Vec<String> = first.into_iter().chain(rest).collect();
        Some(format!("({}) {comparison} ({})", keys.join(", "), places.join(", ")))
    }
}
