//! Invented requests for a demonstration, filed as citizens file them.

use db::{DbError, InstanceKey, Stage};
use expr::Today;
use forms::sample_answers;
use kernel::{Moment, Personal, Timestamp, clock::from_micros};
use web::Failure;

use crate::{
    Cases,
    filing::{Sender, outer_values},
    model::Channel,
    store::{self, drafts::Draft},
};

/// Requests are spread over this many days before now.
const DAYS: i64 = 25;

impl Cases {
    /// Files `count` requests, spread over the open instances, what they
    /// publish, and the days before now.
    ///
    /// # Errors
    /// When an instance cannot be read or written.
    pub async fn file_samples(&self, moment: &Moment, count: u32) -> Result<(), Failure> {
        let directory = self.territory().directory();
        let instances: Vec<InstanceKey> = directory.open_at(Stage::Production).map(|instance| instance.key()).collect();
        if instances.is_empty() {
            return Ok(());
        }
        for index in 0..count {
            // large communes first, and more often: every other request is for one of the first four
            let at = if index % 2 == 0 { index as usize / 2 % instances.len().min(4) } else { index as usize % instances.len() };
            let when = ago(moment.now, i64::from(count - index) * DAYS * 86_400 / i64::from(count));
            let moment = Moment { now: when, ..moment.clone() };
            self.file_sample(&moment, &instances[at], index as usize).await?;
        }
        Ok(())
    }

    async fn file_sample(&self, moment: &Moment, instance: &InstanceKey, index: usize) -> Result<(), Failure> {
        let mut tx = self.databases().instance_read(instance).await?;
        let published = store::definitions::published(&mut tx).await?;
        let chosen = published.get(index % published.len().max(1)).ok_or(DbError::NotFound)?;
        let compiled = self.compiled(&mut tx, &chosen.hash).await?;
        drop(tx);
        let extra = outer_values(None, Channel::Web);
        let Some(answers) = sample_answers(compiled.form(), self.lookups(), Today { now: moment.now }, &extra, index) else {
            return Ok(());
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
        self.file(moment, &draft, &[], Sender { person: None, channel: Channel::Web }).await?;
        Ok(())
    }
}

fn ago(now: Timestamp, seconds: i64) -> Timestamp {
    from_micros(now.as_microsecond() - seconds * 1_000_000)
}
