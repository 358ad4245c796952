//! What a client is told of a person, read and written.

use std::collections::BTreeSet;

use db::{IdentityTx, Result};
use kernel::{Moment, Personal, Timestamp, id::AccountId};
use serde_json::{Map, Value, json};

use super::session;
use crate::{
    model::{
        claims,
        client::Client,
        consent::{self, LASTS},
        datum::Datum,
        journey::Agreed,
        life::before,
        profile::Profile,
        scope::Scopes,
        sharing::{self, Answer, Answers, Need},
    },
    store::{accounts, agreements, attributes},
};

/// A person before a client: what is known of her and what she answered.
pub(crate) struct Sharing {
    pub profile: Profile,
    pub answers: Answers,
    /// Until when she agreed that the client knows her at all.
    pub agreed_until: Option<Timestamp>,
}

impl Sharing {
    pub(crate) async fn read(tx: &mut IdentityTx, account: AccountId, client: &str) -> Result<Self> {
        let answers = agreements::of(tx, account, client).await?;
        let agreed_until = agreements::agreed_until(tx, account, client).await?;
        let account = accounts::by_id(tx, account).await?;
        Ok(Self { profile: attributes::of(tx, &account).await?, answers, agreed_until })
    }

    /// Where she stands with what is asked now.
    pub(crate) fn agreed(&self, client: &Client, asked: &[&Need], wall: Timestamp) -> Agreed {
        let knows_her = self.agreed_until.is_some_and(|until| wall < until);
        let is_settled = knows_her && sharing::is_settled(asked, &self.answers, &self.profile.known(), wall);
        Agreed {
            is_settled: !client.asks_consent || is_settled,
            // each agreement lasts as long as every other
            last: self.agreed_until.map(|until| before(until, LASTS)),
        }
    }

    /// What the client is told (Core §5.3.2), for these scopes and single claims.
    pub(crate) fn told(
        &self,
        client: &Client,
        subject: &str,
        (scopes, single): (&Scopes, &BTreeSet<Datum>),
        wall: Timestamp,
    ) -> Map<String, Value> {
        let asked = client.asked(scopes, single);
        let released = if client.asks_consent {
            sharing::released(&asked, &self.answers, wall)
        } else {
            asked.iter().map(|need| need.datum).collect()
        };
        claims::userinfo(&self.profile, subject, &released)
    }
}

/// What she decides on the page: her answer for each datum asked, and what she wrote there.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    pub answers: Vec<(Datum, bool)>,
    pub written: Vec<(Datum, Personal<String>)>,
}

/// Keeps a decision about a client, for as long as `until`: her answers, what
/// she wrote, the text that she read, and the act itself.
pub(crate) async fn keep(
    tx: &mut IdentityTx,
    moment: &Moment,
    (account, client): (AccountId, &str),
    (text, until): (&str, Timestamp),
    decision: &Decision,
) -> Result<()> {
    for (datum, value) in &decision.written {
        attributes::put(tx, account, *datum, value, moment.wall).await?;
    }
    for (datum, given) in &decision.answers {
        let answer = Answer { given: *given, at: moment.wall, expires_at: until };
        agreements::put(tx, (account, client), *datum, answer).await?;
    }
    agreements::meet(tx, (account, client), Some(until), moment.wall).await?;
    let digest = consent::text_digest(text);
    agreements::keep_text(tx, &digest, text, moment.wall).await?;
    let names = |given: bool| decision.answers.iter().filter(|(_, is)| *is == given).map(|(datum, _)| datum.as_str()).collect::<Vec<_>>();
    let proof = json!({
        "client": client, "given": names(true), "refused": names(false), "text": digest, "until": until.to_string(),
    });
    session::record_detail(tx, moment, account, GIVEN, Some(proof)).await
}

/// The act of answering, in the audit trail.
pub(crate) const GIVEN: &str = "identity.consent-given";
/// The act of taking it back.
pub(crate) const WITHDRAWN: &str = "identity.consent-withdrawn";
