//! What somebody reads who asked for another address: who confirmed, from when
//! silence is a yes, and how to give it up.

use db::IdentityTx;
use kernel::id::AccountId;
use ui::{Kind, Markup, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::account::own;
use crate::{
    flow::address::{letters::effective_on, settling},
    store::address_changes::{self, Change},
};

pub(crate) const GIVE_UP: &str = "/compte/adresse/abandon";

/// `POST /compte/adresse/abandon`.
pub(crate) async fn give_up(ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, &ctx).await?;
    settling::give_up(&mut tx, ctx.moment(), session.account_id).await?;
    tx.commit().await?;
    Ok(redirect("/compte?fait=adresse-gardee"))
}

/// The notice, when a change is under way.
pub(super) async fn notice(tx: &mut IdentityTx, ctx: &Ctx, account: AccountId) -> Outcome<Option<Markup>> {
    Ok(address_changes::of(tx, account).await?.map(|change| shown(ctx, &change)))
}

fn shown(ctx: &Ctx, change: &Change) -> Markup {
    ui::notice(
        Kind::Info,
        "Votre adresse e-mail va changer.",
        html! {
            p { "Nouvelle adresse\u{a0}: " strong { (change.email.expose()) } "." }
            p { (what_is_missing(change)) }
            (ui::form(GIVE_UP, ctx.csrf(), None, false, ui::secondary_button("Garder mon adresse actuelle")))
        },
    )
}

fn what_is_missing(change: &Change) -> String {
    let day = effective_on(change.asked_at);
    match (change.new_confirmed_at, change.old_confirmed_at) {
        (None, None) => {
            "Ouvrez le lien reçu à la nouvelle adresse, sous 24\u{a0}heures. Puis celui reçu à votre adresse actuelle.".to_owned()
        }
        (None, Some(_)) => "Votre adresse actuelle a confirmé. Ouvrez le lien reçu à la nouvelle adresse, sous 24\u{a0}heures.".to_owned(),
        (Some(_), _) => format!(
            "La nouvelle adresse a confirmé. Ouvrez le lien reçu à votre adresse actuelle. \
             Vous ne la lisez plus\u{a0}? Le changement aura lieu tout seul le {day}."
        ),
    }
}
