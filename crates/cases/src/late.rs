//! What a program that was called says later: a call gives it an address, where
//! it tells what it knows of the case once it knows it.

use std::collections::BTreeMap;

use db::InstanceKey;
use kernel::{Moment, Problem, Slug, id::CaseId};
use serde_json::{Map, Value as Json};
use web::{Failure, Site};
use workflow::{DataField, Nature, Private, answered, read_answer};

use crate::{
    Cases,
    advance::{Hand, nature},
    jobs::BY_ITSELF,
    model::EntryKind,
    stops::connector_label,
    store,
};

const PURPOSE: &str = "late-answer";

/// The spaces through which an answer follows its case.
const MOST_MOVES: usize = 8;

/// Who may tell what: a connector, of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Teller {
    pub instance: InstanceKey,
    pub case: CaseId,
    pub connector: Slug,
}

/// What became of what was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    /// The case has it.
    Kept,
    /// The case is over.
    Over,
    /// These names are no data of the téléservice, or hold something else.
    Unfit(Vec<String>),
}

impl Cases {
    /// The address where a program that is called may answer later. Whoever has
    /// it may tell data of this case, and read nothing.
    pub(crate) fn answer_at(&self, teller: &Teller) -> String {
        let Teller { instance, case, connector } = teller;
        let code = self.services().secret.sign(PURPOSE, &format!("{instance}:{case}:{connector}"));
        self.services().sites.url(Site::Portal, &format!("/api/reponses/{code}"))
    }

    /// Whom this code was given to; nothing when nobody was.
    pub(crate) fn teller(&self, code: &str) -> Option<Teller> {
        let told = self.services().secret.verify(PURPOSE, code)?;
        let mut parts = told.split(':');
        let (instance, case, connector) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Teller { instance: InstanceKey::parse(instance)?, case: case.parse().ok()?, connector: connector.parse().ok()? })
    }

    /// Records what is told, by the names of the téléservice's data, where the case
    /// is now, then sets off what waits for an answer. Told again, it changes nothing.
    ///
    /// # Errors
    /// When the case is no more, when it is on its way to another space, or when
    /// somebody acts on it at the same moment.
    pub(crate) async fn told_later(&self, moment: &Moment, teller: &Teller, told: &Map<String, Json>) -> Result<Told, Failure> {
        let mut place = teller.clone();
        for _ in 0..MOST_MOVES {
            match self.told_in(moment, &place, told).await {
                Ok(Ok(told)) => return Ok(told),
                Ok(Err(there)) => place.instance = there,
                // it left, and has not arrived
                Err(Failure::Problem(Problem::NotFound)) if place != *teller => break,
                Err(failure) => return Err(failure),
            }
        }
        Err(Problem::Unavailable("This request is on its way to another authority: tell it again in a minute.".to_owned()).into())
    }

    /// The same in one space; where to go on, when the case left it.
    async fn told_in(&self, moment: &Moment, teller: &Teller, told: &Map<String, Json>) -> Result<Result<Told, InstanceKey>, Failure> {
        let mut tx = self.databases().instance_write(&teller.instance).await?;
        let mut row = store::cases::by_id(&mut tx, teller.case).await?.ok_or(Failure::NOT_FOUND)?;
        if let Some(there) = row.moved_to.as_deref().and_then(InstanceKey::parse) {
            return Ok(Err(there));
        }
        let compiled = self.compiled(&mut tx, &row.definition).await?;
        if nature(&compiled, &row.state.0) == Nature::Closed {
            return Ok(Ok(Told::Over));
        }
        let data = match data(&compiled.workflow().workflow().data, told) {
            Ok(data) => data,
            Err(unfit) => return Ok(Ok(Told::Unfit(unfit))),
        };
        if data.iter().all(|(slug, value)| row.state.0.data.get(slug) == Some(value)) {
            return Ok(Ok(Told::Kept));
        }
        let awaits_agent = row.awaits_agent;
        let hand = Hand { instance: &teller.instance, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent };
        let title = format!("«\u{a0}{}\u{a0}» a répondu", connector_label(&compiled, &teller.connector));
        self.line(&mut tx, moment, &row, EntryKind::Journal, BY_ITSELF, &title, false).await?;
        let step = answered(compiled.workflow(), &self.snapshot(&compiled, &teller.instance, &row)?, data, None, moment.now);
        self.advance(&mut tx, moment, &mut row, step, &hand).await?;
        tx.commit().await?;
        Ok(Ok(Told::Kept))
    }
}

/// What is told, by datum; or the names that are no data, or hold something else.
fn data(fields: &[DataField], told: &Map<String, Json>) -> Result<BTreeMap<Slug, Private>, Vec<String>> {
    let (known, strange): (Vec<&String>, Vec<_>) = told.keys().partition(|name| name.parse::<Slug>().is_ok());
    if !strange.is_empty() {
        return Err(strange.into_iter().cloned().collect());
    }
    let wanted = known.into_iter().filter_map(|name| Some((name.parse().ok()?, name.clone()))).collect();
    read_answer(fields, &wanted, &Json::Object(told.clone())).map_err(|unfit| unfit.iter().map(Slug::to_string).collect())
}
