//! Giving tickets and reading them back.

use db::{IdentityTx, Result};
use kernel::Moment;
use web::{Ctx, cookie::digest};

use crate::{
    model::life::{CONFIRMATION, OPPOSITION, REGRET, RESET, STEP, UNDO, after},
    store::tickets::{self, Purpose, Ticket},
};

/// Gives a ticket: the token to put in a link or a form.
pub(crate) async fn give(tx: &mut IdentityTx, moment: &Moment, purpose: Purpose, ticket: Ticket) -> Result<String> {
    let token = moment.token::<32>();
    let lasts = match purpose {
        Purpose::Confirm => CONFIRMATION,
        Purpose::Reset => RESET,
        Purpose::Code | Purpose::StepUp | Purpose::CodeAfterFranceConnect | Purpose::SetUp | Purpose::RecoveryCodes => STEP,
        Purpose::NewAddress => CONFIRMATION,
        Purpose::OldAddress => OPPOSITION,
        Purpose::UndoAddress => UNDO,
        Purpose::Keep => REGRET,
    };
    tickets::give(tx, &digest(&token), purpose, ticket, (moment.wall, after(moment.wall, lasts))).await?;
    Ok(token)
}

/// Looks at a ticket of any browser.
pub(crate) async fn peek(tx: &mut IdentityTx, moment: &Moment, purpose: Purpose, token: &str) -> Result<Option<Ticket>> {
    tickets::peek(tx, &digest(token), purpose, moment.wall).await
}

/// Looks at a ticket that was given to this browser.
pub(crate) async fn own(tx: &mut IdentityTx, ctx: &Ctx, purpose: Purpose, token: &str) -> Result<Option<Ticket>> {
    Ok(peek(tx, ctx.moment(), purpose, token).await?.filter(|ticket| ticket.visitor == ctx.visitor()))
}

/// Uses a ticket up.
pub(crate) async fn take(tx: &mut IdentityTx, moment: &Moment, purpose: Purpose, token: &str) -> Result<Option<Ticket>> {
    tickets::take(tx, &digest(token), purpose, moment.wall).await
}
