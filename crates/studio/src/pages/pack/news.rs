//! What the studio tells of the pack: on the list of works, and on a work that is a copy.

use ui::{Kind, Markup, html};
use web::{Ctx, Outcome};

use crate::{
    Studio,
    keep::Opened,
    pack::{Standing, proposals},
    pages::urls,
    store::{pack, taken},
};

/// How many proposals are new, and how many updates wait, with the way there.
///
/// # Errors
/// When the databases cannot be read.
pub(in crate::pages) async fn of_shelf(studio: &Studio, ctx: &Ctx) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    if studio.way(&instance.authority).is_none() {
        return Ok(html! {});
    }
    let space = studio.taking_space(instance);
    let href = urls::proposals(&space);
    if space != *instance {
        return Ok(html! { p { a href=(href) { "Voir ce que les autres collectivités proposent" } } });
    }
    let all = proposals(studio, ctx).await?;
    let waiting = all.iter().filter(|one| one.is_behind()).count();
    let untouched = all.iter().filter(|one| one.standing == Standing::Untouched).count();
    Ok(html! {
        @if waiting > 0 {
            (ui::notice(Kind::Warning, "Des démarches que vous avez reprises ont changé", html! { p { a href=(href) { "Mises à jour qui attendent\u{a0}: " (waiting) } } }))
        }
        p {
            a href=(href) { "Voir ce que les autres collectivités proposent" }
            @if untouched > 0 { " (nouveau\u{a0}: " (untouched) ")" }
        }
    })
}

/// Whether the original of a copy moved on.
///
/// # Errors
/// When the databases cannot be read.
pub(in crate::pages) async fn of_work(studio: &Studio, ctx: &Ctx, opened: &Opened) -> Outcome<Markup> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let Some(adoption) = taken::adoption_of(&mut ctx.instance_read(instance).await?, work).await? else { return Ok(html! {}) };
    let offered = pack::of(&mut ctx.platform_read().await?, &adoption.from_authority, &adoption.teleservice).await?;
    let moved_on = offered.is_some_and(|offered| offered.withdrawn_at.is_none() && offered.hash != adoption.hash);
    Ok(html! {
        @if moved_on {
            (ui::notice(Kind::Warning, "L’original a changé", html! {
                p { (studio.name_of(&adoption.from_authority)) " propose une nouvelle version. " a href=(urls::of_work(instance, work, "original")) { "Voir ce qui a changé" } }
            }))
        }
    })
}
