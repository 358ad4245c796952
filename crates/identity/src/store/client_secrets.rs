//! How old the secrets of clients are.

use db::{Doc, IdentityTx, Result, args, record};
use kernel::{Personal, Timestamp};

use crate::model::protocol::Protocol;

record! {
    /// A client and its present secret.
    pub(crate) struct ClientRow {
        pub id: String,
        pub name: String,
        pub protocol: Doc<Protocol>,
        pub suspended_at: Option<Timestamp>,
        pub secret_since: Option<Timestamp>,
    }
}

/// The clients of partners, by name: the secrets of our own sites follow from the deployment's.
pub(crate) async fn of_clients(tx: &mut IdentityTx) -> Result<Vec<ClientRow>> {
    tx.all(
        "SELECT c.id, c.name, c.protocol, c.suspended_at, s.created_at AS secret_since FROM clients c \
         LEFT JOIN client_secrets s ON s.client_id = c.id AND s.expires_at IS NULL \
         WHERE c.is_ours = FALSE ORDER BY c.name, c.id",
        args![],
    )
    .await
}

record! {
    /// A secret about which somebody can be told.
    pub(crate) struct Ageing {
        pub digest: String,
        pub client_name: String,
        pub contact: Personal<String>,
        pub created_at: Timestamp,
        pub reminders: u32,
    }
}

/// The present secrets made before `before`, of clients that have a contact and
/// are connected.
pub(crate) async fn ageing(tx: &mut IdentityTx, before: Timestamp) -> Result<Vec<Ageing>> {
    tx.all(
        "SELECT s.digest, c.name AS client_name, c.contact, s.created_at, s.reminders FROM client_secrets s \
         JOIN clients c ON c.id = s.client_id \
         WHERE s.expires_at IS NULL AND s.created_at <= $1 AND c.contact IS NOT NULL AND c.suspended_at IS NULL ORDER BY s.digest",
        args![before],
    )
    .await
}

/// Its contact was told so many times.
pub(crate) async fn told(tx: &mut IdentityTx, digest: &str, reminders: u32) -> Result<()> {
    tx.execute("UPDATE client_secrets SET reminders = $2 WHERE digest = $1", args![digest, reminders]).await.map(drop)
}
