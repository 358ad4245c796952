//! Who is of an organisation, and as what. Every right of a page for partners
//! is looked for from here.

use db::{IdentityTx, Result, args, record};
use kernel::{Personal, Timestamp, id::AccountId};

use crate::model::partner::{
    OrganisationId,
    role::{Role, Roles},
};

record! {
    struct Line { role: Role }
}

record! {
    /// An organisation by its name.
    pub(crate) struct Named { pub id: OrganisationId, pub name: String }
}

record! {
    struct Row {
        account_id: AccountId,
        email: Personal<String>,
        given_name: Personal<String>,
        family_name: Personal<String>,
        role: Role,
    }
}

/// A member.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub account: AccountId,
    pub email: Personal<String>,
    pub given_name: Personal<String>,
    pub family_name: Personal<String>,
    pub roles: Roles,
}

/// Her roles in an organisation; none when she is not of it.
pub(crate) async fn roles(tx: &mut IdentityTx, organisation: OrganisationId, account: AccountId) -> Result<Roles> {
    let lines: Vec<Line> =
        tx.all("SELECT role FROM members WHERE organisation_id = $1 AND account_id = $2", args![organisation, account]).await?;
    Ok(lines.into_iter().map(|line| line.role).collect())
}

/// Her roles in the organisation of a client; none when she is not of it.
pub(crate) async fn roles_for(tx: &mut IdentityTx, client: &str, account: AccountId) -> Result<Roles> {
    let lines: Vec<Line> = tx
        .all(
            "SELECT m.role FROM members m JOIN clients c ON c.organisation_id = m.organisation_id WHERE c.id = $1 AND m.account_id = $2",
            args![client, account],
        )
        .await?;
    Ok(lines.into_iter().map(|line| line.role).collect())
}

/// Whether she is of an organisation, whichever.
pub(crate) async fn is_somewhere(tx: &mut IdentityTx, account: AccountId) -> Result<bool> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM members WHERE account_id = $1", args![account]).await?;
    Ok(count > 0)
}

/// The members of an organisation, by address.
pub(crate) async fn of(tx: &mut IdentityTx, organisation: OrganisationId) -> Result<Vec<Member>> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT m.account_id, a.email, g.value AS given_name, f.value AS family_name, m.role FROM members m \
             JOIN accounts a ON a.id = m.account_id \
             JOIN attributes g ON g.account_id = a.id AND g.datum = 'given_name' \
             JOIN attributes f ON f.account_id = a.id AND f.datum = 'family_name' \
             WHERE m.organisation_id = $1 ORDER BY a.email_key, m.account_id, m.role",
            args![organisation],
        )
        .await?;
    Ok(rows.chunk_by(|a, b| a.account_id == b.account_id).filter_map(member).collect())
}

/// One member: `lines` are all of hers.
fn member(lines: &[Row]) -> Option<Member> {
    let first = lines.first()?;
    Some(Member {
        account: first.account_id,
        email: first.email.clone(),
        given_name: first.given_name.clone(),
        family_name: first.family_name.clone(),
        roles: lines.iter().map(|line| line.role).collect(),
    })
}

/// How many developers an organisation has.
pub(crate) async fn developers(tx: &mut IdentityTx, organisation: OrganisationId) -> Result<i64> {
    tx.value("SELECT COUNT(*) AS value FROM members WHERE organisation_id = $1 AND role = $2", args![organisation, Role::Developer]).await
}

/// The organisations that have no developer but her, by name.
pub(crate) async fn only_developer_of(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Named>> {
    tx.all(
        "SELECT o.id, o.name FROM members m JOIN organisations o ON o.id = m.organisation_id WHERE m.account_id = $1 AND m.role = $2 \
         AND NOT EXISTS (SELECT 1 FROM members n WHERE n.organisation_id = o.id AND n.role = $2 AND n.account_id <> $1) ORDER BY o.name",
        args![account, Role::Developer],
    )
    .await
}

/// Gives her these roles and no other; none takes her out.
pub(crate) async fn set(
    tx: &mut IdentityTx,
    organisation: OrganisationId,
    account: AccountId,
    roles: &Roles,
    wall: Timestamp,
) -> Result<()> {
    for role in Role::ALL.iter().copied() {
        if roles.has(role) {
            tx.execute(
                "INSERT INTO members (organisation_id, account_id, role, since) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (organisation_id, account_id, role) DO NOTHING",
                args![organisation, account, role, wall],
            )
            .await?;
        } else {
            tx.execute(
                "DELETE FROM members WHERE organisation_id = $1 AND account_id = $2 AND role = $3",
                args![organisation, account, role],
            )
            .await?;
        }
    }
    Ok(())
}

/// The roles of one account become another's: two accounts are made one.
pub(crate) async fn move_to(tx: &mut IdentityTx, from: AccountId, to: AccountId) -> Result<()> {
    tx.execute(
        "INSERT INTO members (organisation_id, account_id, role, since) SELECT organisation_id, $2, role, since FROM members \
         WHERE account_id = $1 ON CONFLICT (organisation_id, account_id, role) DO NOTHING",
        args![from, to],
    )
    .await
    .map(drop)
}
