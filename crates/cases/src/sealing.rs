//! Sensitive answers where they are kept: sealed, each for its own place.
//!
//! Stores hold [`KeptAnswers`]. Only what shows or evaluates answers opens
//! them, by [`Cases::open`]; only [`Cases::seal`] makes them.

use std::fmt;

use db::{InstanceKey, Keyring};
use forms::{Answers, CompiledForm};
use jiff::civil::Date;
use kernel::{
    Rng,
    id::{CaseId, DraftId},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::{Cases, store::cases::CaseRow};

/// What stands for a sealed answer. No part of an answer is named so.
const SEALED: &str = "$sealed";

/// The answers of a draft or of a case as stores hold them: sensitive ones sealed.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptAnswers(Map<String, Json>);

/// Whose answers they are: what is sealed for one is not opened for another.
#[derive(Clone, Copy)]
pub(crate) enum Holder<'a> {
    Draft(DraftId),
    Case(&'a InstanceKey, CaseId),
}

impl Holder<'_> {
    fn place(self, question: &str) -> String {
        match self {
            Self::Draft(id) => format!("draft/{id}/{question}"),
            Self::Case(instance, id) => format!("case/{instance}/{id}/{question}"),
        }
    }
}

impl Cases {
    /// Answers as they are kept: those of sensitive questions are sealed for their holder.
    pub(crate) fn seal(&self, form: &CompiledForm, answers: &Answers, holder: Holder<'_>, rng: &dyn Rng) -> db::Result<KeptAnswers> {
        let mut kept = match answers.to_json() {
            Json::Object(kept) => kept,
            _ => Map::new(),
        };
        for field in form.fields().filter(|field| field.is_sensitive()) {
            // an empty answer, and the day when one was erased, tell nothing
            let Some(answer) = kept.get_mut(field.slug()).filter(|_| answers.get(field.slug()).is_some_and(|answer| !answer.is_null()))
            else {
                continue;
            };
            let sealed = self.services().keys.seal(&holder.place(field.slug()), answer.to_string().as_bytes(), rng)?;
            *answer = json!({ SEALED: sealed });
        }
        Ok(KeptAnswers(kept))
    }

    /// Answers as they were given.
    ///
    /// # Errors
    /// When one was sealed for another holder, or its key is not ours any more.
    pub(crate) fn open(&self, kept: &KeptAnswers, holder: Holder<'_>) -> db::Result<Answers> {
        let mut answers = kept.0.clone();
        for (question, answer) in &mut answers {
            if let Some(sealed) = sealed(answer) {
                let plain = self.services().keys.open(&holder.place(question), sealed)?;
                *answer = serde_json::from_slice(&plain).map_err(|_| db::DbError::Other("a sealed answer is no document".to_owned()))?;
            }
        }
        Ok(Answers::from_json(Json::Object(answers)))
    }

    /// The answers of a case of an instance.
    pub(crate) fn answers_of(&self, instance: &InstanceKey, row: &CaseRow) -> db::Result<Answers> {
        self.open(&row.answers.0, Holder::Case(instance, row.id))
    }
}

/// What waits on a case to be done again, made of its answers: it is sealed whole.
impl Cases {
    pub(crate) fn seal_undone(&self, plain: &Json, instance: &InstanceKey, case: CaseId, rng: &dyn Rng) -> db::Result<Json> {
        Ok(Json::String(self.services().keys.seal(&undone_place(instance, case), plain.to_string().as_bytes(), rng)?))
    }

    pub(crate) fn open_undone(&self, kept: &Json, instance: &InstanceKey, case: CaseId) -> db::Result<Json> {
        // an object was kept before it was sealed
        let Some(sealed) = kept.as_str() else { return Ok(kept.clone()) };
        let plain = self.services().keys.open(&undone_place(instance, case), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| db::DbError::Other("what a stop holds is no document".to_owned()))
    }
}

fn undone_place(instance: &InstanceKey, case: CaseId) -> String {
    format!("stop/{instance}/{case}")
}

impl KeptAnswers {
    /// Whether sensitive answers are all sealed, under the newest key.
    pub(crate) fn is_sealed_with(&self, form: &CompiledForm, keys: &Keyring) -> bool {
        let sensitive = |question: &str| form.fields().any(|field| field.slug() == question && field.is_sensitive());
        let answers = Answers::from_json(Json::Object(self.0.clone()));
        let mut given = self.0.iter().filter(|(question, answer)| answers.get(question).is_some() && !answer.is_null());
        given.all(|(question, answer)| match sealed(answer) {
            Some(sealed) => keys.is_newest(sealed),
            None => !sensitive(question),
        })
    }

    /// The answers that are not sensitive, for another program.
    pub(crate) fn plain(&self, form: &CompiledForm) -> Json {
        let sensitive = |question: &str| form.fields().any(|field| field.slug() == question && field.is_sensitive());
        let answers = Answers::from_json(Json::Object(self.0.clone()));
        let given = self.0.iter().filter(|(question, _)| answers.get(question).is_some());
        let plain = given.filter(|(question, answer)| sealed(answer).is_none() && !sensitive(question));
        Json::Object(plain.map(|(question, answer)| (question.clone(), answer.clone())).collect())
    }

    /// The same once sensitive answers are erased: sealed ones, and those that
    /// were kept before they were sealed.
    pub(crate) fn without_sensitive(&self, form: &CompiledForm, day: Date) -> Self {
        let mut answers = Answers::from_json(Json::Object(self.0.clone()));
        let of_form = form.fields().filter(|field| field.is_sensitive()).map(forms::CompiledField::slug);
        let sealed = self.0.iter().filter(|(_, answer)| sealed(answer).is_some()).map(|(question, _)| question.as_str());
        of_form.chain(sealed).for_each(|question| answers.erase(question, day));
        match answers.to_json() {
            Json::Object(kept) => Self(kept),
            _ => Self::default(),
        }
    }
}

fn sealed(answer: &Json) -> Option<&str> {
    answer.get(SEALED)?.as_str()
}

impl fmt::Debug for KeptAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}
