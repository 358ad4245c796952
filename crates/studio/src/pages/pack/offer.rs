//! Offering to the other authorities what this one publishes in production.

use axum::extract::{Path, State};
use cases::Shelved;
use kernel::{Problem, Slug, text};
use serde::Deserialize;
use ui::{Markup, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use crate::{
    Studio,
    keep::{self, Opened},
    pack::{Way, live_in_production, put_in_pack},
    pages::{publish, shell::Part, urls},
    store::pack::{self, Offered},
};

/// The name of the field that tells which version the author saw.
pub(super) const VERSION: &str = "version";

#[derive(Deserialize)]
pub(in crate::pages) struct Asked {
    work: Slug,
}

/// What a work's authors read of its being offered, and may do.
///
/// # Errors
/// When the databases cannot be read.
pub(in crate::pages) async fn section(studio: &Studio, ctx: &Ctx, opened: &Opened) -> Outcome<Markup> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    if studio.way(&instance.authority) != Some(Way::Copy) {
        return Ok(html! {});
    }
    let Some(live) = live_in_production(studio, &instance.authority, work).await? else {
        return Ok(ui::section(
            "Partager",
            html! { p { "Une fois publiée en production, la démarche peut être proposée aux autres collectivités." } },
        ));
    };
    let offered = pack::of(&mut ctx.platform_read().await?, &instance.authority, work).await?;
    let offered = offered.filter(|offered| offered.withdrawn_at.is_none());
    let form = acts(&live, offered.as_ref());
    Ok(ui::section("Partager", ui::form(&urls::of_work(instance, work, "proposer"), ctx.csrf(), None, false, form)))
}

fn acts(live: &Shelved, offered: Option<&Offered>) -> Markup {
    let hash = live.compiled.hash().to_string();
    html! {
        (ui::hidden(VERSION, &hash))
        @match offered {
            None => {
                p { "Les autres collectivités pourront lire cette démarche et la reprendre. Vos demandes restent chez vous." }
                (ui::button_row(ui::secondary_button_named("faire", "proposer", "Proposer aux autres collectivités")))
            }
            Some(offered) => {
                p { "Proposée aux autres collectivités depuis le " (text::date(text::day(offered.offered_at))) "." }
                @if offered.hash != hash { p { "La version publiée depuis n’est pas encore proposée." } }
                (ui::button_row(html! {
                    @if offered.hash != hash { (ui::secondary_button_named("faire", "proposer", "Proposer la nouvelle version")) }
                    (ui::secondary_button_named("faire", "retirer", "Ne plus proposer"))
                }))
            }
        }
    }
}

/// Offers what is published, or offers it no more.
pub(in crate::pages) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let opened = keep::open(&mut ctx.instance_read(&instance).await?, &asked.work).await?;
    if studio.way(&instance.authority) != Some(Way::Copy) {
        return Err(Failure::NOT_FOUND);
    }
    // what is offered is production's: whoever offers it administers production
    let production = publish::production(&studio, &ctx).await?.ok_or_else(|| {
        Failure::invalid("Vous n’administrez pas l’espace de production. Demandez à un administrateur de proposer la démarche.")
    })?;
    let (authority, work) = (&production.authority, &opened.work.slug);
    let mut tx = ctx.platform_write().await?;
    if posted.value("faire") == "retirer" {
        pack::withdraw(&mut tx, authority, work, ctx.moment().now).await?;
    } else {
        let live = live_in_production(&studio, authority, work).await?;
        let live = live.ok_or_else(|| Failure::invalid("Publiez d’abord la démarche en production."))?;
        if live.compiled.hash().to_string() != posted.value(VERSION) {
            let sentence = "Une autre version vient d’être publiée. Revenez à la page, relisez, puis proposez.";
            return Err(Problem::Conflict(sentence.to_owned()).into());
        }
        let definition = studio.cases().document(&mut ctx.instance_read(&production).await?, &live.compiled.hash().to_string()).await?;
        put_in_pack(&mut tx, ctx.moment(), authority, &definition, ctx.agent()?.name.expose()).await?;
    }
    tx.commit().await?;
    Ok(redirect(&Part::Check.href(&instance, work)))
}
