//! What the demonstration makes for a partner, by the same functions as the pages.

use db::{DbError, IdentityTx, Result};
use kernel::{Moment, Personal, values::Email};

use crate::{
    Identity,
    flow::partners::{
        members,
        organisations::{self, Asked},
        proposals, services,
    },
    model::partner::{
        declaration::Declaration,
        role::{Role, Roles},
    },
    store::{
        accounts,
        partners::{organisations as kept, proposals as proposed},
    },
};

/// An organisation to connect, with a service.
#[derive(Debug, Clone)]
pub struct NewPartner {
    /// Its name.
    pub name: String,
    /// What it wants to connect.
    pub why: String,
    /// Who is written to about it.
    pub contact: Email,
    /// The address of its first developer, who has an account.
    pub developer: Email,
    /// Its service.
    pub service: Declaration,
}

impl Identity {
    /// Makes an accepted organisation with a service on trial and the same
    /// live, in the name of `operator`. Nothing when its developer is of an
    /// organisation already.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when the developer has no account.
    pub async fn make_partner(&self, tx: &mut IdentityTx, moment: &Moment, operator: &str, new: NewPartner) -> Result<()> {
        let account = accounts::id_of(tx, &new.developer.key()).await?.ok_or(DbError::NotFound)?;
        if !kept::of_member(tx, account).await?.is_empty() {
            return Ok(());
        }
        let contact = Personal::new(new.contact.as_str().to_owned());
        let asked = Asked { name: new.name, siret: None, why: new.why, contact };
        let id = organisations::ask(tx, moment, account, asked).await?;
        let organisation = kept::by_id(tx, id).await?.ok_or(DbError::NotFound)?;
        organisations::answer(self, tx, moment, operator, &organisation, None).await?;
        // in a small organisation the same person helps people too
        let roles: Roles = [Role::Developer, Role::Support].into_iter().collect();
        members::set_roles(tx, moment, account, id, (account, &roles)).await?;
        let client = services::declare(tx, moment, account, &organisation, &new.service).await?;
        proposals::propose(tx, moment, account, (&organisation, &client), new.service).await?;
        let proposal = proposed::last_of(tx, &client).await?.ok_or(DbError::NotFound)?;
        proposals::answer(self, tx, moment, operator, (&proposal, &organisation), None).await
    }
}
