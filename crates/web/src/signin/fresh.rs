//! A fresh proof before what is sensitive, on our own sites: the provider asks
//! again, and leads back (`max_age`, OpenID Connect Core §3.1.2.1).

use super::SignIn;
use crate::{Answer, Ctx, redirect};

/// How old a proof may be, in seconds: ten minutes, as for the sensitive acts of an account.
pub(super) const FRESH: i64 = 600;

impl SignIn {
    /// The way to prove again who she is and come back to a path, when she last
    /// did too long ago.
    pub fn again(ctx: &Ctx, back_to: &str) -> Option<Answer> {
        let person = ctx.person()?;
        let is_fresh = ctx.moment().wall.as_second() - person.authenticated_at.as_second() < FRESH;
        (!is_fresh).then(|| redirect(&format!("{}&recente=1", Self::url(back_to, true))))
    }
}
