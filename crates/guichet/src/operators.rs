//! The operators, for the identity provider, which writes to them.

use db::{Databases, DbError};
use identity::Crowd;
use web::house::BoxFuture;

use crate::app::SECTOR;

/// The table of operators.
pub struct Operators(pub Databases);

impl identity::Operators for Operators {
    fn all(&self) -> BoxFuture<'_, Result<Crowd, DbError>> {
        Box::pin(async move {
            let mut tx = self.0.platform_read().await?;
            let operators = territory::store::operators::all(&mut tx).await?;
            Ok(Crowd { sector: SECTOR.to_owned(), subjects: operators.into_iter().map(|operator| operator.subject).collect() })
        })
    }
}
