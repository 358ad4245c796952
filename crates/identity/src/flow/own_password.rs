//! The password of somebody who is signed in, asked again.

use kernel::{Personal, Problem, id::SessionId};
use web::{Ctx, Outcome};

use super::attempts::Attempt;
use crate::{Identity, model::account::Account};

/// What to say when it is not.
pub(crate) const WRONG: &str = "Ce n’est pas votre mot de passe. Vérifiez-le, puis recommencez.";

/// Whether it is hers. Counted by session: a stranger who guesses elsewhere
/// does not stop her here.
pub(crate) async fn is_right(
    identity: &Identity,
    ctx: &Ctx,
    account: &Account,
    session: SessionId,
    typed: Personal<String>,
) -> Outcome<bool> {
    let wall = ctx.moment().wall;
    let attempt = Attempt::known_browser(&account.id.to_string(), &session.to_string());
    let mut tx = ctx.identity_write().await?;
    if let Some(retry_after) = attempt.begin(&mut tx, wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    tx.commit().await?;
    let is_right = identity.hashing.verify(typed, account.hash()).await?;
    if is_right {
        let mut tx = ctx.identity_write().await?;
        attempt.succeeded(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(is_right)
}
