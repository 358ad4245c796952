//! Authorization requests pushed by clients (RFC 9126).

use db::{Doc, IdentityTx, Result, args, record};
use kernel::Timestamp;

use crate::model::authorize::Request;

record! {
    struct Row { parameters: Doc<Request> }
}

pub(crate) async fn keep(tx: &mut IdentityTx, digest: &str, request: &Request, expires_at: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO pushed_requests (digest, client_id, parameters, expires_at) VALUES ($1, $2, $3, $4)",
        args![digest, &request.client_id, Doc(request.clone()), expires_at],
    )
    .await
    .map(drop)
}

/// Looks at the request of a client, without using it.
pub(crate) async fn get(tx: &mut IdentityTx, digest: &str, client: &str, wall: Timestamp) -> Result<Option<Request>> {
    let row: Option<Row> = tx
        .optional(
            "SELECT parameters FROM pushed_requests WHERE digest = $1 AND client_id = $2 AND expires_at > $3",
            args![digest, client, wall],
        )
        .await?;
    Ok(row.map(|row| row.parameters.0))
}

/// Uses it up: of several at once, one gets true.
pub(crate) async fn take(tx: &mut IdentityTx, digest: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM pushed_requests WHERE digest = $1", args![digest]).await? == 1)
}
