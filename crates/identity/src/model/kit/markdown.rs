//! The little Markdown that the kit writes.

/// A table.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = line(head.iter().map(|_| "---".to_owned()).collect());
    let head = line(head.iter().map(|name| (*name).to_owned()).collect());
    head + &rule + &rows.iter().map(|cells| line(cells.clone())).collect::<String>()
}

/// What somebody wrote, on one line, as text.
pub(super) fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('`', "\\`")
}

/// A name or an address of programs.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "").replace('|', "%7C"))
}
