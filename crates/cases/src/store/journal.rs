//! What happened to a case.

use db::{InstanceTx, Result, args, record};
use kernel::{
    Moment, Personal, Timestamp,
    id::{CaseId, JournalEntryId},
};

use crate::model::EntryKind;

record! {
    /// A line of the journal.
    #[derive(Debug, Clone)]
    pub struct JournalLine {
        /// When.
        pub at: Timestamp,
        /// What kind of thing.
        pub kind: EntryKind,
        /// Who acted: a service towards citizens, a person among agents.
        pub who: Personal<String>,
        /// What happened, in a few words.
        pub title: String,
        /// The rest.
        pub body: Option<Personal<String>>,
        /// Whether the citizen sees it.
        pub visible: bool,
    }
}

/// A line to add.
pub struct NewLine<'a> {
    pub kind: EntryKind,
    pub who: &'a str,
    pub title: &'a str,
    pub body: Option<&'a str>,
    pub visible: bool,
}

pub async fn add(tx: &mut InstanceTx, moment: &Moment, case: CaseId, line: NewLine<'_>) -> Result<()> {
    let before: i64 = tx.value("SELECT COUNT(*) AS value FROM journal WHERE case_id = $1", args![case]).await?;
    tx.execute(
        "INSERT INTO journal (id, case_id, at, kind, who, title, body, visible) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![numbered(moment.id(), before), case, moment.now, line.kind, line.who, line.title, line.body, line.visible],
    )
    .await
    .map(drop)
}

/// An identifier that sorts after those of the lines before it, even written at
/// the same instant: what one act did is read in the order it was done
/// (a counter after the time, RFC 9562 §6.2, method 1).
fn numbered(id: JournalEntryId, before: i64) -> JournalEntryId {
    let mut bytes = *id.uuid().as_bytes();
    let [.., high, low] = before.min(0x0fff).to_be_bytes();
    bytes[6] = 0x70 | high;
    bytes[7] = low;
    JournalEntryId::from_uuid(uuid::Uuid::from_bytes(bytes))
}

/// The whole journal, oldest first.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<JournalLine>> {
    tx.all("SELECT at, kind, who, title, body, visible FROM journal WHERE case_id = $1 ORDER BY at, id", args![case]).await
}

/// What the citizen sees of it, oldest first.
pub async fn visible_of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<JournalLine>> {
    tx.all("SELECT at, kind, who, title, body, visible FROM journal WHERE case_id = $1 AND visible ORDER BY at, id", args![case]).await
}

/// Erases what the lines say beyond their titles, and the citizen's name.
pub async fn blank(tx: &mut InstanceTx, case: CaseId, citizen: &str) -> Result<u64> {
    tx.execute(
        "UPDATE journal SET body = NULL, who = CASE WHEN who = $2 THEN $3 ELSE who END WHERE case_id = $1",
        args![case, citizen, "Usager"],
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_instant_sort_as_they_were_written() {
        let rng = kernel::rng::SeededRng::new(5);
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        let ids: Vec<JournalEntryId> = (0..300).map(|before| numbered(JournalEntryId::new(at, &rng), before)).collect();
        assert!(ids.is_sorted() && ids[0] < ids[1] && ids[255] < ids[256]);
        assert_eq!(ids[299].uuid().get_version_num(), 7);
    }
}
