//! What a case answered under other versions of its definition, read again.

use std::sync::Arc;

use db::InstanceTx;
use definition::Compiled;
use expr::Today;
use forms::{Answers, FileRef, Journey};
use kernel::id::CaseId;
use ui::{Markup, Row};
use web::Failure;

use crate::{
    Cases,
    filing::outer_values,
    store::{self, cases::CaseRow, former::FormerRow},
};

/// Answers, and the version of the form that asked for them.
pub(crate) struct Former {
    pub compiled: Arc<Compiled>,
    pub answers: Answers,
}

impl Cases {
    /// What a case answered before it went on under its version, oldest first;
    /// nothing for a case that never changed version.
    pub(crate) async fn former(&self, tx: &mut InstanceTx, row: &CaseRow) -> Result<Vec<Former>, Failure> {
        let kept = self.formerly(tx, row.id).await?;
        Ok(kept.into_iter().map(|(compiled, row)| Former { compiled, answers: Answers::from_json(row.answers.into_exposed()) }).collect())
    }

    /// The same as it is kept, to be copied elsewhere.
    pub(crate) async fn formerly(&self, tx: &mut InstanceTx, case: CaseId) -> Result<Vec<(Arc<Compiled>, FormerRow)>, Failure> {
        let mut formerly = Vec::new();
        for row in store::former::of_case(tx, case).await? {
            formerly.push((self.compiled(tx, &row.definition).await?, row));
        }
        Ok(formerly)
    }

    /// The answers of a case in a form, as they were read the day it was sent.
    pub(crate) fn journey<'a>(&'a self, compiled: &'a Compiled, answers: &'a Answers, row: &CaseRow) -> Journey<'a> {
        let extra = outer_values(None, row.channel, &row.authority);
        Journey::new(compiled.form(), answers, self.lookups(), Today { now: row.filed_at }, &extra)
    }

    /// The same, for what it answered before; oldest first.
    pub(crate) fn former_journeys<'a>(&'a self, former: &'a [Former], row: &CaseRow) -> Vec<Journey<'a>> {
        former.iter().map(|former| self.journey(&former.compiled, &former.answers, row)).collect()
    }

    /// The answers that the version of the case does not tell, under the labels they had.
    pub(crate) fn kept_answers(&self, former: &[Former], now: &Journey<'_>, row: &CaseRow, file: &dyn Fn(&FileRef) -> Markup) -> Vec<Row> {
        forms::kept(&self.former_journeys(former, row), now, file)
    }
}
