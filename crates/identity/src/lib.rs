//! The identity provider: accounts, sign-on sessions, consents, and an OpenID
//! Provider for the clients registered (OpenID Connect Core 1.0, RFC 6749,
//! RFC 7636, RFC 9207, RFC 9700).
//!
//! It owns the whole identity database. Nobody else opens it: the rest of the
//! house knows a person by her pairwise identifier and the claims she granted.
//!
//! Invariants
//! - Nothing tells whether an address has an account: same pages, same texts,
//!   same work; what differs is done by a job.
//! - What is handed out (tokens, codes, secrets, links) is kept as a digest;
//!   what must be read back (secrets of one-time codes, signing keys, letters)
//!   is sealed with keys derived from the deployment's secret.
//! - Every token hangs on a grant, every grant on a session: ending the
//!   session, or revoking the grant, ends all of it at once.
//! - An authorization request belongs to the browser that brought it.
//! - An account is deleted by one function, `flow::closing::close`; the feed, the
//!   ledger outside the databases and the portal follow from it.
//! - A person's data go to a client that asks for consent only after she gave it.

mod api;
mod flow;
pub mod franceconnect;
mod hashing;
mod identity;
mod jobs;
mod keys;
mod ledger;
mod letter;
mod model;
mod operators;
mod oversight;
mod pages;
mod partnership;
pub mod register;
mod registry;
mod routes;
mod store;
#[cfg(test)]
mod tests;
mod vault;

use db::{Kind, Migration};

pub use flow::feed::Departed;
pub use identity::Identity;
pub use jobs::{DEPARTED, jobs, schedules};
pub use ledger::Ledger;
pub use letter::{Letter, Mailer};
pub use model::{
    api_scope::{ApiScope, ApiScopes},
    client::Profile,
    datum::Datum,
    partner::declaration::Declaration,
    password::Weakness,
    protocol::{AuthMethod, Binding, ClientKeys, Protocol, SigningAlg},
    scope::Scope,
    sharing::Need,
    totp::code_at as one_time_code,
};
pub use operators::{Crowd, Operators};
pub use oversight::{ClientState, KeyState, Refused};
pub use pages::connect::sign_in::sign_in_url;
pub use partnership::NewPartner;
pub use registry::{HashedPassword, NewAccount, NewClient, NotRegistrable, Registered};
pub use routes::routes;
pub use store::alerts::{Alert, AlertId, AlertKind};

/// The tables of this part.
pub const MIGRATIONS: &[Migration] = &[
    Migration { part: "identity", number: 1, kind: Kind::Identity, sql: include_str!("../migrations/identity/0001_accounts.sql") },
    Migration { part: "identity", number: 2, kind: Kind::Identity, sql: include_str!("../migrations/identity/0002_provider.sql") },
    Migration { part: "identity", number: 3, kind: Kind::Identity, sql: include_str!("../migrations/identity/0003_protocol.sql") },
    Migration { part: "identity", number: 4, kind: Kind::Identity, sql: include_str!("../migrations/identity/0004_factors.sql") },
    Migration { part: "identity", number: 5, kind: Kind::Identity, sql: include_str!("../migrations/identity/0005_data.sql") },
    Migration { part: "identity", number: 6, kind: Kind::Identity, sql: include_str!("../migrations/identity/0006_franceconnect.sql") },
    Migration { part: "identity", number: 7, kind: Kind::Identity, sql: include_str!("../migrations/identity/0007_life.sql") },
    Migration { part: "identity", number: 8, kind: Kind::Identity, sql: include_str!("../migrations/identity/0008_partners.sql") },
    Migration { part: "identity", number: 9, kind: Kind::Identity, sql: include_str!("../migrations/identity/0009_trial.sql") },
    Migration { part: "identity", number: 10, kind: Kind::Identity, sql: include_str!("../migrations/identity/0010_alerts.sql") },
    Migration { part: "identity", number: 11, kind: Kind::Identity, sql: include_str!("../migrations/identity/0011_figures.sql") },
    Migration { part: "identity", number: 12, kind: Kind::Identity, sql: include_str!("../migrations/identity/0012_id_token_claims.sql") },
    Migration { part: "identity", number: 13, kind: Kind::Identity, sql: include_str!("../migrations/identity/0013_ledger.sql") },
    Migration { part: "identity", number: 14, kind: Kind::Identity, sql: include_str!("../migrations/identity/0014_looks.sql") },
    Migration { part: "identity", number: 15, kind: Kind::Identity, sql: include_str!("../migrations/identity/0015_operators_told.sql") },
    Migration { part: "identity", number: 16, kind: Kind::Identity, sql: include_str!("../migrations/identity/0016_indexes.sql") },
    Migration { part: "identity", number: 17, kind: Kind::Identity, sql: include_str!("../migrations/identity/0017_address_changes.sql") },
];
