//! Cases: what citizens ask and what becomes of it.
//!
//! The part owns definitions published in an instance, drafts, filing, cases,
//! their thread, files and journal, agents and teams. It is the only one that
//! applies what the engines of forms and workflows decide.
//!
//! Architecture invariants: a case changes only through [`advance`], in one
//! transaction that compares the version that was seen; what leaves (mail,
//! document, projection) leaves by jobs asked for in that transaction; every
//! lookup starts from who asks: the account, the holder of a tracking code, or
//! the agent admitted to the instance.

mod acknowledgement;
mod advance;
mod answering;
mod arrivals;
mod attaching;
mod calls;
mod carrying;
mod citizen;
mod connectors;
mod context;
mod departure;
mod desk_work;
mod documents;
mod draft_files;
mod effects;
mod erasing;
mod errors;
mod examination;
mod extension;
mod filing;
mod forgetting;
mod former;
mod imports;
mod intake;
mod jobs;
mod keeping;
mod lacks;
mod late;
mod leaving;
mod letters;
mod library;
mod lookups;
pub mod model;
mod once;
mod opinions;
mod pages;
mod part;
mod places;
mod publication;
mod readers;
mod recent;
mod resealing;
mod routing;
mod samples;
mod sealing;
mod starting;
mod stops;
mod store;
mod streams;
mod taking_up;
#[cfg(test)]
mod tests;
mod texts;
mod transfer;
mod uploads;
mod versions;

use db::{Kind, Migration};

pub use connectors::{Call, CallTrouble, Connectors, Unconnected};
pub use imports::{Incoming, TakenBack};
pub use lacks::Lack;
pub use library::{Shelved, Staffing};
pub use lookups::of_territory as territory_lookups;
pub use part::{Cases, Services};
pub use places::PlaceLinks;
pub use publication::{Place, Publication};
pub use records::ListName;
pub use routing::USUAL_TEAM;
pub use store::{
    agents::{AgentRow, NewAgent},
    definitions::Published,
};
pub use versions::{InFlight, MovePlan, Moving, NotMoved};

/// The tables of the part.
pub const MIGRATIONS: &[Migration] = &[
    Migration { part: "cases", number: 1, kind: Kind::Instance, sql: include_str!("../migrations/instance/0001_cases.sql") },
    Migration { part: "cases", number: 2, kind: Kind::Instance, sql: include_str!("../migrations/instance/0002_queue.sql") },
    Migration { part: "cases", number: 3, kind: Kind::Instance, sql: include_str!("../migrations/instance/0003_imports.sql") },
    Migration { part: "cases", number: 4, kind: Kind::Instance, sql: include_str!("../migrations/instance/0004_versions.sql") },
    Migration { part: "cases", number: 5, kind: Kind::Instance, sql: include_str!("../migrations/instance/0005_stops.sql") },
    Migration { part: "cases", number: 6, kind: Kind::Instance, sql: include_str!("../migrations/instance/0006_examinations.sql") },
    Migration { part: "cases", number: 7, kind: Kind::Instance, sql: include_str!("../migrations/instance/0007_opinions.sql") },
    Migration { part: "cases", number: 8, kind: Kind::Instance, sql: include_str!("../migrations/instance/0008_case_records.sql") },
    Migration { part: "cases", number: 9, kind: Kind::Instance, sql: include_str!("../migrations/instance/0009_sensitive.sql") },
    Migration { part: "cases", number: 10, kind: Kind::Instance, sql: include_str!("../migrations/instance/0010_titles.sql") },
    Migration { part: "cases", number: 11, kind: Kind::Instance, sql: include_str!("../migrations/instance/0011_depth.sql") },
    Migration { part: "cases", number: 12, kind: Kind::Instance, sql: include_str!("../migrations/instance/0012_contacts.sql") },
    Migration { part: "cases", number: 13, kind: Kind::Instance, sql: include_str!("../migrations/instance/0013_dropped_requests.sql") },
    Migration {
        part: "cases",
        number: 14,
        kind: Kind::Instance,
        sql: include_str!("../migrations/instance/0014_closed_await_nothing.sql"),
    },
    Migration { part: "cases", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/platform/0001_drafts.sql") },
    Migration { part: "cases", number: 2, kind: Kind::Platform, sql: include_str!("../migrations/platform/0002_agent_spaces.sql") },
    Migration { part: "cases", number: 3, kind: Kind::Platform, sql: include_str!("../migrations/platform/0003_departed.sql") },
];
