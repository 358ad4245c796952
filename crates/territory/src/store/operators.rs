//! The table of operators.

use db::{PlatformTx, Result, args, record};
use kernel::{Moment, Personal};

record! {
    /// Somebody whom the Métropole lets run the platform.
    #[derive(Debug, Clone)]
    pub struct Operator {
        /// Her pairwise identifier.
        pub subject: String,
        /// Her name, as colleagues see it.
        pub name: Personal<String>,
    }
}

/// Lets somebody run the platform; known already, her name is brought up to date.
pub async fn add(tx: &mut PlatformTx, moment: &Moment, operator: Operator) -> Result<()> {
    tx.execute(
        "INSERT INTO operators (subject, name, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (subject) DO UPDATE SET name = $2",
        args![operator.subject, operator.name, moment.now],
    )
    .await
    .map(drop)
}

/// The operator of this subject, if she is one.
pub async fn find(tx: &mut PlatformTx, subject: &str) -> Result<Option<Operator>> {
    tx.optional("SELECT subject, name FROM operators WHERE subject = $1", args![subject]).await
}

/// Every operator, by name.
pub async fn all(tx: &mut PlatformTx) -> Result<Vec<Operator>> {
    tx.all("SELECT subject, name FROM operators ORDER BY name, subject", args![]).await
}
