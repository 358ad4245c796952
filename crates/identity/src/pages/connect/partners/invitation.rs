//! `/partenaires/invitations/{invitation}`: yes or no to an organisation that
//! invites. It is found by the owner of the address invited, and nobody else.

use axum::extract::Path;
use db::IdentityTx;
use kernel::id::AccountId;
use ui::{Page, Row, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{HOME, of_organisation};
use crate::{
    flow::partners::members,
    pages::connect::{account::own, answer},
    store::partners::invitations::{self, Invitation, InvitationId},
};

/// The page of an invitation.
pub(super) fn address(id: InvitationId) -> String {
    format!("{HOME}/invitations/{id}")
}

pub(crate) async fn get(Path(id): Path<InvitationId>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let (_, invitation) = hers(&mut tx, &ctx, id).await?;
    Ok(answer(page(&ctx, &invitation)))
}

pub(crate) async fn post(Path(id): Path<InvitationId>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let (account, invitation) = hers(&mut tx, &ctx, id).await?;
    let yes = posted.value("choix") == "accepter";
    if !members::answer(&mut tx, ctx.moment(), account, &invitation, yes).await? {
        return Err(Failure::NOT_FOUND);
    }
    tx.commit().await?;
    Ok(redirect(&if yes { of_organisation(invitation.organisation) } else { format!("{HOME}?fait=invitation") }))
}

async fn hers(tx: &mut IdentityTx, ctx: &Ctx, id: InvitationId) -> Outcome<(AccountId, Invitation)> {
    let account = own(tx, ctx).await?.account_id;
    let waiting = invitations::of_account(tx, account, ctx.moment().wall).await?;
    let invitation = waiting.into_iter().find(|invitation| invitation.id == id).ok_or(Failure::NOT_FOUND)?;
    Ok((account, invitation))
}

fn page(ctx: &Ctx, invitation: &Invitation) -> Page {
    let title = format!("{} vous invite", invitation.organisation_name);
    let body = html! {
        (ui::heading(Some("Espace partenaires"), &title))
        (ui::summary_list(&[Row::text("Votre rôle", &invitation.roles.spoken())]))
        p { "Un code de sécurité ou une clé d’accès vous sera demandé à chaque connexion." }
        (ui::form(&address(invitation.id), ctx.csrf(), None, false, html! {
            (ui::button_row(html! {
                (ui::button_named("choix", "accepter", "Accepter"))
                (ui::secondary_button_named("choix", "refuser", "Refuser"))
            }))
        }))
    };
    Page::new(title, body).back(HOME, "Espace partenaires").narrow()
}
