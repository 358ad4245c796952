//! Reader of the bundled tables: one header line, then cells between
//! semicolons. No cell holds a semicolon, so nothing is quoted.

use std::{fmt::Display, str::FromStr};

/// A reference table or document does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// A line has another number of cells than its table has columns.
    #[error("line {line}: {found} cells where {wanted} are expected")]
    Shape {
        /// Line number, from 1, header included.
        line: usize,
        /// Cells on this line.
        found: usize,
        /// Columns of the table.
        wanted: usize,
    },
    /// A cell does not hold what its column wants.
    #[error("line {line}: « {text} »: {reason}")]
    Cell {
        /// Line number, from 1, header included.
        line: usize,
        /// The cell as written.
        text: String,
        /// What is wrong.
        reason: String,
    },
    /// A TOML document does not have the expected shape.
    #[error("{0}")]
    Document(String),
    /// A row names something that no other table knows.
    #[error("« {0} » is unknown")]
    Unknown(String),
}

/// One line of a table of `N` columns.
pub(crate) struct Row<'a, const N: usize> {
    line: usize,
    pub(crate) cells: [&'a str; N],
}

impl<const N: usize> Row<'_, N> {
    /// The value of a column, parsed.
    pub(crate) fn parse<T: FromStr<Err: Display>>(&self, column: usize) -> Result<T, DataError> {
        self.cells[column].parse().map_err(|error: T::Err| self.refuse(column, &error))
    }

    pub(crate) fn refuse(&self, column: usize, reason: &dyn Display) -> DataError {
        DataError::Cell { line: self.line, text: self.cells[column].to_owned(), reason: reason.to_string() }
    }
}

/// The rows of a table, its header left out.
pub(crate) fn rows<const N: usize>(text: &str) -> impl Iterator<Item = Result<Row<'_, N>, DataError>> {
    text.lines().enumerate().skip(1).map(|(index, line)| {
        let cells: Vec<&str> = line.split(';').collect();
        let found = cells.len();
        match cells.try_into() {
            Ok(cells) => Ok(Row { line: index + 1, cells }),
            Err(_) => Err(DataError::Shape { line: index + 1, found, wanted: N }),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_named() {
        let wrong = rows::<2>("a;b\n1;2\n3").last().unwrap().err();
        assert_eq!(wrong, Some(DataError::Shape { line: 3, found: 1, wanted: 2 }));
    }

    #[test]
    fn a_wrong_cell_is_named() {
        let row = rows::<2>("a;b\n1;x").next().unwrap().unwrap();
        assert_eq!(row.parse::<u32>(0), Ok(1));
        assert_eq!(row.parse::<u32>(1).unwrap_err().to_string(), "line 2: « x »: invalid digit found in string");
    }
}
