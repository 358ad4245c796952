//! How each service is used, day by day.

use db::{IdentityTx, Result, args, record};
use jiff::civil::Date;
use kernel::Timestamp;

use crate::model::{
    figures::Figures,
    partner::{OrganisationId, stage::Stage},
};

record! {
    struct Counted { client_id: String, sign_ins: u32, people: u32 }
}

record! {
    struct Refused { client_id: String, refusals: u32 }
}

/// Counts what the provider did between two moments, for each client that did something.
pub(crate) async fn count(tx: &mut IdentityTx, (from, until): (Timestamp, Timestamp)) -> Result<Vec<(String, Figures)>> {
    let entered: Vec<Counted> = tx
        .all(
            "SELECT client_id, COUNT(*) AS sign_ins, COUNT(DISTINCT account_id) AS people FROM grants \
             WHERE created_at >= $1 AND created_at < $2 GROUP BY client_id",
            args![from, until],
        )
        .await?;
    let refused: Vec<Refused> = tx
        .all("SELECT client_id, COUNT(*) AS refusals FROM client_errors WHERE at >= $1 AND at < $2 GROUP BY client_id", args![from, until])
        .await?;
    let entered = entered.into_iter().map(|row| (row.client_id, Figures { sign_ins: row.sign_ins, people: row.people, refusals: 0 }));
    let refused = refused.into_iter().map(|row| (row.client_id, Figures { refusals: row.refusals, ..Figures::default() }));
    Ok(entered.chain(refused).collect())
}

/// Keeps what was counted of a day. A count never goes down: what it counted may
/// be forgotten since, an account deleted.
pub(crate) async fn keep(tx: &mut IdentityTx, client: &str, day: Date, counted: Figures) -> Result<()> {
    tx.execute(
        "INSERT INTO figures (client_id, day, sign_ins, people, refusals) SELECT id, $2, $3, $4, $5 FROM clients WHERE id = $1 \
         ON CONFLICT (client_id, day) DO UPDATE SET \
         sign_ins = CASE WHEN excluded.sign_ins > figures.sign_ins THEN excluded.sign_ins ELSE figures.sign_ins END, \
         people = CASE WHEN excluded.people > figures.people THEN excluded.people ELSE figures.people END, \
         refusals = CASE WHEN excluded.refusals > figures.refusals THEN excluded.refusals ELSE figures.refusals END",
        args![client, day.to_string(), counted.sign_ins, counted.people, counted.refusals],
    )
    .await
    .map(drop)
}

record! {
    /// A day of a service.
    pub(crate) struct Day { pub day: String, pub sign_ins: u32, pub people: u32, pub refusals: u32 }
}

/// The days of a client on which something happened, the latest first.
pub(crate) async fn of(tx: &mut IdentityTx, client: &str, since: Date) -> Result<Vec<Day>> {
    tx.all(
        "SELECT day, sign_ins, people, refusals FROM figures WHERE client_id = $1 AND day >= $2 ORDER BY day DESC",
        args![client, since.to_string()],
    )
    .await
}

record! {
    /// A client and what it did in some days.
    pub(crate) struct Total {
        pub id: String,
        pub name: String,
        pub stage: Stage,
        pub organisation_id: Option<OrganisationId>,
        pub organisation_name: Option<String>,
        pub suspended_at: Option<Timestamp>,
        pub organisation_suspended_at: Option<Timestamp>,
        pub sign_ins: u32,
        pub refusals: u32,
    }
}

/// Every client, by name, with what it did since.
pub(crate) async fn totals(tx: &mut IdentityTx, since: Date) -> Result<Vec<Total>> {
    tx.all(
        "SELECT c.id, c.name, c.stage, c.organisation_id, o.name AS organisation_name, c.suspended_at, \
         o.suspended_at AS organisation_suspended_at, CAST(COALESCE(SUM(f.sign_ins), 0) AS BIGINT) AS sign_ins, \
         CAST(COALESCE(SUM(f.refusals), 0) AS BIGINT) AS refusals \
         FROM clients c LEFT JOIN organisations o ON o.id = c.organisation_id \
         LEFT JOIN figures f ON f.client_id = c.id AND f.day >= $1 \
         GROUP BY c.id, c.name, c.stage, c.organisation_id, o.name, c.suspended_at, o.suspended_at ORDER BY c.name, c.stage, c.id",
        args![since.to_string()],
    )
    .await
}

record! {
    /// A day of a service, with its name.
    pub(crate) struct Line { pub id: String, pub name: String, pub day: String, pub sign_ins: u32, pub people: u32, pub refusals: u32 }
}

/// Everything that is kept, by service, the oldest first.
pub(crate) async fn all(tx: &mut IdentityTx) -> Result<Vec<Line>> {
    tx.all(
        "SELECT c.id, c.name, f.day, f.sign_ins, f.people, f.refusals FROM figures f JOIN clients c ON c.id = f.client_id \
         ORDER BY c.name, c.id, f.day",
        args![],
    )
    .await
}

/// Forgets the days before.
pub(crate) async fn forget(tx: &mut IdentityTx, before: Date) -> Result<u64> {
    tx.execute("DELETE FROM figures WHERE day < $1", args![before.to_string()]).await
}
