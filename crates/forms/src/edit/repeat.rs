//! Questions asked several times: the items of a block, the cells of a table.

use maud::{Markup, html};
use serde_json::Value as Json;

use super::{group, inside};
use crate::{
    EditCtx,
    action::{ACTION, SHOWN},
    fields::{
        block::{Block, indexes, item_name},
        table::{Content, Table, cell_name},
    },
    group::{Env, settle},
};

/// The items of a block, each under its own legend, with buttons that work without script.
pub(crate) fn block(ctx: &EditCtx<'_>, block: &Block) -> Markup {
    let name = ctx.field.name;
    let shown = indexes(name, ctx.state.names());
    group(
        ctx,
        html! {
            @for index in &shown {
                (ui::repeated(name, &block.legend(*index), *index, item(ctx, block, *index), None))
            }
            @if block.may_grow(shown.len()) { (ui::secondary_button_named(ACTION, &format!("add:{name}"), &block.add_label())) }
        },
    )
}

fn item(ctx: &EditCtx<'_>, block: &Block, index: usize) -> Markup {
    let name = item_name(ctx.field.name, index);
    let answer = ctx.field.previous.get(index).unwrap_or(&Json::Null);
    let mut values = ctx.field.values.clone();
    let settled = settle(ctx.field.children, answer.as_object(), Env::of(&ctx.field), &mut values);
    html! {
        (ui::hidden(&name, "1"))
        @for (child, settled) in ctx.field.children.iter().zip(&settled).filter(|(_, settled)| settled.is_visible) {
            @let question = format!("{name}.{}", child.slug());
            (inside(ctx, child, &question, settled.answer.as_deref().unwrap_or(&Json::Null), &values))
            @if child.kind.is_asked() { (ui::hidden(SHOWN, &question)) }
        }
        (ui::secondary_button_named(ACTION, &format!("remove:{}:{index}", ctx.field.name), &format!("Retirer «\u{a0}{}\u{a0}»", block.legend(index))))
    }
}

/// The cells of a table, row after row: it reads the same on a telephone.
pub(crate) fn table(ctx: &EditCtx<'_>, table: &Table) -> Markup {
    group(
        ctx,
        html! {
            @for row in &table.rows {
                (ui::fieldset(&format!("{}.{}", ctx.field.name, row.slug), &row.label, None, None, html! {
                    @for column in &table.columns {
                        @let name = cell_name(ctx.field.name, row, column);
                        @let label = ui::Label { required: table.complete && ctx.field.required, ..ui::Label::new(&name, &column.label).state(ctx.state) };
                        @let kind = if column.content == Content::Text { ui::TextKind::Text } else { ui::TextKind::Decimal };
                        (ui::text_input(&label, ctx.state.value(&name), kind, None))
                    }
                }))
            }
        },
    )
}
