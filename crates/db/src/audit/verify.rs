//! Whether a trail is as it was sealed.

use super::{BATCH, Head, Row, digest};
use crate::{Result, Tx, args};

/// What is known of a trail besides what it holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// A head kept elsewhere: it must still be there.
    pub head: Option<&'a Head>,
    /// The acts whose details are never erased lawfully.
    pub proofs: &'a [&'a str],
}

/// The trail is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The last link: what to keep elsewhere.
    pub head: Head,
}

/// The trail was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The first position where it shows.
    pub position: i64,
}

/// Reads the whole chain again, beside what is known of it.
pub async fn verify(tx: &mut Tx, known: Known<'_>) -> Result<Result<Verified, Broken>> {
    let mut head = Head::none();
    loop {
        let rows = after(tx, head.position).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let position = head.position + 1;
            match checked(&head, row, known.proofs) {
                Some(chain) if known.head.is_none_or(|kept| kept.position != position || kept.chain == chain) => {
                    head = Head { position, chain }
                }
                _ => return Ok(Err(Broken { position })),
            }
        }
    }
    match known.head {
        Some(kept) if kept.position > head.position => Ok(Err(Broken { position: head.position + 1 })),
        _ => Ok(Ok(Verified { head })),
    }
}

/// The link of a row that follows `head`, if the row is as it was sealed.
fn checked(head: &Head, row: &Row, proofs: &[&str]) -> Option<String> {
    let digest = row.digest.as_deref()?;
    let erased = row.salt.is_empty() && row.detail.is_none() && !proofs.contains(&row.action.as_str());
    let intact = erased || digest::of_detail(&row.salt, row.detail.as_ref()) == digest;
    let chain = digest::link(&head.chain, head.position + 1, row, digest);
    (row.position == Some(head.position + 1) && intact && row.chain.as_ref() == Some(&chain)).then_some(chain)
}

async fn after(tx: &mut Tx, position: i64) -> Result<Vec<Row>> {
    tx.all(
        "SELECT id, at, actor, action, subject, detail, salt, position, digest, chain FROM audit
         WHERE position > $1 ORDER BY position LIMIT $2",
        args![position, BATCH],
    )
    .await
}
