//! Lines: greedy wrapping on measured widths.

/// `text` in lines no wider than `width`, by the measure given. Lines break
/// after spaces and inside words with hyphens, never at a no-break space;
/// a word wider than a line is cut. A line that ends at a space keeps it, so
/// that copied text keeps its words apart.
pub fn wrap(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = Line::default();
        for piece in pieces(paragraph) {
            let room = width - line.width;
            if !line.text.is_empty() && measure(piece.trim_end_matches(' ')) > room {
                lines.push(std::mem::take(&mut line).text);
            }
            let mut rest = piece;
            while let Some((head, tail)) = cut(rest, width, &measure) {
                lines.push(head.to_owned());
                rest = tail;
            }
            line.text.push_str(rest);
            line.width += measure(rest);
        }
        lines.push(line.text);
    }
    lines
}

#[derive(Default)]
struct Line {
    text: String,
    width: f32,
}

/// Where lines may break: after runs of spaces, after a hyphen between letters.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let (mut before, mut previous) = (' ', ' ');
    for (at, c) in paragraph.char_indices() {
        let after_space = previous == ' ' && c != ' ';
        let after_hyphen = previous == '-' && before.is_alphabetic() && c.is_alphabetic();
        if at > start && (after_space || after_hyphen) {
            pieces.push(&paragraph[start..at]);
            start = at;
        }
        (before, previous) = (previous, c);
    }
    pieces.push(&paragraph[start..]);
    pieces
}

/// A word wider than a line, cut where the line is full: one character at
/// least stays before. `None` when it fits.
fn cut(word: &str, width: f32, measure: impl Fn(&str) -> f32) -> Option<(&str, &str)> {
    let mut used = 0.0;
    for (at, c) in word.trim_end_matches(' ').char_indices() {
        used += measure(&word[at..at + c.len_utf8()]);
        if at > 0 && used > width {
            return Some(word.split_at(at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: u8) -> Vec<String> {
        wrap(text, f32::from(columns), |text| text.chars().map(|_| 1.0).sum())
    }

    #[test]
    fn lines_break_at_spaces_and_keep_them() {
        assert_eq!(wrapped("votre demande est reçue", 13), ["votre demande ", "est reçue"]);
    }

    #[test]
    fn no_break_spaces_hold() {
        assert_eq!(wrapped("le prix\u{a0}: 12\u{a0}€", 8), ["le ", "prix\u{a0}: ", "12\u{a0}€"]);
    }

    #[test]
    fn words_with_hyphens_break_there_but_references_do_not() {
        assert_eq!(wrapped("rue Saint-Jean", 10), ["rue Saint-", "Jean"]);
        assert_eq!(wrapped("dossier A-2026-7", 10), ["dossier ", "A-2026-7"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut() {
        assert_eq!(wrapped("ab cdefghijk l", 4), ["ab ", "cdef", "ghij", "k l"]);
        assert_eq!(wrapped("abc", 0), ["a", "b", "c"]);
    }

    #[test]
    fn line_feeds_break_lines() {
        assert_eq!(wrapped("a\n\nb", 9), ["a", "", "b"]);
    }
}
