//! Files to send, and those already received.

use maud::{Markup, html};

use super::Label;
use crate::{Icon, icon};

/// A file already received.
#[derive(Clone, Copy, Debug)]
pub struct UploadedFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its size in words: « 1,5 Mo ».
    pub size: &'a str,
    /// Where to read it again, when one may.
    pub href: Option<&'a str>,
    /// Name of the button that takes it away; the button sends `1`.
    pub remove_name: &'a str,
}

/// Files to send. `limits` says formats and greatest size; `accept` is the attribute of that name.
pub fn file_input(label: &Label<'_>, accept: &str, multiple: bool, limits: &str, already: &[UploadedFile<'_>]) -> Markup {
    let id = label.id();
    let described_by = label.described_by().map_or_else(|| format!("{id}-limits"), |ids| format!("{ids} {id}-limits"));
    label.field(html! {
        @if !already.is_empty() { (received(already)) }
        div.file {
            (icon(Icon::Upload))
            input type="file" id=(id) name=(label.name) accept=(accept) multiple[multiple] required[label.required && already.is_empty()]
                aria-describedby=(described_by) aria-invalid=[label.invalid()];
            p.hint id={ (id) "-limits" } { (limits) }
        }
    })
}

fn received(files: &[UploadedFile<'_>]) -> Markup {
    html! {
        ul.files aria-label="Fichiers reçus" {
            @for file in files {
                li {
                    (icon(Icon::FileText))
                    span.file-name {
                        @match file.href { Some(href) => a href=(href) { (file.name) }, None => (file.name) }
                        span.hint { (file.size) }
                    }
                    button.quiet type="submit" name=(file.remove_name) value="1" {
                        (icon(Icon::Trash)) "Retirer" span.hidden { " " (file.name) }
                    }
                }
            }
        }
    }
}
