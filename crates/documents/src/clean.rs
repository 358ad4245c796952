//! Texts made fit to print: line ends, spaces, invisible characters, accents
//! written apart.

/// `text` trimmed, with line feeds as only control characters, the spaces that
/// fonts lack replaced by those they have, and letters joined to their accents.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\u{2007}' | '\u{202f}' => clean.push('\u{a0}'),
            '\t' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => clean.push(' '),
            '\u{2010}' => clean.push('-'),
            '\u{2015}' => clean.push('—'),
            c if invisible(c) => {}
            c => match clean.chars().next_back().and_then(|base| composed(base, c)) {
                Some(letter) => {
                    clean.pop();
                    clean.push(letter);
                }
                None => clean.push(c),
            },
        }
    }
    clean.trim().to_owned()
}

/// A clean text on one line: for titles and bookmarks.
pub fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Characters that print nothing: controls, joiners, marks of direction,
/// variation selectors, tags, noncharacters.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The French letter made of a base and a combining accent: some systems write
/// file names and names that way.
fn composed(base: char, accent: char) -> Option<char> {
    let (bases, letters) = match accent {
        '\u{300}' => ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        '\u{301}' => ("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        '\u{302}' => ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        '\u{303}' => ("anoANO", "ãñõÃÑÕ"),
        '\u{308}' => ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
        '\u{327}' => ("cC", "çÇ"),
        _ => return None,
    };
    bases.chars().zip(letters.chars()).find_map(|(b, letter)| (b == base).then_some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_spaces_are_made_uniform() {
        assert_eq!(clean(" a\r\nb\rc\u{2028}d\te\u{202f}! "), "a\nb\nc\nd e\u{a0}!");
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(clean("a\0\u{200b}\u{202e}\u{feff}\u{fffe}\u{ad}b"), "ab");
    }

    #[test]
    fn accents_written_apart_join_their_letters() {
        assert_eq!(clean("Releve\u{301} franc\u{327}ais, Noe\u{308}l"), "Relevé français, Noël");
    }

    #[test]
    fn titles_hold_on_one_line() {
        assert_eq!(one_line("Accusé\nde réception\n"), "Accusé de réception");
    }
}
