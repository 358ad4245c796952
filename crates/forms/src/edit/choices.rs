//! Choosing among options: value, label, help of each.

use maud::{Markup, html};

use super::{group, label};
use crate::{EditCtx, markdown};

/// Value, label and help.
type Shown = (String, String, Option<String>);

fn choices(options: &[Shown]) -> Vec<ui::Choice<'_>> {
    options.iter().map(|(value, label, hint)| ui::Choice::new(value, label).hint(hint.as_deref())).collect()
}

/// One among few.
pub(crate) fn radios(ctx: &EditCtx<'_>, options: &[Shown]) -> Markup {
    ui::radios(&label(ctx), &choices(options), ctx.state.value(ctx.field.name))
}

/// One among many.
pub(crate) fn select(ctx: &EditCtx<'_>, options: &[Shown]) -> Markup {
    ui::select(&label(ctx), &choices(options), ctx.state.value(ctx.field.name))
}

/// Several.
pub(crate) fn checkboxes(ctx: &EditCtx<'_>, options: &[Shown]) -> Markup {
    ui::checkboxes(&label(ctx), &choices(options), ctx.state.values(ctx.field.name))
}

/// One list per rank: it works with a keyboard and says what it does.
pub(crate) fn ranks(ctx: &EditCtx<'_>, options: &[Shown], names: &[String]) -> Markup {
    let choices = choices(options);
    group(
        ctx,
        html! {
            @for (index, name) in names.iter().enumerate() {
                @let rank = if index == 0 { "1er choix".to_owned() } else { format!("{}e choix", index + 1) };
                @let label = ui::Label { required: ctx.field.required, ..ui::Label::new(name, &rank).state(ctx.state) };
                (ui::select(&label, &choices, ctx.state.value(name)))
            }
        },
    )
}

/// A box to tick, under what is agreed to.
pub(crate) fn acceptance(ctx: &EditCtx<'_>, text: Option<&str>) -> Markup {
    let checked = !ctx.state.value(ctx.field.name).is_empty();
    html! {
        @if let Some(text) = text { (markdown(text)) }
        (ui::checkbox(&ui::Label { page_heading: false, ..label(ctx) }, checked))
    }
}
