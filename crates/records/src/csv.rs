//! Tables as text, as spreadsheets read and write them (RFC 4180, and what
//! people really send: semicolons, Windows-1252, blank lines).

mod read;
mod write;

pub use read::{Encoding, Separator, Sheet, Unreadable, read};
pub use write::write;

/// What a spreadsheet would run instead of showing it.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim_start_matches(['+', '-']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
}
