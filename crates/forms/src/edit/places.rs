//! Where something is: words first, completed while they are typed; a map helps.

use maud::{Markup, html};

use super::{
    Found, group,
    parts::{Box, draw, label},
};
use crate::{
    EditCtx,
    fields::{
        located::{CHOICE, FOUND, written},
        parts::input,
    },
};

/// A postal address, typed by hand or completed.
pub(crate) fn address(ctx: &EditCtx<'_>, own: bool) -> Markup {
    let is_needed = ctx.field.required;
    let token = |token| if own { Some(token) } else { None };
    let street = Box { part: "street", label: "Numéro et rue", hint: None, autocomplete: token("address-line1"), width: None, is_needed };
    let others = [
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
    let unseen = unseen(ctx, &["id", "commune", "lat", "lon"]);
    group(ctx, html! { (completed(ctx, &street)) @for text in &others { (draw(ctx, text)) } (unseen) })
}

/// A place: words, or a point on the map.
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
    let name = ctx.field.name;
    group(
        ctx,
        html! {
            (completed(ctx, &text))
            (meant(ctx))
            (unseen(ctx, &["commune", "lat", "lon"]))
            @if let Some(places) = ctx.links.places { (ui::map_button(name, &places.map)) }
            (draw(ctx, &details))
        },
    )
}

/// A text that a look-up completes, with the parts it finds.
fn completed(ctx: &EditCtx<'_>, text: &Box<'_>) -> Markup {
    let (name, target) = (input(ctx.field.name, text.part), input(ctx.field.name, FOUND));
    let Some(places) = ctx.links.places else { return html! { (draw(ctx, text)) (ui::hidden(&target, ctx.state.value(&target))) } };
    let suggest = ui::Suggest { href: places.search, target: &target, chosen: ctx.state.value(&target), fills: Some(ctx.field.name) };
    ui::combobox(&label(ctx, text, &name), ctx.state.value(&name), suggest)
}

/// What the words may mean, when a point is wanted and they were not enough.
fn meant(ctx: &EditCtx<'_>) -> Markup {
    let words = ctx.state.value(&input(ctx.field.name, "text"));
    let found = match (ctx.links.places, ctx.state.error(ctx.field.name)) {
        (Some(places), Some(_)) => places.meant.get(words).map_or(&[][..], Vec::as_slice),
        _ => &[],
    };
    let values: Vec<String> = found.iter().map(|Found { label, commune, lat, lon }| written(*lat, *lon, commune, label)).collect();
    let choices: Vec<_> = found.iter().zip(&values).map(|(found, value)| ui::Choice::new(value, &found.label)).collect();
    let name = input(ctx.field.name, CHOICE);
    let label = ui::Label { required: true, ..ui::Label::new(&name, "Est-ce un de ces lieux\u{a0}?") };
    html! { @if !choices.is_empty() { (ui::radios(&label, &choices, ctx.state.value(&name))) } }
}

/// What a script or a look-up fills: kept, not shown.
fn unseen(ctx: &EditCtx<'_>, parts: &[&str]) -> Markup {
    html! { @for part in parts { @let name = input(ctx.field.name, part); (ui::hidden(&name, ctx.state.value(&name))) } }
}
