//! Writing a table that spreadsheets open with its accents and its columns.

use super::is_formula;

/// The table as bytes: UTF-8 with its mark, semicolons.
pub fn write<'a>(rows: impl IntoIterator<Item = Vec<std::borrow::Cow<'a, str>>>) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// A cell that stays a text: a spreadsheet never runs it.
fn quoted(cell: &str) -> String {
    let mark = if is_formula(cell) { "'" } else { "" };
    let needs_quotes = cell.contains([';', '"', '\n', '\r']) || cell.trim() != cell;
    if needs_quotes { format!("\"{mark}{}\"", cell.replace('"', "\"\"")) } else { format!("{mark}{cell}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::csv::read;

    #[test]
    fn formulas_are_kept_from_running_and_numbers_stay_numbers() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("@sum(a;b)"), "\"'@sum(a;b)\"");
        assert_eq!(quoted("-12,5"), "-12,5");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cells in proptest::collection::vec("[a-zé=+;\"'’@ \n-]{0,12}", 1..5)) {
            let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            prop_assume!(cells.iter().any(|cell| !cell.is_empty()));
            let row = |cells: &[String]| cells.iter().map(|cell| cell.clone().into()).collect();
            let header: Vec<String> = cells.iter().map(|_| "c".to_owned()).collect();
            let bytes = write([row(&header), row(&cells)]);
            // a mark that somebody typed before a formula is taken for ours
            prop_assume!(!cells.iter().any(|cell| cell.strip_prefix('\'').is_some_and(is_formula)));
            prop_assert_eq!(&read(&bytes).unwrap().rows[0].1, &cells);
        }
    }
}
