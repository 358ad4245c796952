//! The proof by the password, besides the sign-in page.

use kernel::{Personal, Problem, id::AccountId};
use web::{Ctx, Outcome};

use super::attempts::Attempt;
use crate::{Identity, store::accounts};

/// Whether this is the password of an account; failures count as those of the sign-in page.
pub(crate) async fn is_right(identity: &Identity, ctx: &Ctx, account: AccountId, typed: &str) -> Outcome<bool> {
    let wall = ctx.moment().wall;
    let mut tx = ctx.identity_write().await?;
    let account = accounts::by_id(&mut tx, account).await?;
    let attempt = Attempt::password(&account.email.expose().to_lowercase(), ctx.client());
    if let Some(retry_after) = attempt.begin(&mut tx, wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    tx.commit().await?;
    let is_right = identity.hashing.verify(Personal::new(typed.to_owned()), account.hash()).await?;
    if is_right {
        let mut tx = ctx.identity_write().await?;
        attempt.succeeded(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(is_right)
}
