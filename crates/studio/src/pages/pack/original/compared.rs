//! A copy, the version of the original that it last took in, and the new one.

use authoring::compare::{Change, Difference, Merge, State, three_way};
use db::InstanceTx;
use definition::Definition;
use web::{Ctx, Failure, Outcome};

use crate::{
    keep::{self, Opened},
    store::{
        pack::{self, Offered},
        taken,
    },
};

/// The three versions, unit by unit.
pub(super) struct Compared {
    pub(super) offered: Offered,
    pub(super) base: Definition,
    pub(super) theirs: Definition,
    taken_in: String,
    units: Vec<Merge>,
}

impl Compared {
    /// # Errors
    /// Not found when the work is no copy, or when its original is not offered any more.
    pub(super) async fn read(ctx: &Ctx, tx: &mut InstanceTx, opened: &Opened) -> Outcome<Self> {
        let adoption = taken::adoption_of(tx, &opened.work.slug).await?.ok_or(Failure::NOT_FOUND)?;
        let mut platform = ctx.platform_read().await?;
        let offered = pack::of(&mut platform, &adoption.from_authority, &adoption.teleservice).await?;
        let offered = offered.filter(|offered| offered.withdrawn_at.is_none()).ok_or(Failure::NOT_FOUND)?;
        let base = keep::read(&pack::document(&mut platform, &adoption.hash).await?)?;
        let theirs = keep::read(&pack::document(&mut platform, &offered.hash).await?)?;
        let units = three_way(&base, &opened.definition, &theirs);
        Ok(Self { offered, base, theirs, taken_in: adoption.hash, units })
    }

    /// Whether the original is where it was.
    pub(super) fn is_up_to_date(&self) -> bool {
        self.taken_in == self.offered.hash
    }

    /// What was changed by these.
    pub(super) fn of(&self, who: State) -> impl Iterator<Item = &Merge> {
        self.units.iter().filter(move |unit| unit.state == who)
    }
}

/// What happened to a unit, its name left out: « libellé changé de… ».
pub(super) fn told(unit: &Merge, change: Option<&Change>) -> String {
    let Some(change) = change else { return "rien".to_owned() };
    let what = unit.what.clone();
    let sentence = Difference { place: unit.place.clone(), what: what.clone(), change: change.clone() }.to_string();
    sentence.strip_prefix(&format!("{what}\u{a0}: ")).map_or_else(|| sentence.clone(), ToOwned::to_owned)
}
