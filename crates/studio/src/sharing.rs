//! Putting a question in the library that communes share.

use forms::Field;
use kernel::{Moment, Slug};
use web::{Failure, Outcome};

use crate::{
    Studio,
    store::library::{self, Shared},
};

impl Studio {
    /// Shares a question, or a block of them, of an authority; what it shared
    /// under the same words before gives way.
    ///
    /// # Errors
    /// When the platform cannot be written.
    pub async fn share(&self, moment: &Moment, authority: &Slug, field: &Field, by: &str) -> Outcome<()> {
        // when it is asked depends on a form that it leaves
        let field = Field { condition: None, ..field.clone() };
        let shared = Shared {
            authority: authority.clone(),
            label: field.label.clone(),
            field: serde_json::to_value(&field).map_err(|_| Failure::fault("a question does not serialise"))?,
            kept_at: moment.now,
            kept_by: by.to_owned(),
        };
        let mut tx = self.databases().platform_write().await?;
        library::keep(&mut tx, &shared).await?;
        Ok(tx.commit().await?)
    }
}
