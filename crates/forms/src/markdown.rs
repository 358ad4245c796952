//! The small markdown of introductions and text blocks: paragraphs, lists with
//! `-`, `**bold**` and `[links](https://…)`. Everything else is plain text.

use maud::{Markup, html};

/// Draws a text. Nothing in it can become a tag or a script.
pub fn markdown(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            (block(paragraph))
        }
    }
}

/// A paragraph, a list, or a paragraph followed by a list.
fn block(text: &str) -> Markup {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let first_item = lines.iter().position(|line| line.starts_with("- ")).unwrap_or(lines.len());
    let (prose, items) = lines.split_at(first_item);
    html! {
        @if !prose.is_empty() { p { (inline(&prose.join(" "))) } }
        @if !items.is_empty() {
            ul { @for item in items { li { (inline(item.trim_start_matches("- "))) } } }
        }
    }
}

/// Bold and links inside a line.
fn inline(text: &str) -> Markup {
    let pieces: Vec<&str> = text.split("**").collect();
    // An odd number of marks leaves the last one as it was typed.
    let closed = pieces.len() % 2 == 1;
    html! {
        @for (index, piece) in pieces.iter().enumerate() {
            @if index % 2 == 0 { (links(piece)) }
            @else if closed || index + 1 < pieces.len() { strong { (links(piece)) } }
            @else { "**" (links(piece)) }
        }
    }
}

/// Links inside a piece of line.
fn links(text: &str) -> Markup {
    match next_link(text) {
        Some((before, label, address, after)) => html! { (before) a href=(address) { (label) } (links(after)) },
        None => html! { (text) },
    }
}

/// The first link to somewhere safe: text before, label, address, text after.
fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    let close = middle + text[middle..].find(')')?;
    let address = &text[middle + 2..close];
    is_safe(address).then(|| (&text[..open], &text[open + 1..middle], address, &text[close + 1..]))
}

/// Addresses that cannot run anything.
fn is_safe(address: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
    let local = address.starts_with('/') && !address.starts_with("//");
    (scheme || local) && !address.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(markdown(text).into_string(), expected);
    }

    #[test]
    fn paragraphs_lists_bold_and_links() {
        check(
            "Bonjour.\n\nIl faut :\n- une **photo**\n- un [justificatif](/aide)",
            "<p>Bonjour.</p><p>Il faut :</p><ul><li>une <strong>photo</strong></li><li>un <a href=\"/aide\">justificatif</a></li></ul>",
        );
    }

    #[test]
    fn nothing_can_become_a_tag_or_a_script() {
        check("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>");
        check("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>");
        check("[x](//evil.example)", "<p>[x](//evil.example)</p>");
        check("**seul", "<p>**seul</p>");
    }
}
