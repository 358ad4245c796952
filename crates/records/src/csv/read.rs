//! Reading a table: its encoding and its separator are found out.

/// The most lines read, header included.
const MOST_LINES: usize = 100_001;
/// The most columns.
const MOST_COLUMNS: usize = 200;

/// How the text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// As Windows writes Western texts; what is often called Latin-1.
    Windows1252,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Semicolon,
    Comma,
    Tab,
    Bar,
}

impl Separator {
    const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Bar];

    const fn sign(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
            Self::Tab => '\t',
            Self::Bar => '|',
        }
    }

    /// What an administrator reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Semicolon => "point-virgule",
            Self::Comma => "virgule",
            Self::Tab => "tabulation",
            Self::Bar => "barre",
        }
    }
}

/// A table that was read.
#[derive(Debug)]
pub struct Sheet {
    pub encoding: Encoding,
    pub separator: Separator,
    pub header: Vec<String>,
    /// The line of the file where each row begins, from 1, and its cells.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Why a file is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    /// It holds bytes that no text has.
    NotText,
    TooLong,
    TooWide,
    /// A quote is opened on this line and never closed.
    OpenQuote(usize),
}

impl Unreadable {
    /// What an administrator reads.
    pub fn sentence(self) -> String {
        match self {
            Self::Empty => "Ce fichier est vide. La première ligne doit donner les noms des colonnes.".to_owned(),
            Self::NotText => {
                "Ce fichier n’est pas un texte. Dans le tableur, choisissez «\u{a0}Enregistrer sous\u{a0}», puis «\u{a0}CSV\u{a0}»."
                    .to_owned()
            }
            Self::TooLong => "Ce fichier a trop de lignes. La limite est de 100 000 fiches.".to_owned(),
            Self::TooWide => "Ce fichier a trop de colonnes.".to_owned(),
            Self::OpenQuote(line) => format!("Un guillemet est ouvert à la ligne {line} et n’est jamais fermé."),
        }
    }
}

/// Reads a table whose first line names the columns.
///
/// # Errors
/// [`Unreadable`] says why it is none.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let (text, encoding) = decoded(bytes)?;
    let separator = separator_of(&text);
    let mut lines = split(&text, separator.sign())?.into_iter();
    let header = lines.next().map(|(_, cells)| cells).ok_or(Unreadable::Empty)?;
    Ok(Sheet { encoding, separator, header, rows: lines.collect() })
}

fn decoded(bytes: &[u8]) -> Result<(String, Encoding), Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // a picture, a workbook, a text in UTF-16
    if bytes.contains(&0) || bytes.starts_with(b"PK\x03\x04") {
        return Err(Unreadable::NotText);
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => (bytes.iter().map(|&byte| western(byte)).collect(), Encoding::Windows1252),
    })
}

/// The sign of a byte of Windows-1252 (WHATWG Encoding, index windows-1252).
fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// The sign that parts the first line most often, quoted parts left out.
fn separator_of(text: &str) -> Separator {
    let mut counts = [0_usize; Separator::ALL.len()];
    let mut is_quoted = false;
    for c in text.trim_start_matches(['\r', '\n']).chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\n' | '\r' if !is_quoted => break,
            c if !is_quoted => {
                if let Some(found) = Separator::ALL.iter().position(|separator| separator.sign() == c) {
                    counts[found] += 1;
                }
            }
            _ => {}
        }
    }
    // of two as frequent, the first of the list: a single column has none
    let best = counts.iter().max().copied().unwrap_or(0);
    counts.iter().position(|&count| count == best).map_or(Separator::Semicolon, |found| Separator::ALL[found])
}

type Line = (usize, Vec<String>);

/// The lines that hold something, each with the number of the line where it begins.
fn split(text: &str, separator: char) -> Result<Vec<Line>, Unreadable> {
    let mut lines = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut number, mut begins) = (1, 1);
    // where the quoted part that is open began
    let mut quote = None;
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        if c == '\n' || (c == '\r' && signs.peek() != Some(&'\n')) {
            number += 1;
        }
        match (c, quote) {
            ('"', Some(_)) if signs.next_if_eq(&'"').is_some() => cell.push('"'),
            ('"', Some(_)) => quote = None,
            ('"', None) if cell.trim().is_empty() => {
                cell.clear();
                quote = Some(number);
            }
            (c, None) if c == separator => cells.push(finished(&mut cell)),
            ('\r', None) if signs.peek() == Some(&'\n') => {}
            ('\n' | '\r', None) => {
                cells.push(finished(&mut cell));
                keep(&mut lines, begins, &mut cells)?;
                begins = number;
            }
            (c, _) => cell.push(c),
        }
    }
    if let Some(line) = quote {
        return Err(Unreadable::OpenQuote(line));
    }
    cells.push(finished(&mut cell));
    keep(&mut lines, begins, &mut cells)?;
    Ok(lines)
}

/// A cell without the blanks around it, nor the mark that keeps spreadsheets from running it.
fn finished(cell: &mut String) -> String {
    let text = std::mem::take(cell);
    let text = text.trim();
    match text.strip_prefix('\'') {
        Some(rest) if super::is_formula(rest) => rest.to_owned(),
        // no control characters: PostgreSQL cannot keep a NUL, and nobody types the others
        _ => text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect(),
    }
}

fn keep(lines: &mut Vec<Line>, begins: usize, cells: &mut Vec<String>) -> Result<(), Unreadable> {
    let cells = std::mem::take(cells);
    if cells.iter().all(String::is_empty) {
        return Ok(());
    }
    match () {
        () if cells.len() > MOST_COLUMNS => Err(Unreadable::TooWide),
        () if lines.len() == MOST_LINES => Err(Unreadable::TooLong),
        () => {
            lines.push((begins, cells));
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text.as_bytes()).unwrap().rows.into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn the_separator_is_that_of_the_first_line() {
        for (text, separator) in [
            ("cle;libelle\n1;a,b,c\n", Separator::Semicolon),
            ("\"a;b;c\",libelle\n", Separator::Comma),
            ("cle\tlibelle\n", Separator::Tab),
            ("cle|libelle\n", Separator::Bar),
            ("libelle\nÉcole\n", Separator::Semicolon),
        ] {
            assert_eq!(read(text.as_bytes()).unwrap().separator, separator, "{text}");
        }
    }

    #[test]
    fn quotes_blank_lines_and_ends_of_lines_are_those_of_spreadsheets() {
        assert_eq!(cells("a;b\r\n\"Jean \"\"Jo\"\"\";\"deux\nlignes\"\r\n;\r\n\n 3 ; x \r"), [["Jean \"Jo\"", "deux\nlignes"], ["3", "x"]]);
        let sheet = read(b"a;b\n\n\"1\n2\";x\n3;y").unwrap();
        assert_eq!(sheet.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 5], "lines are those of the file");
        assert_eq!(read(b"a;b\n1;2\n\"x;y\n3;4").unwrap_err(), Unreadable::OpenQuote(3));
    }

    #[test]
    fn windows_s_accents_are_read() {
        let sheet = read(b"libell\xe9;prix\n\x8cuvre d\x92\xe9t\xe9;3 \x80\n").unwrap();
        assert_eq!((sheet.encoding, sheet.header[0].as_str()), (Encoding::Windows1252, "libellé"));
        assert_eq!(sheet.rows[0].1, ["Œuvre d’été", "3 €"]);
        let sheet = read("\u{feff}libellé\n".as_bytes()).unwrap();
        assert_eq!((sheet.encoding, sheet.header[0].as_str()), (Encoding::Utf8, "libellé"));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(read(b"").unwrap_err(), Unreadable::Empty);
        assert_eq!(read(b" \n;;\n").unwrap_err(), Unreadable::Empty);
        assert_eq!(read(b"PK\x03\x04 a workbook").unwrap_err(), Unreadable::NotText);
        assert_eq!(read(b"a\0;\0b").unwrap_err(), Unreadable::NotText);
        let long = format!("a\n{}", "1\n".repeat(MOST_LINES));
        assert_eq!(read(long.as_bytes()).unwrap_err(), Unreadable::TooLong);
        assert_eq!(read(";x".repeat(MOST_COLUMNS + 1).as_bytes()).unwrap_err(), Unreadable::TooWide);
    }
}
