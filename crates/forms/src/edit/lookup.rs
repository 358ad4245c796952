//! Choosing in a list kept elsewhere: in sight when short, searched when long.

use maud::{Markup, html};

use super::{group, label, radios, select};
use crate::{EditCtx, Item, action::ACTION, fields::referential::search_name};

/// All in sight up to this number.
const RADIOS: usize = 7;
/// In a drop-down list up to this number.
const SELECT: usize = 40;
/// The most results shown.
const RESULTS: usize = 20;

/// The choice among the items of a list under a parent, in the way their number asks for.
pub(crate) fn lookup(ctx: &EditCtx<'_>, list: &str, parent: Option<&str>) -> Markup {
    let items = ctx.field.lookups.lists.get(list).into_iter().flat_map(|list| list.under(parent));
    let offered: Vec<&Item> = items.take(SELECT + 1).collect();
    match offered.len() {
        1..=RADIOS => radios(ctx, &shown(&offered)),
        0..=SELECT => select(ctx, &shown(&offered)),
        _ => match (ctx.links.suggest)(list, parent).filter(|_| !is_searching(ctx)) {
            Some(href) => suggestions(ctx, &href),
            None => search(ctx, list, parent),
        },
    }
}

fn shown(items: &[&Item]) -> Vec<(String, String, Option<String>)> {
    items.iter().map(|item| (item.id.clone(), item.label.clone(), None)).collect()
}

/// Whether words were sent that did not settle the choice.
fn is_searching(ctx: &EditCtx<'_>) -> bool {
    let words = ctx.state.value(&search_name(ctx.field.name));
    !words.is_empty() && ctx.field.previous.get("label").and_then(serde_json::Value::as_str) != Some(words)
}

/// A line that suggests while one types.
fn suggestions(ctx: &EditCtx<'_>, href: &str) -> Markup {
    let (name, target) = (search_name(ctx.field.name), ctx.field.name);
    let label = ui::Label { name: &name, ..label(ctx) };
    let suggest = ui::Suggest { href, target, chosen: ctx.state.value(target), fills: None };
    // The error of the choice leads here.
    html! { div id=(ui::field_id(target)) tabindex="-1" { (ui::combobox(&label, ctx.state.value(&name), suggest)) } }
}

/// A line to search with a button, then the results.
fn search(ctx: &EditCtx<'_>, list: &str, parent: Option<&str>) -> Markup {
    let name = search_name(ctx.field.name);
    let words = ctx.state.value(&name);
    let found = ctx.field.lookups.lists.get(list).into_iter().flat_map(|list| list.search(words));
    let results: Vec<&Item> = found.filter(|item| item.is_under(parent)).take(RESULTS + 1).collect();
    let search = ui::Label { required: ctx.field.required, ..ui::Label::new(&name, "Chercher dans la liste") };
    let line = html! {
        (ui::text_input(&search, words, ui::TextKind::Search, None))
        (ui::secondary_button_named(ACTION, &format!("search:{}", ctx.field.name), "Chercher"))
        @if !words.is_empty() && results.is_empty() { p { "Aucun résultat. Écrivez un autre mot." } }
    };
    if words.is_empty() || results.is_empty() {
        group(ctx, line)
    } else {
        html! { (line) (choices(ctx, &results)) }
    }
}

fn choices(ctx: &EditCtx<'_>, results: &[&Item]) -> Markup {
    let shown = shown(&results[..results.len().min(RESULTS)]);
    let choices: Vec<_> = shown.iter().map(|(value, label, _)| ui::Choice::new(value, label)).collect();
    let more = results.len() > RESULTS;
    let hint = if more { Some("Il y a d’autres résultats. Écrivez un mot de plus pour les trouver.") } else { ctx.hint };
    ui::radios(&ui::Label { hint, ..label(ctx) }, &choices, ctx.state.value(ctx.field.name))
}
