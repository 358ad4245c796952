//! Invented requests for a demonstration, filed as citizens file them.

use db::{DbError, InstanceKey, Stage};
use expr::Today;
use forms::sample_answers;
use kernel::{Moment, Personal, Slug, Timestamp, clock::from_micros};
use web::Failure;

use crate::{
    Cases,
    filing::{Sender, Sent, outer_values},
    model::Channel,
    store::{self, drafts::Draft},
};

/// Requests are spread over this many days before now.
const DAYS: i64 = 25;

impl Cases {
    /// Files `count` requests, spread over the open instances, what they
    /// publish, and the days before now. Every other one is for `busy` authorities.
    /// How many were filed.
    ///
    /// # Errors
    /// When an instance cannot be read or written.
    pub async fn file_samples(&self, moment: &Moment, count: u32, busy: &[Slug]) -> Result<u32, Failure> {
        let directory = self.territory().directory();
        let mut instances: Vec<InstanceKey> = directory.open_at(Stage::Production).map(|instance| instance.key()).collect();
        instances.sort_by_key(|instance| !busy.contains(&instance.authority));
        if instances.is_empty() {
            return Ok(0);
        }
        let mut filed = 0;
        for index in 0..count {
            let turn = index as usize / 2;
            let at = if index % 2 == 0 { turn % busy.len().clamp(1, instances.len()) } else { turn % instances.len() };
            let when = ago(moment.now, i64::from(count - index) * DAYS * 86_400 / i64::from(count));
            let moment = Moment { now: when, ..moment.clone() };
            filed += u32::from(self.file_sample(&moment, &instances[at], index as usize).await?);
        }
        Ok(filed)
    }

    async fn file_sample(&self, moment: &Moment, instance: &InstanceKey, index: usize) -> Result<bool, Failure> {
        let mut tx = self.databases().instance_read(instance).await?;
        let published = store::definitions::published(&mut tx).await?;
        let chosen = published.get(index % published.len().max(1)).ok_or(DbError::NotFound)?;
        let compiled = self.compiled(&mut tx, &chosen.hash).await?;
        drop(tx);
        let extra = outer_values(None, Channel::Web);
        let Some(answers) = sample_answers(compiled.form(), self.lookups(), Today { now: moment.now }, &extra, index) else {
            return Ok(false);
        };
        let draft = Draft {
            id: moment.id(),
            authority: instance.authority.clone(),
            teleservice: chosen.teleservice.clone(),
            instance: instance.to_string(),
            definition: chosen.hash.clone(),
            answers: Personal::new(answers.to_json()),
            version: 1,
            subject: None,
            updated_at: moment.now,
            expires_at: moment.now,
            sent_to: None,
        };
        let sent = self.file(moment, &draft, &[], Sender { person: None, channel: Channel::Web, is_kept: false }).await?;
        Ok(matches!(sent, Sent::Kept(_)))
    }
}

fn ago(now: Timestamp, seconds: i64) -> Timestamp {
    from_micros(now.as_microsecond() - seconds * 1_000_000)
}
