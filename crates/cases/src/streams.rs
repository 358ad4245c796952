//! The streams of what a case asks for after the commit: one thing after the
//! other in each.

use kernel::id::CaseId;

/// What it asks of other programs, and the cases that it opens.
pub(crate) fn calls(case: CaseId) -> String {
    format!("calls/{case}")
}

/// The documents that are made for it.
pub(crate) fn documents(case: CaseId) -> String {
    format!("documents/{case}")
}

/// Its receipt, which holds nothing else back.
pub(crate) fn receipt(case: CaseId) -> String {
    format!("receipt/{case}")
}

/// All that must be done before it leaves its space.
pub(crate) fn all(case: CaseId) -> [String; 3] {
    [calls(case), documents(case), receipt(case)]
}
