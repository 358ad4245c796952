//! Who is signed in on a site of ours.

use kernel::{Personal, Timestamp};

use super::{SignIn, callback::LONGEST_SIGN_IN, provider::CHECK_EVERY, store, store::SessionRow};
use crate::{Actor, Failure, Head, Person, cookie, cookie::digest, parked};

/// The cookie that carries a session's token.
pub(super) const COOKIE: &str = "session";
/// A session ends after one hour without interaction (annexe 2 of the 2018 convention).
const IDLE: i64 = 3_600;
/// A session ends after this long, in use or not (ASVS 5.0 §7.3.2).
const LONGEST: i64 = 12 * 3_600;
/// Using a session is written down at most once in so many seconds.
const TOUCH_EVERY: i64 = 60;

impl SignIn {
    /// The person behind a request, from her session on this site.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn identify(&self, head: &Head<'_>) -> Result<Actor, Failure> {
        let Some(token) = cookie::read(head.headers, &self.0.sites, head.site, COOKIE) else { return Ok(Actor::Anonymous) };
        let mut tx = self.0.databases.platform_read().await?;
        let row = store::by_token(&mut tx, head.site.name(), &digest(&token)).await?;
        drop(tx);
        let now = head.moment.wall;
        let is_live = |row: &SessionRow| seconds(row.seen_at, now) < IDLE && seconds(row.created_at, now) < LONGEST;
        let Some(row) = row.filter(is_live) else { return Ok(Actor::Anonymous) };
        if seconds(row.seen_at, now) >= TOUCH_EVERY && !self.keep_alive(&row, now).await? {
            return Ok(Actor::Anonymous);
        }
        Ok(Actor::Person(person(row)))
    }

    /// Writes that the session is in use. Every few minutes it also asks the
    /// provider, which keeps the sign-on session alive there and tells us when
    /// it has ended. False when the session is over.
    async fn keep_alive(&self, row: &SessionRow, now: Timestamp) -> Result<bool, Failure> {
        let mut checked_at = row.checked_at;
        if seconds(row.checked_at, now) >= CHECK_EVERY.as_secs().cast_signed() {
            // a provider that does not answer ends nobody's session
            if let Ok(answer) = self.0.provider.userinfo(&self.0.http, &row.access_token).await {
                if answer.is_none() {
                    let mut tx = self.0.databases.platform_write().await?;
                    store::close(&mut tx, row.id).await?;
                    tx.commit().await?;
                    return Ok(false);
                }
                checked_at = now;
            }
        }
        let mut tx = self.0.databases.platform_write().await?;
        store::touch(&mut tx, row.id, now, checked_at).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Forgets the sessions that ended, the sign-ins and the forms left behind.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn purge(&self, wall: Timestamp) -> Result<(), db::DbError> {
        let before = |age: i64| kernel::clock::from_micros(wall.as_microsecond() - age * 1_000_000);
        let mut tx = self.0.databases.platform_write().await?;
        store::purge(&mut tx, before(IDLE), before(LONGEST_SIGN_IN), parked::oldest(wall)).await?;
        tx.commit().await
    }
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.as_second() - from.as_second()
}

fn person(row: SessionRow) -> Person {
    let claims = match row.claims.into_exposed() {
        serde_json::Value::Object(claims) => claims,
        _ => serde_json::Map::new(),
    };
    Person {
        session: row.id,
        subject: row.subject,
        claims: Personal::new(claims),
        authenticated_at: row.authenticated_at,
        second_factor: row.second_factor,
        unread: 0,
    }
}
