//! Several short texts under one legend: address, place, identity.

use maud::{Markup, html};

use super::group;
use crate::{
    EditCtx,
    fields::{identity::Part, parts::input},
};

/// One of the texts.
struct Box<'a> {
    part: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    autocomplete: Option<&'static str>,
    width: Option<u8>,
    is_needed: bool,
}

fn draw(ctx: &EditCtx<'_>, text: &Box<'_>) -> Markup {
    let name = input(ctx.field.name, text.part);
    let label = ui::Label {
        required: text.is_needed,
        autocomplete: text.autocomplete,
        ..ui::Label::new(&name, text.label).hint(text.hint).state(ctx.state)
    };
    let kind = if text.part == "postcode" { ui::TextKind::Number } else { ui::TextKind::Text };
    ui::text_input(&label, ctx.state.value(&name), kind, text.width)
}

/// What a script or a look-up fills: kept, not shown.
fn unseen(ctx: &EditCtx<'_>, parts: &[&str]) -> Markup {
    html! { @for part in parts { @let name = input(ctx.field.name, part); (ui::hidden(&name, ctx.state.value(&name))) } }
}

/// A postal address, typed by hand or chosen.
pub(crate) fn address(ctx: &EditCtx<'_>, own: bool) -> Markup {
    let is_needed = ctx.field.required;
    let token = |token| if own { Some(token) } else { None };
    let boxes = [
        Box { part: "street", label: "Numéro et rue", hint: None, autocomplete: token("address-line1"), width: None, is_needed },
        Box {
            part: "complement",
            label: "Complément d’adresse",
            hint: Some("Bâtiment, étage, boîte postale."),
            autocomplete: token("address-line2"),
            width: None,
            is_needed: false,
        },
        Box { part: "postcode", label: "Code postal", hint: None, autocomplete: token("postal-code"), width: Some(5), is_needed },
        Box { part: "city", label: "Ville", hint: None, autocomplete: token("address-level2"), width: None, is_needed },
    ];
    group(ctx, html! { @for text in &boxes { (draw(ctx, text)) } (unseen(ctx, &["id", "commune", "lat", "lon"])) })
}

/// A place: words first, the map is a help that a script adds.
pub(crate) fn place(ctx: &EditCtx<'_>) -> Markup {
    let text = Box {
        part: "text",
        label: "Adresse ou nom du lieu",
        hint: Some("Exemple\u{a0}: 12 place Bellecour, Lyon."),
        autocomplete: None,
        width: None,
        is_needed: ctx.field.required,
    };
    let details = Box {
        part: "details",
        label: "Où exactement\u{a0}?",
        hint: Some("Exemple\u{a0}: devant l’entrée du parc."),
        autocomplete: None,
        width: None,
        is_needed: false,
    };
    group(ctx, html! { (draw(ctx, &text)) (draw(ctx, &details)) (unseen(ctx, &["commune", "lat", "lon"])) })
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
