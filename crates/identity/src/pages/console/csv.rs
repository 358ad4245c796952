//! Files for spreadsheets (RFC 4180).

use axum::response::{IntoResponse, Response};
use http::header;

/// A file of lines, the names of the columns first.
pub(super) fn file<const N: usize>(name: &str, lines: impl Iterator<Item = [String; N]>) -> Response {
    let body: String = lines.map(|cells| line(&cells)).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, body).into_response()
}

fn line(cells: &[String]) -> String {
    let mut row = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";");
    row.push_str("\r\n");
    row
}

/// RFC 4180 §2; what a sheet would read as a formula is text.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_reads_text_and_computes_nothing() {
        let cells = ["=1+1", "Ville \"de\" Bron", "-2"].map(str::to_owned);
        assert_eq!(line(&cells), "\"'=1+1\";\"Ville \"\"de\"\" Bron\";\"'-2\"\r\n");
    }
}
