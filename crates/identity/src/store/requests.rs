//! Authorization requests under way.

use db::{Doc, IdentityTx, Result, args, record};
use kernel::Timestamp;

use crate::model::authorize::Request;

record! {
    /// A request and when it came.
    #[derive(Debug, Clone)]
    pub(crate) struct Pending { pub parameters: Doc<Request>, pub created_at: Timestamp }
}

pub(crate) async fn keep(tx: &mut IdentityTx, id: &str, visitor: &str, request: &Request, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO requests (id, visitor, client_id, parameters, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![id, visitor, &request.client_id, Doc(request.clone()), wall],
    )
    .await
    .map(drop)
}

/// A request of this browser, not older than `since`.
pub(crate) async fn get(tx: &mut IdentityTx, id: &str, visitor: &str, since: Timestamp) -> Result<Option<Pending>> {
    tx.optional("SELECT parameters, created_at FROM requests WHERE id = $1 AND visitor = $2 AND created_at > $3", args![id, visitor, since])
        .await
}

/// Changes what a request under way asks.
pub(crate) async fn replace(tx: &mut IdentityTx, id: &str, request: &Request) -> Result<()> {
    tx.execute("UPDATE requests SET parameters = $2 WHERE id = $1", args![id, Doc(request.clone())]).await.map(drop)
}

/// It was answered. False when it was answered in between.
pub(crate) async fn answered(tx: &mut IdentityTx, id: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM requests WHERE id = $1", args![id]).await? == 1)
}
