//! Where somebody signs in from: the browser that she will recognise, and the
//! mark that tells it from the browsers of strangers.

use db::{IdentityTx, Result};
use http::{HeaderMap, header};
use kernel::{Moment, id::AccountId};
use web::{
    Ctx,
    cookie::{self, digest},
};

use crate::{
    model::{browser, network},
    store::known_browsers,
};

/// The cookie that marks a browser on which somebody signed in.
pub(crate) const MARK: &str = "browser";
/// How long the mark is kept, in seconds.
pub(crate) const MARK_LASTS: u32 = 365 * 24 * 3_600;

/// A browser and its network.
pub(crate) struct Visit {
    /// In two words.
    pub browser: String,
    /// Masked.
    pub network: String,
    mark: Option<String>,
}

impl Visit {
    pub(crate) fn of(ctx: &Ctx, headers: &HeaderMap) -> Self {
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mark = cookie::read(headers, ctx.sites(), ctx.site(), MARK).filter(|mark| mark.len() == 43);
        Self { browser: browser::summary(agent), network: network::masked(ctx.client().ip().expose()), mark }
    }

    /// The digest of its mark, when it is known to whoever owns this address.
    pub(crate) async fn known_to(&self, tx: &mut IdentityTx, email_key: &str) -> Result<Option<String>> {
        let Some(mark) = &self.mark else { return Ok(None) };
        let mark = digest(mark);
        Ok(known_browsers::is_known_to(tx, email_key, &mark).await?.then_some(mark))
    }

    /// The same, for an account.
    pub(crate) async fn known_to_her(&self, tx: &mut IdentityTx, account: AccountId) -> Result<Option<String>> {
        let Some(mark) = &self.mark else { return Ok(None) };
        let mark = digest(mark);
        Ok(known_browsers::is_hers(tx, account, &mark).await?.then_some(mark))
    }

    /// Marks it as hers: the mark, and whether it is new to an account that knows others.
    pub(crate) async fn remember(&self, tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<(String, bool)> {
        let mark = self.mark.clone().unwrap_or_else(|| moment.token::<32>());
        let knows_others = known_browsers::count(tx, account).await? > 0;
        let is_new = known_browsers::remember(tx, account, &digest(&mark), moment.wall).await?;
        Ok((mark, is_new && knows_others))
    }
}
