//! Everything that decides whether a work may be published, and what publishing
//! it changes: in the space where it is written, then in production.

mod lacks;
mod space;

use authoring::Edit;
use db::{InstanceKey, InstanceTx, Stage};
use definition::{Definition, TestReport};
use web::{Ctx, Outcome};
use workflow::Finding;

use crate::{Studio, keep::Opened, upkeep};

pub(crate) use lacks::lacking;
pub(crate) use space::InSpace;

/// What keeps a work from being published, and what each space has of it.
pub(crate) struct Gate {
    /// What is to be reviewed in the document itself.
    pub(crate) findings: Vec<Finding>,
    /// How its tests went.
    pub(crate) reports: Vec<TestReport>,
    /// What the tests of the first draft need to follow the form: kept with what is published.
    pub(crate) upkeep: Vec<Edit>,
    /// The space where it is written.
    pub(crate) here: InSpace,
    /// Production, for who writes in the test space.
    pub(crate) production: Option<InSpace>,
}

impl Gate {
    /// # Errors
    /// When a space cannot be read.
    pub(crate) async fn read(studio: &Studio, ctx: &Ctx, tx: &mut InstanceTx, opened: &Opened) -> Outcome<Self> {
        let (instance, definition) = (ctx.instance()?, &opened.definition);
        let played = upkeep::play(definition, studio.cases().lists(), &*studio.cases().lists_of(instance).await?);
        let (reports, upkeep) = played.map(|played| (played.reports, played.upkeep)).unwrap_or_default();
        let names = studio.cases().list_names(tx).await?;
        let here = InSpace::read(studio, tx, instance, definition, &names).await?;
        let production = match instance.stage {
            Stage::Production => None,
            Stage::Test => {
                let production = InstanceKey::production(instance.authority.clone());
                let mut tx = ctx.instance_read(&production).await?;
                Some(InSpace::read(studio, &mut tx, &production, definition, &names).await?)
            }
        };
        Ok(Self { findings: definition::lint(definition), reports, upkeep, here, production })
    }

    /// Whether it may be published in one of its spaces.
    pub(crate) fn opens(&self, space: &InSpace) -> bool {
        !self.findings.iter().any(Finding::is_error) && self.reports.iter().all(|report| report.passed) && space.is_ready()
    }

    /// Whether what is live here is what is written.
    pub(crate) fn is_live(&self, definition: &Definition) -> bool {
        self.here.has(definition)
    }

    /// What is to be reviewed before it is published here, gravest first.
    pub(crate) fn to_review(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> = self.findings.iter().chain(&self.here.lacks).collect();
        all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        all
    }
}
