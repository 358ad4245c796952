//! The statements, for SQLite only.

use db::{InstanceTx, Result, args, record};
use kernel::Slug;
use serde_json::Value;

use crate::names;

/// Numbers of ours begin so; those of the program say another year.
const NUMBERS: (&str, &str) = ("BRON-00-", "BRON-00.");
/// How many requests documents are taken from.
const TEMPLATES: u32 = 8;
/// Requests are closed so long after they were filed, in microseconds.
const HANDLED: i64 = 20 * 86_400 * 1_000_000;
/// The law gives so long, in microseconds.
const DUE: i64 = 90 * 86_400 * 1_000_000;

record! {
    /// What every case of a batch has from a request that was really filed.
    pub struct Template {
        teleservice: Slug,
        definition: String,
        title: String,
        state: String,
        answers: String,
        listed: Option<String>,
        authority: Slug,
    }
}

/// Cases filed one after the other.
pub struct Batch<'a> {
    pub template: &'a Template,
    /// The number of the first.
    pub first: i64,
    /// The number after the last.
    pub end: i64,
    /// When the first was filed, in microseconds.
    pub filed_from: i64,
    /// Time between two of them, in microseconds.
    pub step: i64,
    pub is_open: bool,
}

/// The shortest among the first requests, which is what most people send.
pub async fn templates(tx: &mut InstanceTx) -> Result<Vec<Template>> {
    tx.all(
        "SELECT teleservice, definition, title, CAST(state AS TEXT) AS state, CAST(answers AS TEXT) AS answers, listed, authority
         FROM cases WHERE rowid IN (SELECT rowid FROM cases ORDER BY rowid LIMIT 100)
         -- what is sealed for one case opens for no other
         AND answers NOT LIKE '%$sealed%' ORDER BY length(answers), reference LIMIT $1",
        args![TEMPLATES],
    )
    .await
}

/// How many cases of ours are there.
pub async fn held(tx: &mut InstanceTx) -> Result<i64> {
    tx.value("SELECT COUNT(*) AS value FROM cases WHERE reference >= $1 AND reference < $2", args![NUMBERS.0, NUMBERS.1]).await
}

/// Three teams beside the first, and the people.
pub async fn make_teams(tx: &mut InstanceTx) -> Result<()> {
    let teams = "INSERT INTO teams (slug, label) VALUES ('enfance', 'Enfance'), ('etat-civil', 'État civil'), ('urbanisme', 'Urbanisme')
                 ON CONFLICT DO NOTHING";
    tx.execute(teams, args![]).await.map(drop)
}

/// What a connection needs to insert many rows: their names, and memory.
pub async fn make_room(tx: &mut InstanceTx) -> Result<()> {
    tx.execute("PRAGMA cache_size = -1000000", args![]).await?;
    tx.execute("CREATE TEMP TABLE IF NOT EXISTS people (turn INTEGER PRIMARY KEY, name TEXT, folded TEXT)", args![]).await?;
    let people: Vec<Value> = names::people().into_iter().map(|(name, folded)| serde_json::json!([name, folded])).collect();
    tx.execute(
        "INSERT INTO people SELECT key, value ->> 0, value ->> 1 FROM json_each($1) WHERE NOT EXISTS (SELECT 1 FROM people)",
        args![Value::from(people).to_string()],
    )
    .await
    .map(drop)
}

/// Inserts a batch. Identifiers, numbers and tracking digests grow: filling
/// unique indexes in order takes half the time, and they read the same.
pub async fn insert(tx: &mut InstanceTx, batch: &Batch<'_>) -> Result<()> {
    let Template { teleservice, definition, title, state, answers, listed, authority } = batch.template;
    tx.execute(
        "WITH RECURSIVE numbers (n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $2),
         placed AS (SELECT n, $3 + (n - $1) * $4 AS filed_at, CASE WHEN NOT $5 THEN 'closed' WHEN n % 13 < 6 THEN 'filed'
                    WHEN n % 13 < 11 THEN 'in_progress' ELSE 'waiting' END AS nature FROM numbers),
         dated AS (SELECT n, filed_at, nature, CASE nature WHEN 'closed' THEN 'envoyee' WHEN 'filed' THEN 'recue'
                   WHEN 'waiting' THEN 'pieces' ELSE 'verification' END AS status,
                   CASE WHEN $5 THEN NULL ELSE filed_at + $6 END AS closed_at FROM placed)
         INSERT INTO cases (id, reference, teleservice, definition, title, version, state, answers, status, nature, is_open, priority, team,
                            assignee, due_on, awaits_agent, subject, citizen_name, citizen_folded, email, phone, tracking_digest,
                            authority, listed, channel, filed_at, updated_at, closed_at)
         SELECT unhex(printf('%012x7%03x8', filed_at / 1000, n % 4096) || substr(hex(randomblob(8)), 2)),
                $7 || printf('%06X', n), $8, $9, $10, 1, json_set($11, '$.status', status), $12, status, nature, $5, 1,
                CASE n % 11 % 4 WHEN 0 THEN 'accueil' WHEN 1 THEN 'enfance' WHEN 2 THEN 'etat-civil' ELSE 'urbanisme' END,
                CASE WHEN n % 7 = 0 THEN (SELECT id FROM agents ORDER BY id LIMIT 1) END, date((filed_at + $13) / 1000000, 'unixepoch'),
                $5 AND n % 3 = 0, CASE WHEN n % 2 = 0 THEN hex(randomblob(16)) END, people.name, people.folded,
                'personne' || n || '@exemple.fr', NULL, printf('%08X', n) || substr(hex(randomblob(18)), 2), $14, $15, 'web', filed_at,
                COALESCE(closed_at, filed_at), closed_at
         FROM dated JOIN people ON people.turn = n % 5000",
        args![
            batch.first,
            batch.end,
            batch.filed_from,
            batch.step,
            batch.is_open,
            HANDLED,
            NUMBERS.0,
            teleservice,
            definition,
            title,
            state,
            answers,
            DUE,
            authority,
            listed.clone()
        ],
    )
    .await
    .map(drop)
}
