//! What the part does between pages and databases, on both engines.

mod addresses;
pub(crate) mod antivirus;
mod bench;
pub(crate) mod code;
mod departure;

mod acknowledging;
mod acting;
mod answering_later;
mod by_itself;
mod calling;
mod draft_files;
mod examining;
mod hostile;
mod importing;
mod leaving;
mod lives;
mod opinions;
mod over;
mod reaching;
mod records_written;
mod sending;
mod sensitive;
mod starting;
mod texting;
mod third_party;
mod transferring;
mod versions;

/// The lists of a test, and the way to their records.
pub(crate) fn records(bench: &db::testing::Bench) -> records::Records {
    records::Records::new(records::Services {
        databases: bench.databases.clone(),
        blobs: bench.blobs.clone(),
        http: outbound::Http::new(Vec::new()).unwrap(),
        base: crate::territory_lookups(),
    })
}
