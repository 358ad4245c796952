//! Whether the register of consents is as it was written: the acts in their
//! chain, and the texts that they name.

use std::{collections::BTreeSet, fmt};

use db::{
    IdentityTx, Result,
    audit::{self, Broken, Head, Known, Sealed, Verified},
};

use crate::{
    flow::sharing::{GIVEN, WITHDRAWN},
    model::consent::text_digest,
    store::agreements,
};

/// The acts of the register. They outlive the account with their details.
const ACTS: [&str; 2] = [GIVEN, WITHDRAWN];
/// Acts read at a time.
const BATCH: u32 = 1_000;

/// How the register was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The trail does not follow any more.
    Chain(Broken),
    /// The text of this digest is another, or is gone.
    Text(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chain(broken) => write!(f, "the register was changed: link {} is not what was written", broken.position),
            Self::Text(digest) => write!(f, "the register was changed: text {digest} is not what was read, or is gone"),
        }
    }
}

/// Reads the whole register again: the last link of its chain, to keep
/// elsewhere. `kept` is one that was, if any: it must still be there.
///
/// # Errors
/// Those of the database.
pub async fn verify(tx: &mut IdentityTx, kept: Option<&Head>) -> Result<Result<Head, Damage>> {
    let Verified { head } = match audit::verify(tx, Known { head: kept, proofs: &ACTS }).await? {
        Ok(whole) => whole,
        Err(broken) => return Ok(Err(Damage::Chain(broken))),
    };
    let changed = changed_text(tx).await?;
    Ok(changed.map_or(Ok(head), |digest| Err(Damage::Text(digest))))
}

/// Gives every act of the register that has its place in the chain: those of
/// one kind, then those of the other, each in order.
pub(crate) async fn acts(tx: &mut IdentityTx, mut with: impl FnMut(Sealed)) -> Result<()> {
    for action in ACTS {
        let mut after = 0;
        loop {
            let batch = audit::sealed(tx, action, after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = last.position;
            batch.into_iter().for_each(&mut with);
        }
    }
    Ok(())
}

/// A text that its digest does not name, or that an act names and nobody has.
async fn changed_text(tx: &mut IdentityTx) -> Result<Option<String>> {
    let mut named = BTreeSet::new();
    acts(tx, |act| named.extend(act.detail.and_then(|detail| detail["text"].as_str().map(str::to_owned)))).await?;
    for text in agreements::texts(tx).await? {
        if text_digest(&text.text) != text.digest {
            return Ok(Some(text.digest));
        }
        named.remove(&text.digest);
    }
    Ok(named.pop_first())
}
