//! A citizen whose account was deleted: what the platform keeps of her goes.
//! Her requests stay where they are, for as long as their commune must keep them.

use db::{PlatformTx, Result};
use kernel::Moment;

use crate::{Cases, store};

impl Cases {
    /// Erases her drafts with their files, and the list of her requests.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_person(&self, tx: &mut PlatformTx, moment: &Moment, subject: &str) -> Result<()> {
        for draft in store::drafts::of_account(tx, subject).await? {
            self.erase_draft(tx, moment, &draft).await?;
        }
        store::followed::forget_person(tx, subject, moment.wall).await
    }
}
