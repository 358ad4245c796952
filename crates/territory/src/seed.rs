//! The first authorities of a new platform.

use db::{PlatformTx, Result};
use kernel::Moment;

use crate::{model::Authority, store::authorities};

/// Puts the bundled Métropole and communes, without instances. What is there
/// already stays as it is. Call [`crate::Territory::refresh`] after the commit.
pub async fn seed(tx: &mut PlatformTx, moment: &Moment) -> Result<()> {
    for authority in Authority::bundled() {
        authorities::add(tx, &authority, moment.now).await?;
    }
    Ok(())
}
