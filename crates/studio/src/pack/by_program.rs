//! The same acts, for whoever fills a deployment without a browser.

use db::InstanceKey;
use definition::Definition;
use kernel::{Moment, Slug};
use web::{Failure, Outcome};

use super::{Copied, copy, put_in_pack};
use crate::{Studio, keep, store::pack};

impl Studio {
    /// Offers a téléservice of an authority to the others, as it is here.
    ///
    /// # Errors
    /// When the platform cannot be written.
    pub async fn offer(&self, moment: &Moment, authority: &Slug, definition: &Definition, by: &str) -> Outcome<()> {
        let mut tx = self.databases().platform_write().await?;
        put_in_pack(&mut tx, moment, authority, definition, by).await?;
        Ok(tx.commit().await?)
    }

    /// Begins a work with a copy of what an authority offers; nothing when the
    /// space has something of this name.
    ///
    /// # Errors
    /// Not found when it is not offered; or when the databases cannot be used.
    pub async fn copy_offered(
        &self,
        moment: &Moment,
        instance: &InstanceKey,
        (authority, teleservice): (&Slug, &Slug),
        by: &str,
    ) -> Outcome<()> {
        let mut platform = self.databases().platform_read().await?;
        let offered = pack::of(&mut platform, authority, teleservice).await?.filter(|offered| offered.withdrawn_at.is_none());
        let offered = offered.ok_or(Failure::NOT_FOUND)?;
        let original = keep::read(&pack::document(&mut platform, &offered.hash).await?)?;
        drop(platform);
        let mut tx = self.databases().instance_write(instance).await?;
        if copy(self, &mut tx, &offered, &original, &original.title, by, moment.now).await? != Copied::NameTaken {
            tx.commit().await?;
        }
        Ok(())
    }
}
