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

/// A piece of line: words, then a link when there is one.
struct Piece<'a> {
    words: &'a str,
    /// Label and address.
    link: Option<(&'a str, &'a str)>,
}

/// Links inside a piece of line.
fn links(text: &str) -> Markup {
    html! {
        @for piece in pieces(text) {
            (piece.words)
            @if let Some((label, address)) = piece.link { a href=(address) { (label) } }
        }
    }
}

/// Cuts a text after each link to somewhere safe; any other is left as it was typed.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest, mut seen) = (Vec::new(), text, 0);
    while let Some(middle) = rest[seen..].find("](").map(|at| seen + at) {
        let Some(close) = rest[middle..].find(')').map(|at| middle + at) else { break };
        let (address, open) = (&rest[middle + 2..close], rest[seen..middle].rfind('[').map(|at| seen + at));
        match open.filter(|_| is_safe(address)) {
            Some(open) => {
                pieces.push(Piece { words: &rest[..open], link: Some((&rest[open + 1..middle], address)) });
                (rest, seen) = (&rest[close + 1..], 0);
            }
            None => seen = middle + 2,
        }
    }
    pieces.push(Piece { words: rest, link: None });
    pieces
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

    #[test]
    fn a_link_that_is_refused_does_not_stop_the_next() {
        check("[x](javascript:a) et [y](/aide)", "<p>[x](javascript:a) et <a href=\"/aide\">y</a></p>");
        check("[[a](/b)", "<p>[<a href=\"/b\">a</a></p>");
    }

    #[test]
    fn thousands_of_links_are_drawn_one_after_the_other() {
        let text = "[a](/b)".repeat(20_000);
        assert_eq!(markdown(&text).into_string().matches("<a href=\"/b\">a</a>").count(), 20_000);
    }
}
