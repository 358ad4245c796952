//! What commands print for whoever typed them. A reader may leave before the
//! end (`guichet definition schema | head`): that ends nothing and fails nothing.

use std::{
    fmt::Display,
    io::{self, ErrorKind, Write},
};

use super::Done;

/// Prints a line on standard output.
///
/// # Errors
/// When it cannot be written for another reason than a reader who left.
pub fn say(line: impl Display) -> Done {
    say_to(&mut io::stdout().lock(), line).map_err(|error| format!("standard output: {error}"))
}

/// Prints a line on standard error. Whether somebody reads it or not, there is
/// nobody else to tell.
pub fn warn(line: impl Display) {
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// Asks a question that is answered by yes or no; whoever says nothing says no.
pub fn ask(question: &str) -> bool {
    let mut out = io::stderr().lock();
    drop(write!(out, "{question}").and_then(|()| out.flush()));
    let mut answer = String::new();
    drop(io::stdin().read_line(&mut answer));
    ["y", "yes", "o", "oui"].contains(&answer.trim().to_lowercase().as_str())
}

/// Somebody else's words on a terminal: what would steer it is taken out.
pub fn plain(text: &str) -> String {
    let steers = |c: char| c.is_control() && c != '\n' && c != '\t';
    text.replace(steers, "\u{fffd}")
}

fn say_to(out: &mut impl Write, line: impl Display) -> io::Result<()> {
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Refuses everything, for this reason.
    struct Refusing(ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_is_written_whole() {
        let mut out = Vec::new();
        say_to(&mut out, "bonjour").unwrap();
        assert_eq!(out, b"bonjour\n");
    }

    #[test]
    fn others_words_do_not_steer_the_terminal() {
        assert_eq!(plain("une\n\tligne \u{1b}[2J\u{9b}2Jé"), "une\n\tligne \u{fffd}[2J\u{fffd}2Jé");
    }

    #[test]
    fn a_reader_who_left_is_no_failure_and_a_full_disk_is() {
        assert!(say_to(&mut Refusing(ErrorKind::BrokenPipe), "bonjour").is_ok());
        assert_eq!(say_to(&mut Refusing(ErrorKind::StorageFull), "bonjour").unwrap_err().kind(), ErrorKind::StorageFull);
    }
}
