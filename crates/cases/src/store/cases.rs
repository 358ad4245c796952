//! The rows of cases.

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{
    Personal, Slug, Timestamp,
    id::{AgentId, CaseId},
};
use workflow::{Nature, Priority, State};

use crate::{
    model::{Channel, nature_text},
    sealing::KeptAnswers,
};

record! {
    /// A case, whole.
    #[derive(Debug, Clone)]
    pub struct CaseRow {
        /// Its identifier.
        pub id: CaseId,
        /// Its number.
        pub reference: String,
        /// What is asked for.
        pub teleservice: Slug,
        /// The definition it is pinned to.
        pub definition: String,
        /// The téléservice's title when it was filed.
        pub title: String,
        /// Where it stands.
        pub state: Doc<State>,
        /// What was answered.
        pub answers: Doc<KeptAnswers>,
        /// The account that filed it.
        pub subject: Option<String>,
        /// Who asks.
        pub citizen_name: Personal<String>,
        /// Her name as lists search it: family name first, folded.
        pub citizen_folded: Personal<String>,
        /// Where to write to.
        pub email: Option<Personal<String>>,
        /// Where to call.
        pub phone: Option<Personal<String>>,
        /// Who answers for it.
        pub authority: Slug,
        /// The answers that tell it from others in a list.
        pub listed: Option<Personal<String>>,
        /// How it came in.
        pub channel: Channel,
        /// How many requests led to it, each opened by the one before; 0 for what a person sent.
        pub depth: i64,
        /// The instance that it was handed to.
        pub moved_to: Option<String>,
        /// When it was sent.
        pub filed_at: Timestamp,
        /// When something last happened.
        pub updated_at: Timestamp,
        /// Whether the citizen did something that no agent has looked at.
        pub awaits_agent: bool,
        /// Since when it is over.
        pub closed_at: Option<Timestamp>,
    }
}

const COLUMNS: &str = "id, reference, teleservice, definition, title, state, answers, subject, citizen_name, citizen_folded, email, phone, authority, listed, \
                       channel, depth, moved_to, filed_at, updated_at, awaits_agent, closed_at";

/// What a new case has besides its row.
pub struct NewCase<'a> {
    pub row: &'a CaseRow,
    pub nature: Nature,
    pub tracking_digest: &'a str,
    /// Until when its sensitive answers are kept, if it is over already.
    pub sensitive_until: Option<Timestamp>,
}

pub async fn add(tx: &mut InstanceTx, new: NewCase<'_>) -> Result<()> {
    let NewCase { row, nature, tracking_digest, sensitive_until } = new;
    let State { version, status, priority, team, assignee, clock, .. } = &row.state.0;
    tx.execute(
        "INSERT INTO cases (id, reference, teleservice, definition, title, version, state, answers, status, nature, is_open, priority, team,
         assignee, due_on, awaits_agent, subject, citizen_name, citizen_folded, email, phone, tracking_digest, authority, listed, channel,
         depth, filed_at, updated_at, closed_at, sensitive_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
         $29, $30)",
        args![
            row.id,
            &row.reference,
            &row.teleservice,
            &row.definition,
            &row.title,
            *version,
            row.state.clone(),
            row.answers.clone(),
            status,
            nature_text(nature),
            nature != Nature::Closed,
            priority_rank(*priority),
            team.clone(),
            agent_of(assignee.as_deref()),
            clock.due.map(|due| due.to_string()),
            true,
            row.subject.clone(),
            row.citizen_name.clone(),
            row.citizen_folded.clone(),
            row.email.clone(),
            row.phone.clone(),
            tracking_digest,
            &row.authority,
            row.listed.clone(),
            row.channel,
            row.depth,
            row.filed_at,
            row.updated_at,
            row.closed_at,
            sensitive_until
        ],
    )
    .await
    .map(drop)
}

pub async fn by_id(tx: &mut InstanceTx, id: CaseId) -> Result<Option<CaseRow>> {
    tx.optional(format!("SELECT {COLUMNS} FROM cases WHERE id = $1"), args![id]).await
}

/// Whether a number is a case's.
pub async fn has_reference(tx: &mut InstanceTx, reference: &str) -> Result<bool> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM cases WHERE reference = $1", args![reference]).await?;
    Ok(count > 0)
}

/// A case found by the account that filed it.
pub async fn of_subject(tx: &mut InstanceTx, id: CaseId, subject: &str) -> Result<Option<CaseRow>> {
    tx.optional(format!("SELECT {COLUMNS} FROM cases WHERE id = $1 AND subject = $2"), args![id, subject]).await
}

/// The open cases of a team, by their identifiers, after one.
pub async fn open_of_team(tx: &mut InstanceTx, team: &Slug, after: CaseId, limit: u32) -> Result<Vec<CaseRow>> {
    let sql = format!("SELECT {COLUMNS} FROM cases WHERE is_open AND team = $1 AND id > $2 ORDER BY id LIMIT $3");
    tx.all(sql, args![team, after, limit]).await
}

/// A case found by whoever holds its tracking code.
pub async fn by_tracking(tx: &mut InstanceTx, digest: &str) -> Result<Option<CaseRow>> {
    tx.optional(format!("SELECT {COLUMNS} FROM cases WHERE tracking_digest = $1"), args![digest]).await
}

/// What a change leaves.
pub struct Change<'a> {
    pub id: CaseId,
    /// The version that was seen.
    pub seen: i64,
    pub state: &'a State,
    pub nature: Nature,
    pub awaits_agent: bool,
    pub at: Timestamp,
    /// Until when its sensitive answers are kept, if it is over.
    pub sensitive_until: Option<Timestamp>,
}

/// Writes a case's new state, unless somebody did since it was read, or it left: false then.
pub async fn update(tx: &mut InstanceTx, change: Change<'_>) -> Result<bool> {
    let Change { id, seen, state, nature, awaits_agent, at, sensitive_until } = change;
    let is_closed = nature == Nature::Closed;
    let changed = tx
        .execute(
            "UPDATE cases SET version = $3, state = $4, status = $5, nature = $6, is_open = $7, priority = $8, team = $9, assignee = $10,
             due_on = $11, awaits_agent = $12, updated_at = $13,
             closed_at = CASE WHEN $7 THEN NULL ELSE COALESCE(closed_at, $13) END,
             sensitive_until = CASE WHEN $7 THEN NULL ELSE COALESCE(sensitive_until, $14) END
             WHERE id = $1 AND version = $2 AND moved_to IS NULL",
            args![
                id,
                seen,
                state.version,
                Doc(state),
                &state.status,
                nature_text(nature),
                !is_closed,
                priority_rank(state.priority),
                state.team.clone(),
                agent_of(state.assignee.as_deref()),
                state.clock.due.map(|due| due.to_string()),
                awaits_agent,
                at,
                sensitive_until
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// From now on nobody acts on a case here: it leaves for another instance. False
/// when somebody acted on it since this version.
pub async fn leaves(tx: &mut InstanceTx, row: &CaseRow, to: &str, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE cases SET moved_to = $3, is_open = $4, updated_at = $5, closed_at = COALESCE(closed_at, $5), sensitive_until = NULL
         WHERE id = $1 AND version = $2 AND moved_to IS NULL";
    Ok(tx.execute(sql, args![row.id, row.state.0.version, to, false, at]).await? == 1)
}

/// Leaves a sign that a case was handed to another instance; its sensitive
/// answers are kept here until this time, or as long as they are on their way.
pub async fn moved(tx: &mut InstanceTx, id: CaseId, to: &str, at: Timestamp, sensitive_until: Option<Timestamp>) -> Result<()> {
    tx.execute(
        "UPDATE cases SET moved_to = $2, is_open = $3, updated_at = $4, closed_at = COALESCE(closed_at, $4),
         sensitive_until = $5 WHERE id = $1",
        args![id, to, false, at, sensitive_until],
    )
    .await
    .map(drop)
}

/// A case that had left comes back, as it stands elsewhere.
pub async fn back(tx: &mut InstanceTx, row: &CaseRow, nature: Nature, sensitive_until: Option<Timestamp>) -> Result<()> {
    let State { version, status, priority, team, clock, .. } = &row.state.0;
    tx.execute(
        "UPDATE cases SET version = $2, state = $3, status = $4, nature = $5, is_open = $6, priority = $7, team = $8, assignee = NULL,
         due_on = $9, awaits_agent = $6, authority = $10, moved_to = NULL, updated_at = $11, closed_at = $12, definition = $13, answers = $14,
         listed = $15, sensitive_until = $16 WHERE id = $1",
        args![
            row.id,
            *version,
            row.state.clone(),
            status,
            nature_text(nature),
            nature != Nature::Closed,
            priority_rank(*priority),
            team.clone(),
            clock.due.map(|due| due.to_string()),
            &row.authority,
            row.updated_at,
            row.closed_at,
            &row.definition,
            row.answers.clone(),
            row.listed.clone(),
            sensitive_until
        ],
    )
    .await
    .map(drop)
}

/// Another authority answers for a case that stays in this space, unless
/// somebody acted on it since this version: false then.
pub async fn answers_for(tx: &mut InstanceTx, row: &CaseRow, seen: i64, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE cases SET authority = $3, version = $4, state = $5, updated_at = $6 WHERE id = $1 AND version = $2";
    Ok(tx.execute(sql, args![row.id, seen, &row.authority, row.state.0.version, row.state.clone(), at]).await? == 1)
}

/// Forgets who asked and what she said; the figures stay.
pub async fn anonymise(tx: &mut InstanceTx, id: CaseId, state: &State) -> Result<()> {
    tx.execute(
        "UPDATE cases SET answers = $2, subject = NULL, citizen_name = $3, citizen_folded = $3, email = NULL, phone = NULL,
         tracking_digest = NULL, listed = NULL, sensitive_until = NULL, state = $4 WHERE id = $1",
        args![id, serde_json::json!({}), "", Doc(state)],
    )
    .await
    .map(drop)
}

/// Cases whose sensitive answers have been kept long enough, a few at a time.
pub async fn sensitive_due(tx: &mut InstanceTx, now: Timestamp, limit: u32) -> Result<Vec<CaseRow>> {
    tx.all(format!("SELECT {COLUMNS} FROM cases WHERE sensitive_until <= $1 ORDER BY sensitive_until LIMIT $2"), args![now, limit]).await
}

/// Keeps what is left of the answers once the sensitive ones are erased.
pub async fn erase_sensitive(tx: &mut InstanceTx, id: CaseId, left: KeptAnswers) -> Result<()> {
    tx.execute("UPDATE cases SET answers = $2, sensitive_until = NULL WHERE id = $1", args![id, Doc(left)]).await.map(drop)
}

/// Cases in the order of their identifiers, after this one.
pub async fn after(tx: &mut InstanceTx, id: CaseId, limit: u32) -> Result<Vec<CaseRow>> {
    tx.all(format!("SELECT {COLUMNS} FROM cases WHERE id > $1 ORDER BY id LIMIT $2"), args![id, limit]).await
}

/// Keeps the same answers sealed anew, unless they changed since they were read.
pub async fn reseal(tx: &mut InstanceTx, seen: &CaseRow, anew: KeptAnswers) -> Result<u64> {
    tx.execute("UPDATE cases SET answers = $3 WHERE id = $1 AND answers = $2", args![seen.id, seen.answers.clone(), Doc(anew)]).await
}

const fn priority_rank(priority: Priority) -> i64 {
    match priority {
        Priority::Low => 0,
        Priority::Normal => 1,
        Priority::High => 2,
    }
}

fn agent_of(assignee: Option<&str>) -> Option<AgentId> {
    assignee.and_then(|text| text.parse().ok())
}
