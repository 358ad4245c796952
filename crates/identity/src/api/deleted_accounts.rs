//! `GET /api/deleted-accounts`: the accounts deleted, for a client that knew
//! them, under the names it knew. Read once each, in order, with a cursor.

use axum::extract::State;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::HeaderMap;
use serde_json::{Value, json};
use web::{Answer, Ctx};

use super::{error::ApiError, program, proof::Place};
use crate::{
    ApiScope, Identity,
    model::{endpoint::DELETED_ACCOUNTS, reason},
    store::departures::{self, Line},
};

/// Accounts of one answer, unless asked otherwise.
const USUAL: u32 = 100;
/// And at most.
const MOST: u32 = 1_000;

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap) -> Result<Answer, ApiError> {
    let place = Place { identity: &identity, ctx: &ctx, headers: &headers, path: DELETED_ACCOUNTS };
    let client = program::calling(place, "GET", ApiScope::AccountsDeleted).await?;
    let (after, limit) = asked(ctx.uri().query().unwrap_or_default())?;
    let mut tx = identity.databases.identity_read().await?;
    let mut lines = departures::page(&mut tx, &client.id, after, limit + 1).await?;
    let has_more = lines.len() > limit as usize;
    lines.truncate(limit as usize);
    let next = lines.last().map_or(after, |line| line.position);
    Ok(super::json(&json!({
        "accounts": lines.iter().map(shown).collect::<Vec<_>>(),
        "next": cursor(next),
        "has_more": has_more,
    })))
}

fn shown(line: &Line) -> Value {
    json!({ "sub": line.subject, "deleted_at": line.departed_at.to_string() })
}

fn asked(query: &str) -> Result<(i64, u32), ApiError> {
    let (mut after, mut limit) = (0, USUAL);
    for (name, value) in web::posted::decode(query.as_bytes()) {
        match name.as_str() {
            "after" => after = position(&value).ok_or(ApiError::Refused(&reason::FEED_CURSOR))?,
            "limit" => {
                let number = value.parse().ok().filter(|number| (1..=MOST).contains(number));
                limit = number.ok_or(ApiError::Refused(&reason::FEED_LIMIT))?;
            }
            _ => {}
        }
    }
    Ok((after, limit))
}

/// A cursor is opaque: what is in it may change.
fn cursor(position: i64) -> String {
    URL_SAFE_NO_PAD.encode(position.to_be_bytes())
}

fn position(cursor: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    bytes.try_into().ok().map(i64::from_be_bytes).filter(|position| *position >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_anything_else_is_refused() {
        assert_eq!(position(&cursor(1_795_334_400_000_001)), Some(1_795_334_400_000_001));
        for query in ["after=abc", "after=", "after=_________-8", "limit=0", "limit=1001", "limit=ten"] {
            assert!(asked(query).is_err(), "{query}");
        }
        assert_eq!(asked("").unwrap(), (0, 100));
        assert_eq!(asked(&format!("limit=7&after={}", cursor(3))).unwrap(), (3, 7));
    }
}
