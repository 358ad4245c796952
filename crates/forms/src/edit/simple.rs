//! One input: a line, a text, a date, files.

use maud::Markup;

use super::label;
use crate::{
    EditCtx, FileLink,
    fields::{
        files::{kept, remove_name},
        line::Input,
    },
};

/// A line of text. Its unit is said in the label's help.
pub(crate) fn line(ctx: &EditCtx<'_>, input: &Input) -> Markup {
    let value = ctx.state.value(ctx.field.name);
    let hint = [ctx.hint.map(str::to_owned), input.suffix.as_ref().map(|unit| format!("En {unit}."))];
    let hint = hint.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let label = ui::Label { autocomplete: input.autocomplete, hint: Some(hint.as_str()).filter(|hint| !hint.is_empty()), ..label(ctx) };
    ui::text_input(&label, value, input.kind, input.width)
}

/// A text of several lines.
pub(crate) fn textarea(ctx: &EditCtx<'_>, rows: u8, max_length: usize) -> Markup {
    ui::textarea(&label(ctx), ctx.state.value(ctx.field.name), rows, u32::try_from(max_length).ok())
}

/// A date in three boxes.
pub(crate) fn date(ctx: &EditCtx<'_>, birthday: bool) -> Markup {
    let label = ui::Label { autocomplete: birthday.then_some("bday"), ..label(ctx) };
    ui::date_input(&label, ui::DateValue::from_state(ctx.state, ctx.field.name))
}

/// A date that goes with a question, under its inputs.
pub(crate) fn date_below(ctx: &EditCtx<'_>, name: &str, label: &str, hint: &str) -> Markup {
    let label = ui::Label { required: ctx.field.required, ..ui::Label::new(name, label) }.hint(hint).error(ctx.state.error(name));
    ui::date_input(&label, ui::DateValue::from_state(ctx.state, name))
}

/// Files to send, under those already received.
pub(crate) fn files(ctx: &EditCtx<'_>, accept: &str, multiple: bool, limits: &str) -> Markup {
    let received = kept(ctx.field.previous);
    let words: Vec<_> = received
        .iter()
        .map(|file| {
            let FileLink { href, note } = (ctx.links.file)(&file.id);
            let size = kernel::text::size(file.size);
            let told = note.map_or_else(|| size.clone(), |note| format!("{size} – {note}"));
            (told, href, remove_name(ctx.field.name, &file.id))
        })
        .collect();
    let already: Vec<_> = received
        .iter()
        .zip(&words)
        .map(|(file, (size, href, remove_name))| ui::UploadedFile { name: &file.name, size, href: href.as_deref(), remove_name })
        .collect();
    ui::file_input(&label(ctx), accept, multiple, limits, &already)
}
