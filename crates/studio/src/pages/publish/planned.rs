//! The publication that waits for its day: told, and given up.

use db::Stage;
use kernel::text;
use ui::{Kind, Markup, html};
use web::{Ctx, Outcome};

use super::{GIVE_UP, GIVE_UP_PRODUCTION};
use crate::{
    gate::InSpace,
    keep::Opened,
    pages::shell::{self, Part},
    store::planned::Planned,
};

/// What the address says once a plan was ended.
const ENDED: &str = "plan=annule";

/// The page, which tells there that a plan was ended.
pub(super) fn told_at(page: &str) -> String {
    format!("{page}?{ENDED}")
}

/// That a plan was just ended, if it was.
pub(in crate::pages) fn ended(ctx: &Ctx) -> Markup {
    html! {
        @if ctx.uri().query() == Some(ENDED) { (ui::notice(Kind::Info, "La publication qui était prévue est annulée", html! {})) }
    }
}

/// What is planned in a space; whoever administers it may give it up.
pub(super) fn notice(ctx: &Ctx, opened: &Opened, space: &InSpace, may_give_up: bool) -> Outcome<Markup> {
    let Some(planned) = &space.planned else { return Ok(html! {}) };
    let is_late = ctx.moment().now > planned.due_at + jiff::SignedDuration::from_hours(1);
    let is_elsewhere = ctx.instance()? != &space.instance;
    let title = match (is_late, is_elsewhere) {
        (true, false) => "Une publication prévue n’a pas eu lieu",
        (true, true) => "Une mise en ligne prévue n’a pas eu lieu",
        (false, false) => "Une publication est prévue",
        (false, true) => "Une mise en ligne est prévue pour les usagers",
    };
    let give_up = if space.instance.stage == Stage::Production && is_elsewhere { GIVE_UP_PRODUCTION } else { GIVE_UP };
    let action = Part::Check.href(ctx.instance()?, &opened.work.slug);
    Ok(ui::notice(
        if is_late { Kind::Warning } else { Kind::Info },
        title,
        html! {
            p { "Le " (on(planned)) ", par " (planned.planned_by) "." }
            @if planned.hash != definition::hash(&opened.definition).to_string() {
                p { "Elle publie une version plus ancienne que celle que vous voyez. Pour publier celle-ci, choisissez de nouveau un jour." }
            }
            @if is_late { p { "Une autre version a été publiée depuis, ou la démarche ne pouvait plus l’être. Publiez-la maintenant, ou annulez." } }
            @if may_give_up {
                (ui::form(&action, ctx.csrf(), None, false, html! {
                    (shell::seen(opened))
                    (ui::button_row(ui::secondary_button_named("faire", give_up, "Annuler la publication prévue")))
                }))
            }
        },
    ))
}

/// What publishing again does to the plan of a space.
pub(super) fn at_stake(space: &InSpace) -> Markup {
    html! {
        @if let Some(planned) = &space.planned {
            p { "Publier maintenant annule la publication prévue le " (on(planned)) ". Choisir un jour la remplace." }
        }
    }
}

fn on(planned: &Planned) -> String {
    text::date(text::day(planned.due_at))
}
