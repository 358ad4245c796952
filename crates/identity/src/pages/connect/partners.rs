//! `/partenaires`: what the staff of an organisation does with its services.

mod access;
pub(crate) mod ask;
pub(crate) mod assistance;
mod declaration_form;
pub(crate) mod declare;
pub(crate) mod home;
pub(crate) mod invitation;
pub(crate) mod invite;
pub(crate) mod kit;
pub(crate) mod leave;
pub(crate) mod members;
pub(crate) mod needs;
mod options_form;
pub(crate) mod organisation;
pub(crate) mod production;
pub(crate) mod secret;
pub(crate) mod service;
pub(crate) mod settings;
mod steps;
pub(crate) mod trial;

use db::IdentityTx;
use kernel::id::AccountId;
use ui::{FormState, Markup, Page, Tone, html};
use web::Ctx;

use crate::{
    model::{
        client::Client,
        partner::{OrganisationId, stage::Stage},
    },
    store::partners::{self as kept, organisations::Organisation},
};

/// The home of partners.
pub(crate) const HOME: &str = "/partenaires";

/// Whether these pages concern her: she is of an organisation, or one invites her.
pub(super) async fn concern(tx: &mut IdentityTx, ctx: &Ctx, account: AccountId) -> db::Result<bool> {
    Ok(kept::members::is_somewhere(tx, account).await? || !kept::invitations::of_account(tx, account, ctx.moment().wall).await?.is_empty())
}

/// The page of an organisation.
fn of_organisation(id: OrganisationId) -> String {
    format!("{HOME}/organisations/{id}")
}

/// The page of a service.
fn of_service(id: &str) -> String {
    format!("{HOME}/services/{id}")
}

/// A page about a service, with what is to correct in its form, and the way back to it.
fn about(service: &Client, title: &str, state: &FormState, body: Markup) -> Page {
    let body = html! { (ui::error_summary(state)) (ui::heading(Some(&service.name), title)) (body) };
    Page::new(title, body).back(of_service(&service.id), service.name.as_str())
}

/// The same about an organisation.
fn within(organisation: &Organisation, title: &str, state: &FormState, body: Markup) -> Page {
    let body = html! { (ui::error_summary(state)) (ui::heading(Some(&organisation.name), title)) (body) };
    Page::new(title, body).back(of_organisation(organisation.id), organisation.name.as_str())
}

/// Where a service stands.
fn state(service: &Client) -> (Tone, &'static str) {
    match service.suspended_at {
        Some(_) => (Tone::Danger, "Suspendu"),
        None => match service.stage {
            Stage::Integration => (Tone::Info, service.stage.label()),
            Stage::Production => (Tone::Success, service.stage.label()),
        },
    }
}
