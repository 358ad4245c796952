//! What commands print, to a reader who leaves before the end.

use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn a_reader_who_leaves_is_no_failure() {
    for arguments in [["definition", "schema"], ["routes", "--json"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        let mut child = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}: {said}");
        assert_eq!(said, "", "{arguments:?}");
    }
}
