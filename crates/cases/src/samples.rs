//! Invented requests for a demonstration: filed as citizens file them, worked on
//! as agents work. What is answered and done comes from the tests that each
//! definition carries; who asks, where and when is invented, the same each time.

mod course;
mod invented;
mod keepsakes;
mod story;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use db::{DbError, InstanceKey, Stage};
use definition::{Compiled, SignIn, Test};
use kernel::{Moment, Personal, Slug, Timestamp, clock::from_micros, id::CaseId};
use serde_json::json;
use web::{Failure, Person};

use self::{invented::Invented, keepsakes::Keepsakes, story::Story};
use crate::{
    Cases,
    filing::{Sender, Sent},
    model::Channel,
    store::{self, drafts::Draft},
};

/// Requests are spread over this many days before now.
const DAYS: i64 = 32;
const DAY: i64 = 86_400;

impl Cases {
    /// Files `count` requests, spread over the open instances, what they
    /// publish, and the days before now; agents have dealt with some of them.
    /// Every other one is for `busy` authorities. How many were filed.
    ///
    /// # Errors
    /// When an instance cannot be read or written.
    pub async fn file_samples(&self, moment: &Moment, count: u32, busy: &[Slug]) -> Result<u32, Failure> {
        let mut instances: Vec<InstanceKey> =
            self.territory().directory().open_at(Stage::Production).map(|instance| instance.key()).collect();
        instances.sort_by_key(|instance| !busy.contains(&instance.authority));
        if instances.is_empty() {
            return Ok(0);
        }
        let keepsakes = Keepsakes::made(moment.now);
        let mut filed = 0;
        for index in 0..count {
            let turn = index as usize / 2;
            let among = if index % 2 == 0 { busy.len().clamp(1, instances.len()) } else { instances.len() };
            let (instance, rank) = (&instances[turn % among], turn / among);
            let place = Place { instance, rank, index: index as usize, filed_at: filed_at(moment.now, index, count) };
            filed += u32::from(self.file_sample(moment, &place, &keepsakes).await?);
        }
        Ok(filed)
    }

    async fn file_sample(&self, moment: &Moment, place: &Place<'_>, keepsakes: &Keepsakes) -> Result<bool, Failure> {
        let now = moment.now;
        let moment = Moment { now: place.filed_at, ..moment.clone() };
        let (compiled, tests, teleservice, hash) = self.sampled(place).await?;
        let who = Invented::new(place.index, self.territory().directory().authority(&place.instance.authority));
        let Some(story) = Story::told(self, (&compiled, &tests), &who, place, &moment) else { return Ok(false) };
        let files = keepsakes.kept(self, &moment, place.instance, &story.files).await?;
        let draft = Draft {
            id: moment.id(),
            authority: place.instance.authority.clone(),
            teleservice,
            instance: place.instance.to_string(),
            definition: hash,
            answers: Personal::new(keepsakes::named(story.answers.to_json(), &files)),
            version: 1,
            subject: None,
            updated_at: moment.now,
            expires_at: moment.now,
            sent_to: None,
        };
        let person = (compiled.about().settings.sign_in == SignIn::Account).then(|| signed_in(&who, &moment));
        let files: Vec<_> = files.into_iter().map(|(_, file)| file).collect();
        let sent = self
            .file(&moment, &draft, &files, Sender { person: person.as_ref(), from: None, channel: Channel::Web, is_kept: false })
            .await?;
        let Sent::Kept(code) = sent else { return Ok(false) };
        let case = CaseId::from_uuid(draft.id.uuid());
        self.run_course(&moment, now, &code.instance, case, &story, place.index).await?;
        Ok(true)
    }

    /// What this one asks for, among what its instance publishes.
    async fn sampled(&self, place: &Place<'_>) -> Result<(Arc<Compiled>, Vec<Test>, Slug, String), Failure> {
        let mut tx = self.databases().instance_read(place.instance).await?;
        let published = store::definitions::published(&mut tx).await?;
        let chosen = published.get(place.rank % published.len().max(1)).ok_or(DbError::NotFound)?;
        let compiled = self.compiled(&mut tx, &chosen.hash).await?;
        let tests = self.document(&mut tx, &chosen.hash).await?.tests;
        Ok((compiled, tests, chosen.teleservice.clone(), chosen.hash.clone()))
    }
}

/// Where and when one is filed.
struct Place<'a> {
    instance: &'a InstanceKey,
    /// How many the instance had before, so that each téléservice has its turn.
    rank: usize,
    /// Tells it from the others.
    index: usize,
    filed_at: Timestamp,
}

/// Oldest first, more or less evenly.
fn filed_at(now: Timestamp, index: u32, count: u32) -> Timestamp {
    let step = DAYS * DAY / i64::from(count.max(1));
    let late = i64::try_from(invented::number(index as usize, "hour")).unwrap_or(0).rem_euclid(step.clamp(1, DAY));
    from_micros(now.as_microsecond() - (i64::from(count - index) * step - late).max(60) * 1_000_000)
}

/// Somebody with an account, for what asks for one.
fn signed_in(who: &Invented, moment: &Moment) -> Person {
    let claims = json!({ "given_name": who.given, "family_name": who.family, "email": who.email() });
    Person {
        session: moment.id(),
        subject: format!("sample:{}", who.email()),
        claims: Personal::new(claims.as_object().cloned().unwrap_or_default()),
        authenticated_at: moment.wall,
        second_factor: false,
        unread: 0,
    }
}
