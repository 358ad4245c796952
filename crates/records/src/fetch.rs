//! Reading the records of a list from their source.

mod document;

use db::InstanceKey;
use forms::Lookups;
use kernel::{Moment, Slug};
use outbound::{CallError, Request};
use web::Failure;

use crate::{
    Records,
    change::{Absent, Incoming, changes},
    model::{Referential, Source},
    store::{self, history::Hand},
};

impl Records {
    /// Asks a source and writes what it gives. Nothing is left half done: a
    /// source that fails leaves the last good copy, and says why.
    pub(crate) async fn fetch(&self, moment: &Moment, instance: &InstanceKey, slug: &Slug) -> Result<Option<Source>, Failure> {
        let mut tx = self.databases().instance_read(instance).await?;
        let Some(list) = store::referentials::by_slug(&mut tx, slug).await? else { return Ok(None) };
        let Some(source) = list.source().cloned() else { return Ok(None) };
        let related = self.related(&mut tx, &list).await?;
        drop(tx);
        let given = self.ask(&source, &list, &related).await;
        let mut tx = self.databases().instance_write(instance).await?;
        // somebody may have named another source meanwhile
        let Some(list) = store::referentials::hold(&mut tx, slug).await?.filter(|list| list.source() == Some(&source)) else {
            return Ok(None);
        };
        match given {
            Ok(incoming) => {
                let changes = changes(store::records::all(&mut tx, slug).await?, incoming, Absent::Withdrawn);
                self.put(&mut tx, moment, slug, &changes, Hand { who: "Source", origin: None, takes_back: false }).await?;
                store::referentials::fetched(&mut tx, slug, moment.wall).await?;
            }
            Err(why) => store::referentials::failed(&mut tx, slug, list.version, moment.wall, &why).await?,
        }
        tx.commit().await?;
        self.forget(instance);
        Ok(Some(source))
    }

    async fn ask(&self, source: &Source, list: &Referential, related: &Lookups) -> Result<Vec<Incoming>, String> {
        let request = Request::get(&source.url).header("accept", "application/json");
        let answer = self.http().send(request).await.map_err(|error| told(&error).to_owned())?;
        if !answer.is_success() {
            return Err(format!("La source répond par une erreur ({}).", answer.status));
        }
        let document = answer.json().map_err(|_| "La source ne répond pas en JSON.".to_owned())?;
        document::records(&document, source, list, related)
    }
}

/// Why there is no answer, for an administrator.
fn told(error: &CallError) -> &'static str {
    match error {
        CallError::Refused => "Cette adresse ne peut pas être appelée\u{a0}: elle n’est pas publique.",
        CallError::TimedOut => "La source n’a pas répondu à temps.",
        CallError::Unreachable => "La source est injoignable.",
        CallError::TooLarge => "La source donne plus de 2\u{a0}Mo.",
        CallError::Unreadable(_) => "La réponse de la source ne se lit pas.",
    }
}
