//! Just enough of Rust's grammar to tell code, comments and literals apart.

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Comment,
    Literal,
}

/// The text with comments and literals blanked: offsets and lines stay.
pub fn code(text: &str) -> String {
    let blank = |piece: &str| piece.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    pieces(text).map(|(kind, _, piece)| if kind == Kind::Code { piece.to_owned() } else { blank(piece) }).collect()
}

/// Each string literal with its offset, quotes included.
pub fn literals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    pieces(text).filter(|(kind, ..)| *kind == Kind::Literal).map(|(_, offset, piece)| (offset, piece))
}

/// What precedes the tests at the foot of a file, from the output of [`code`].
pub fn before_tests(mut code: String) -> String {
    if let Some(foot) = code.find("#[cfg(test)]\nmod ") {
        code.truncate(foot);
    }
    code
}

/// The offsets at which `word` stands by itself: not within a longer name.
pub fn words<'text>(text: &'text str, word: &'text str) -> impl Iterator<Item = usize> {
    let joins = |found: Option<char>| found.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-');
    text.match_indices(word).map(|(offset, _)| offset).filter(move |offset| {
        let before = text.get(..*offset).and_then(|start| start.chars().next_back());
        let after = text.get(offset + word.len()..).and_then(|end| end.chars().next());
        let closed = word.ends_with(|last: char| !last.is_alphanumeric());
        !joins(before) && (closed || !joins(after))
    })
}

fn pieces(text: &str) -> impl Iterator<Item = (Kind, usize, &str)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let (before, rest) = text.split_at_checked(offset)?;
        let (kind, length) = first_piece(rest, before.ends_with(|last: char| last.is_alphanumeric() || last == '_'))?;
        let start = offset;
        offset += length;
        text.get(start..offset).map(|piece| (kind, start, piece))
    })
}

fn first_piece(rest: &str, in_name: bool) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    let found = match first {
        '/' if rest.starts_with("//") => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
        '/' if rest.starts_with("/*") => (Kind::Comment, block_comment(rest)),
        '"' => (Kind::Literal, quoted(rest)),
        'r' | 'b' | 'c' if !in_name => raw(rest).map_or((Kind::Code, 1), |length| (Kind::Literal, length)),
        '\'' => character(rest).map_or((Kind::Code, 1), |length| (Kind::Literal, length)),
        other => (Kind::Code, other.len_utf8()),
    };
    Some(found)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (offset, pair) in rest.as_bytes().windows(2).enumerate() {
        match pair {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return offset + 2,
            b"*/" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    rest.len()
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (offset, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return offset + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw(rest: &str) -> Option<usize> {
    let (_, body) = ["br", "cr", "r"].iter().find_map(|mark| rest.strip_prefix(mark).map(|body| (mark, body)))?;
    let inside = body.trim_start_matches('#');
    let hashes = body.get(..body.len() - inside.len())?;
    let content = inside.strip_prefix('"')?;
    let start = rest.len() - content.len();
    Some(content.find(&format!("\"{hashes}")).map_or(rest.len(), |end| start + end + 1 + hashes.len()))
}

/// A character, not a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    if letters.next()?.1 == '\\' {
        return rest.get(3..)?.find('\'').map(|end| end + 4);
    }
    letters.next().filter(|(_, letter)| *letter == '\'').map(|(offset, _)| offset + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_in_place() {
        let text = "let a = \"b\\\"c\"; // d\n/* e /* f */ g */ 'h': r#\"i \" j\"#;";
        let blanked = code(text);
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked.split_whitespace().collect::<Vec<_>>(), ["let", "a", "=", ";", ":", ";"]);
    }

    #[test]
    fn lifetimes_are_code() {
        assert_eq!(code("fn f<'a>(x: &'a str) -> char { '\\'' }"), "fn f<'a>(x: &'a str) -> char {      }");
    }

    #[test]
    fn literals_keep_their_place() {
        let text = "é(\"un\", r\"deux\")";
        assert_eq!(literals(text).collect::<Vec<_>>(), [(3, "\"un\""), (9, "r\"deux\"")]);
    }

    #[test]
    fn a_word_stands_by_itself() {
        assert_eq!(words("tokio_test tokio::spawn data-style= style=", "tokio").collect::<Vec<_>>(), [11]);
        assert_eq!(words("data-style=\"a\" style=\"b\"", "style=").collect::<Vec<_>>(), [15]);
    }

    #[test]
    fn tests_at_the_foot_are_left_out() {
        assert_eq!(before_tests("fn f() {}\n#[cfg(test)]\nmod tests {}".to_owned()), "fn f() {}\n");
    }
}
