//! What somebody can prove herself with, besides her password.

use db::{IdentityTx, Result};
use kernel::{Problem, id::AccountId};
use web::Outcome;

use crate::store::{
    passkeys::{self, Passkey},
    recovery_codes,
    second_factors::{self, Standing},
};

/// Recovery codes that are few.
const FEW: i64 = 3;

/// Her second factors.
pub(crate) struct Factors {
    pub has_codes: bool,
    pub passkeys: Vec<Passkey>,
    /// Recovery codes left. They replace a factor, they are not one.
    pub recovery_left: i64,
}

impl Factors {
    pub(crate) fn any(&self) -> bool {
        self.has_codes || !self.passkeys.is_empty()
    }
    /// Whether she should make recovery codes now.
    pub(crate) fn lacks_recovery(&self) -> bool {
        self.any() && self.recovery_left <= FEW
    }
}

pub(crate) async fn of(tx: &mut IdentityTx, account: AccountId) -> Result<Factors> {
    Ok(Factors {
        has_codes: second_factors::of(tx, account).await?.is_some(),
        passkeys: passkeys::of_account(tx, account).await?,
        recovery_left: recovery_codes::left(tx, account).await?,
    })
}

/// After one was taken away: recovery codes that replace nothing go too.
///
/// # Errors
/// When it was the last of somebody who must have one.
pub(crate) async fn after_removal(tx: &mut IdentityTx, account: AccountId) -> Outcome<()> {
    match second_factors::standing(tx, account).await? {
        Standing { has_one: true, .. } => Ok(()),
        Standing { is_required: true, .. } => Err(Problem::Conflict(LAST.to_owned()).into()),
        Standing { .. } => Ok(recovery_codes::remove(tx, account).await?),
    }
}

const LAST: &str = "Votre travail demande une clé d’accès ou un code de sécurité. Ajoutez-en un autre avant de retirer celui-ci.";
