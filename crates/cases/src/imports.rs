//! Definitions brought in together, by somebody at the command line, and taken
//! back together. Each import is one transaction, and so is each taking back.

use db::{InstanceKey, Stage};
use kernel::{Moment, Problem, Slug};
use web::{Failure, Outcome};

use crate::{
    Cases, Place, Publication,
    model::Origin,
    store::{definitions, imports},
};

/// A checked definition to bring in.
pub struct Incoming {
    /// What is published.
    pub publication: Publication,
    /// The hash of what was live when it was compared, if anything was.
    pub seen: Option<String>,
}

/// A téléservice after an import was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// Its name.
    pub teleservice: Slug,
    /// What is live again; nothing when the import had brought it in.
    pub hash: Option<String>,
}

impl Cases {
    /// Publishes definitions in an instance, all or none, as its own, and keeps
    /// what was live before. `team` bears the functions that nobody bears yet.
    ///
    /// # Errors
    /// A conflict when something else was published since it was compared, or
    /// when it is the Métropole's; or when the instance cannot be written.
    pub async fn import(&self, moment: &Moment, instance: &InstanceKey, team: (&Slug, &str), incoming: &[Incoming]) -> Outcome<()> {
        let mut tx = self.databases().instance_write(instance).await?;
        let number = imports::last(&mut tx).await?.map_or(1, |last| last + 1);
        imports::begin(&mut tx, number, moment.now).await?;
        for Incoming { publication, seen } in incoming {
            let teleservice = publication.compiled().about().slug.clone();
            let live = definitions::published_as(&mut tx, &teleservice).await?;
            if live.as_ref().is_some_and(|live| live.origin == Origin::Shared) {
                return Err(conflict(&teleservice, "est partagée par la Métropole\u{a0}: elle ne se remplace pas ici."));
            }
            let previous = live.map(|live| live.hash);
            if previous != *seen {
                return Err(conflict(&teleservice, "a été publiée entre-temps. Recommencez."));
            }
            let place = Place { instance, origin: Origin::Own, team, offered: true };
            self.put(&mut tx, moment, publication, &place).await?;
            let hash = publication.compiled().hash().to_string();
            imports::add(&mut tx, number, &imports::Imported { teleservice, hash, previous }).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Takes the last import back: what was live before it is live again. Cases
    /// filed meanwhile keep their definition. Taken back again, it is the turn
    /// of the import before; nothing is given when there is none.
    ///
    /// # Errors
    /// A conflict, and nothing changes, when one of its téléservices was
    /// published again since; or when the instance cannot be written.
    pub async fn take_back(&self, moment: &Moment, instance: &InstanceKey) -> Outcome<Vec<TakenBack>> {
        let mut tx = self.databases().instance_write(instance).await?;
        let Some(number) = imports::last(&mut tx).await? else { return Ok(Vec::new()) };
        let mut taken_back = Vec::new();
        for imported in imports::of(&mut tx, number).await? {
            let teleservice = imported.teleservice;
            let live = definitions::published_as(&mut tx, &teleservice).await?;
            if live.is_none_or(|live| live.hash != imported.hash) {
                return Err(conflict(&teleservice, "a été publiée de nouveau depuis cet import. Rien n’est annulé."));
            }
            match &imported.previous {
                Some(hash) => definitions::publish(&mut tx, &teleservice, hash, Origin::Own, moment.now).await?,
                None => definitions::withdraw(&mut tx, &teleservice).await?,
            }
            if instance.stage == Stage::Production {
                self.announce_offer(&mut tx, moment, &teleservice).await?;
            }
            taken_back.push(TakenBack { teleservice, hash: imported.previous });
        }
        imports::forget(&mut tx, number).await?;
        tx.commit().await?;
        Ok(taken_back)
    }
}

fn conflict(teleservice: &Slug, sentence: &str) -> Failure {
    Problem::Conflict(format!("«\u{a0}{teleservice}\u{a0}» {sentence}")).into()
}
