//! Roles that wait for the owner of an address. Nothing secret is sent: she
//! signs in to the account of that address.

use db::{IdentityTx, Result, args, record};
use kernel::{Id, Personal, Timestamp, id::AccountId};

use crate::model::partner::{OrganisationId, role::Roles};

/// An invitation's identifier.
pub(crate) enum InvitationKind {}
pub(crate) type InvitationId = Id<InvitationKind>;

record! {
    struct Row {
        id: InvitationId,
        organisation_id: OrganisationId,
        organisation_name: String,
        email: Personal<String>,
        roles: String,
        expires_at: Timestamp,
    }
}

/// An invitation.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub id: InvitationId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub email: Personal<String>,
    pub roles: Roles,
    pub expires_at: Timestamp,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            organisation_name: row.organisation_name,
            email: row.email,
            roles: Roles::parse(&row.roles),
            expires_at: row.expires_at,
        }
    }
}

/// The columns of an invitation, then the rest of a query.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.organisation_id, o.name AS organisation_name, i.email, i.roles, i.expires_at FROM invitations i \
             JOIN organisations o ON o.id = i.organisation_id ",
            $rest
        )
    };
}

/// Invites the owner of an address; the last invitation counts.
pub(crate) async fn put(tx: &mut IdentityTx, email_key: &str, invitation: &Invitation) -> Result<()> {
    tx.execute(
        "INSERT INTO invitations (id, organisation_id, email_key, email, roles, expires_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (organisation_id, email_key) DO UPDATE SET \
         id = excluded.id, email = excluded.email, roles = excluded.roles, expires_at = excluded.expires_at",
        args![
            invitation.id,
            invitation.organisation,
            email_key,
            invitation.email.clone(),
            invitation.roles.to_text(),
            invitation.expires_at
        ],
    )
    .await
    .map(drop)
}

/// Those of an organisation that still wait.
pub(crate) async fn of_organisation(tx: &mut IdentityTx, organisation: OrganisationId, wall: Timestamp) -> Result<Vec<Invitation>> {
    let rows: Vec<Row> =
        tx.all(select!("WHERE i.organisation_id = $1 AND i.expires_at > $2 ORDER BY i.email_key"), args![organisation, wall]).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Those that wait for this account: they were sent to its address, which is known to be hers.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId, wall: Timestamp) -> Result<Vec<Invitation>> {
    let rows: Vec<Row> = tx
        .all(
            select!(
                "JOIN accounts a ON a.email_key = i.email_key AND a.confirmed_at IS NOT NULL \
                 WHERE a.id = $1 AND i.expires_at > $2 ORDER BY o.name, i.id"
            ),
            args![account, wall],
        )
        .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Takes an invitation of an organisation away: accepted, declined, or taken
/// back. Of two at once, one gets true.
pub(crate) async fn remove(tx: &mut IdentityTx, organisation: OrganisationId, id: InvitationId) -> Result<bool> {
    Ok(tx.execute("DELETE FROM invitations WHERE id = $1 AND organisation_id = $2", args![id, organisation]).await? == 1)
}
