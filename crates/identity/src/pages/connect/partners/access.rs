//! Who may open a page of partners. Every right is looked for from the members'
//! table, for the account that is signed in: what is not hers is not found, so
//! that nothing tells whether it exists. Members work with two factors.

use db::IdentityTx;
use kernel::id::AccountId;
use web::{Answer, Ctx, Failure, Outcome, redirect};

use crate::{
    Identity,
    flow::authorization,
    model::{
        client::Client,
        life::{FRESH, after},
        partner::{
            OrganisationId,
            role::{Role, Roles},
        },
    },
    pages::connect::account::own,
    store::{
        clients,
        partners::{
            members,
            organisations::{self, Organisation},
        },
        second_factors,
        sessions::Session,
    },
};

/// What a page asks of its reader's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Two factors.
    TwoFactors,
    /// Two factors, less than ten minutes ago: rights and secrets.
    Fresh,
}

/// A member, in her organisation.
pub(super) struct Seat {
    pub account: AccountId,
    pub organisation: Organisation,
    pub roles: Roles,
}

/// A member before a service of her organisation.
pub(super) struct Desk {
    pub account: AccountId,
    pub organisation: Organisation,
    pub service: Client,
}

/// The transaction and who she is, or the page that asks for the proof that lacks.
pub(super) type Entry<T> = Outcome<Result<(IdentityTx, T), Answer>>;

/// A member of an organisation, whatever her roles.
pub(super) async fn member(identity: &Identity, ctx: &Ctx, mut tx: IdentityTx, proof: Proof, organisation: OrganisationId) -> Entry<Seat> {
    let session = own(&mut tx, ctx).await?;
    let roles = members::roles(&mut tx, organisation, session.account_id).await?;
    let found = organisations::by_id(&mut tx, organisation).await?.filter(|_| !roles.is_empty());
    let organisation = found.ok_or(Failure::NOT_FOUND)?;
    let seat = Seat { account: session.account_id, organisation, roles };
    Ok(proven(identity, ctx, tx, &session, proof).await?.map(|tx| (tx, seat)))
}

/// A developer of an organisation.
pub(super) async fn developer_of(
    identity: &Identity,
    ctx: &Ctx,
    tx: IdentityTx,
    proof: Proof,
    organisation: OrganisationId,
) -> Entry<Seat> {
    let entry = member(identity, ctx, tx, proof, organisation).await?;
    match entry {
        Ok((_, seat)) if !seat.roles.has(Role::Developer) => Err(Failure::NOT_FOUND),
        other => Ok(other),
    }
}

/// A developer before a service of her organisation.
pub(super) async fn developer(identity: &Identity, ctx: &Ctx, tx: IdentityTx, proof: Proof, client: &str) -> Entry<Desk> {
    before(identity, ctx, tx, proof, (Role::Developer, client)).await
}

/// A person of the support before a service of her organisation.
pub(super) async fn support(identity: &Identity, ctx: &Ctx, tx: IdentityTx, client: &str) -> Entry<Desk> {
    before(identity, ctx, tx, Proof::TwoFactors, (Role::Support, client)).await
}

async fn before(identity: &Identity, ctx: &Ctx, mut tx: IdentityTx, proof: Proof, (role, client): (Role, &str)) -> Entry<Desk> {
    let session = own(&mut tx, ctx).await?;
    let roles = members::roles_for(&mut tx, client, session.account_id).await?;
    let service = clients::by_id(&mut tx, client).await?.filter(|_| roles.has(role)).ok_or(Failure::NOT_FOUND)?;
    let organisation = match service.organisation_id {
        Some(id) => organisations::by_id(&mut tx, id).await?,
        None => None,
    };
    let desk = Desk { account: session.account_id, organisation: organisation.ok_or(Failure::NOT_FOUND)?, service };
    Ok(proven(identity, ctx, tx, &session, proof).await?.map(|tx| (tx, desk)))
}

/// Goes on with two factors; else leads to the page that asks for the second,
/// or sets one up, and then back to this page.
pub(super) async fn proven(
    identity: &Identity,
    ctx: &Ctx,
    tx: IdentityTx,
    session: &Session,
    proof: Proof,
) -> Outcome<Result<IdentityTx, Answer>> {
    let is_fresh = ctx.moment().wall < after(session.authenticated_at, FRESH);
    if session.methods.has_second_factor() && (is_fresh || proof == Proof::TwoFactors) {
        return Ok(Ok(tx));
    }
    drop(tx);
    let mut tx = ctx.identity_write().await?;
    let back = Some(ctx.uri().path().to_owned());
    let page = if second_factors::standing(&mut tx, session.account_id).await?.has_one {
        authorization::code_step(&mut tx, ctx, session, back).await?
    } else {
        authorization::set_up_step(identity, &mut tx, ctx, session, back).await?
    };
    tx.commit().await?;
    Ok(Err(redirect(&page)))
}
