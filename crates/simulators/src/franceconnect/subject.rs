//! The pairwise identifier of a person.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Any: the same people keep the same identifiers from one run to the next.
const SECRET: &str = "simulated-franceconnect";

/// 64 hexadecimal signs and `v1`. It follows from who asks and from the pivot
/// identity: a civil status that changes gives another one to the same human.
pub(super) fn subject(entity: &str, pivot: &str) -> String {
    let person = STANDARD.encode(digest(&SHA256, pivot.as_bytes()));
    let hash = digest(&SHA256, format!("{entity}{person}{SECRET}").as_bytes());
    let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}v1")
}
