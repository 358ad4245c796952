//! Whether a téléservice can be used.

use workflow::Finding;

use crate::report::{Count, Note, Verdict, Weight};

/// One construct in this many that waits for a decision is too many.
const TOO_MANY: usize = 4;

pub(super) fn of<'a>(notes: &[Note], findings: &[Finding], counts: impl Iterator<Item = &'a Count>) -> Verdict {
    let heaviest = notes.iter().map(|note| note.weight).max().unwrap_or(Weight::Info);
    let undecided = notes.iter().filter(|note| note.weight == Weight::Decide).count();
    let all: usize = counts.map(|count| count.as_is + count.changed + count.left).sum();
    let is_broken = findings.iter().any(Finding::is_error) || heaviest == Weight::Redo;
    match heaviest {
        _ if is_broken || undecided * TOO_MANY > all => Verdict::ToRedo,
        Weight::Info => Verdict::Ready,
        _ => Verdict::ToCheck,
    }
}
