//! Beginning a work with a copy of a proposal.

use db::InstanceKey;
use ui::{FormState, Label, Markup, TextKind, html};
use web::{Ctx, Outcome};

use super::proposal::{Done, Read};
use crate::{
    Studio,
    pack::{self, Copied, Proposal, Standing},
    pages::urls,
};

/// What can be done with it by those who write their own téléservices.
pub(super) fn acts(instance: &InstanceKey, proposal: &Proposal, state: &FormState) -> Markup {
    match &proposal.standing {
        Standing::Copied { work, is_open: true, is_behind } => html! {
            p { "Vous avez repris une copie. " a href=(urls::work(instance, work)) { "Ouvrir votre copie" } }
            @if *is_behind { p { "L’original a changé depuis. " a href=(urls::of_work(instance, work, "original")) { "Voir ce qui a changé" } } }
        },
        Standing::Copied { .. } => html! {
            p { "Votre copie est publiée. Reprenez-la dans " a href=(urls::list(instance)) { "l’atelier" } " pour la modifier ou la mettre à jour." }
        },
        _ => {
            let title = if state.has("nom") { state.value("nom") } else { &proposal.offered.title };
            html! {
                p { "La copie devient la vôtre\u{a0}: vous la modifiez et la publiez comme vous voulez." }
                (ui::text_input(&Label::new("nom", "Nom de la démarche chez vous").state(state), title, TextKind::Text, None))
                (ui::button_row(ui::button_named("faire", "reprendre", "Reprendre une copie")))
            }
        }
    }
}

/// Begins the work.
///
/// # Errors
/// When the instance cannot be written.
pub(super) async fn copy(studio: &Studio, ctx: &Ctx, read: &Read, title: &str) -> Outcome<Done> {
    let instance = ctx.instance()?;
    if title.is_empty() {
        return Ok(Err(("nom", "Écrivez le nom de la démarche.".to_owned())));
    }
    if let Standing::Copied { work, is_open: true, .. } = &read.proposal.standing {
        return Ok(Ok(urls::work(instance, work)));
    }
    let (by, at) = (ctx.agent()?.name.expose(), ctx.moment().now);
    let mut tx = ctx.instance_write(instance).await?;
    match pack::copy(studio, &mut tx, &read.proposal.offered, &read.definition, title, by, at).await? {
        Copied::Begun(work) => {
            tx.commit().await?;
            Ok(Ok(urls::work(instance, &work)))
        }
        Copied::NameTaken => Ok(Err(("nom", "Une démarche porte déjà ce nom chez vous. Choisissez-en un autre.".to_owned()))),
    }
}
