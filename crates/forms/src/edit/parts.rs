//! Several short texts under one legend.

use maud::{Markup, html};

use super::group;
use crate::{
    EditCtx,
    fields::{identity::Part, parts::input},
};

/// One of the texts.
pub(super) struct Box<'a> {
    pub part: &'a str,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub autocomplete: Option<&'static str>,
    pub width: Option<u8>,
    pub is_needed: bool,
}

/// Its input.
pub(super) fn draw(ctx: &EditCtx<'_>, text: &Box<'_>) -> Markup {
    let name = input(ctx.field.name, text.part);
    let label = label(ctx, text, &name);
    let kind = if text.part == "postcode" { ui::TextKind::Number } else { ui::TextKind::Text };
    ui::text_input(&label, ctx.state.value(&name), kind, text.width)
}

/// Its label.
pub(super) fn label<'a>(ctx: &'a EditCtx<'_>, text: &'a Box<'_>, name: &'a str) -> ui::Label<'a> {
    ui::Label {
        required: text.is_needed,
        autocomplete: text.autocomplete,
        ..ui::Label::new(name, text.label).hint(text.hint).state(ctx.state)
    }
}

/// The parts of an identity that the author asks for.
pub(crate) fn identity(ctx: &EditCtx<'_>, parts: &[Part], own: bool) -> Markup {
    group(ctx, html! { @for part in parts { (identity_part(ctx, *part, own)) } })
}

fn identity_part(ctx: &EditCtx<'_>, part: Part, own: bool) -> Markup {
    let autocomplete = part.autocomplete().filter(|_| own);
    let is_needed = ctx.field.required && part.is_needed();
    if part != Part::BirthDate {
        return draw(ctx, &Box { part: part.key(), label: part.label(), hint: part.hint(), autocomplete, width: None, is_needed });
    }
    let name = input(ctx.field.name, part.key());
    let label = ui::Label { required: is_needed, autocomplete, ..ui::Label::new(&name, part.label()).hint(part.hint()).state(ctx.state) };
    ui::date_input(&label, ui::DateValue::from_state(ctx.state, &name))
}
