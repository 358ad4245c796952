//! Figures, maps, faces.

use maud::{Markup, html};

/// One figure and what it counts; `detail` gives it sense (« -2 jours en un an »).
pub fn key_figure(value: &str, label: &str, detail: Option<&str>) -> Markup {
    html! {
        div.figure {
            dt { (label) }
            dd { strong { (value) } @if let Some(detail) = detail { span.hint { (detail) } } }
        }
    }
}

/// Figures side by side, made by [`key_figure`].
pub fn key_figures(figures: &[Markup]) -> Markup {
    html! { dl.figures { @for figure in figures { (figure) } } }
}

/// A number in a table, with a bar for the eye: `most` is the greatest of the column.
pub fn bar(value: u64, most: u64) -> Markup {
    html! {
        (super::number(value))
        @if value > 0 { progress aria-hidden="true" value=(value.min(most)) max=(most) {} }
    }
}

/// A map beside the list that says the same: the list is the way for everybody,
/// the drawing is hidden from those who cannot see it.
pub fn map_figure(title: &str, svg: Markup, list: Markup) -> Markup {
    html! {
        figure.map {
            figcaption { (title) }
            div.map-drawing aria-hidden="true" { (svg) }
            div.map-list { (list) }
        }
    }
}

/// The initials of a name, for the eye only: write the name beside.
pub fn avatar(name: &str) -> Markup {
    html! { span.avatar aria-hidden="true" { (initials(name)) } }
}

const SMALL_WORDS: [&str; 8] = ["de", "des", "du", "la", "le", "les", "et", "aux"];

/// Up to two capitals: « Métropole de Lyon » gives ML, « Ville d’Écully » VÉ.
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '’' | '\''))
        .filter(|word| word.chars().count() > 1 && !SMALL_WORDS.contains(word))
        .collect();
    let ends = if words.len() > 1 { vec![words.first(), words.last()] } else { vec![words.first()] };
    ends.into_iter().flatten().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_skip_small_words() {
        assert_eq!(initials("Métropole de Lyon"), "ML");
        assert_eq!(initials("Ville d’Écully"), "VÉ");
        assert_eq!(initials("Bron"), "B");
        assert_eq!(initials(""), "");
    }
}
