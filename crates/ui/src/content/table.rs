//! Tables that become cards on a phone.

use maud::{Markup, html};

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its header.
    pub label: &'a str,
    /// Figures are set to the right.
    pub numeric: bool,
}

impl<'a> Column<'a> {
    /// A column of words.
    pub fn text(label: &'a str) -> Self {
        Self { label, numeric: false }
    }

    /// A column of figures.
    pub fn number(label: &'a str) -> Self {
        Self { label, numeric: true }
    }
}

/// Rows under headers; the first cell of a row names it. Roles are written out
/// because a table shown as cards loses its own.
pub fn table(caption: &str, columns: &[Column<'_>], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table.table role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in columns { th.numeric[column.numeric] scope="col" role="columnheader" { (column.label) } }
                }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (index, (column, cell)) in columns.iter().zip(row).enumerate() {
                            @if index == 0 {
                                th scope="row" role="rowheader" { (cell) }
                            } @else {
                                td.numeric[column.numeric] role="cell" data-label=(column.label) { span { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A whole number as French readers write it: « 12 340 ».
pub fn number(value: u64) -> Markup {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    html! { (grouped) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits_by_three() {
        assert_eq!(number(7).into_string(), "7");
        assert_eq!(number(999).into_string(), "999");
        assert_eq!(number(12_340).into_string(), "12\u{202f}340");
        assert_eq!(number(1_000_000).into_string(), "1\u{202f}000\u{202f}000");
    }
}
