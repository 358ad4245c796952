//! What holds on both engines.

mod concurrency;
mod idempotency;
mod isolation;
mod migrations;
mod values;

use crate::{InstanceKey, Kind, Migration, Stage};

/// A table of every kind of column, and a counter with a version.
const TABLES: &[Migration] = &[Migration {
    part: "trial",
    number: 1,
    kind: Kind::Instance,
    sql: "CREATE TABLE things (
              id UUID PRIMARY KEY, name TEXT UNIQUE, count BIGINT, ratio DOUBLE PRECISION, done BOOLEAN,
              document JSONB, bytes BYTEA, at BIGINT, version BIGINT NOT NULL DEFAULT 1);",
}];

fn lyon() -> InstanceKey {
    InstanceKey::production("lyon".parse().unwrap())
}

fn bron() -> InstanceKey {
    InstanceKey { authority: "bron".parse().unwrap(), stage: Stage::Test }
}
