//! Pages carry no inline style, script or handler: the content security policy
//! refuses them, and shared looks belong to `ui`.

use super::rust::{literals, words};
use super::tree::{File, Finding, Tree};

const INLINE: &[&str] =
    &["style=", "onclick=", "onchange=", "oninput=", "onsubmit=", "onkeydown=", "onload=", "onerror=", "<script>", "<style>"];

/// Inline markup outside `ui`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.rust().filter(|file| file.crate_name() != Some("ui")).flat_map(in_file).collect()
}

fn in_file(file: &File) -> Vec<Finding> {
    let code = file.product_code();
    let found = |offset: usize, text: &str| -> Vec<Finding> {
        let places = INLINE.iter().flat_map(|mark| words(text, mark).map(move |place| (place, mark)));
        places.map(|(place, mark)| file.at(offset + place, format!("no `{mark}` in a page: use `ui`"))).collect()
    };
    let texts = literals(file.text.get(..code.len()).unwrap_or_default());
    let in_texts: Vec<Finding> = texts.flat_map(|(offset, literal)| found(offset, literal)).collect();
    found(0, &code).into_iter().chain(in_texts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn an_inline_style_is_found() {
        let text = "//! A page.\nhtml! {\n    p style=\"color: red\" { \"Bonjour\" }\n    (raw(\"<script>go()</script>\"))\n}\n";
        assert_eq!(lines(check, "crates/cases/src/pages/portal/home.rs", text), [3, 4]);
        assert!(lines(check, "crates/ui/src/page.rs", text).is_empty());
    }

    #[test]
    fn tests_of_escaping_are_fine() {
        let text = "//! A page.\n#[cfg(test)]\nmod tests {\n    const NAME: &str = \"<script>\";\n}\n";
        assert!(lines(check, "crates/cases/src/pages/portal/home.rs", text).is_empty());
    }
}
