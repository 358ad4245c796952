//! What an authority did with what others offer.

use db::InstanceTx;
use kernel::Slug;
use web::{Ctx, Outcome};

use crate::{
    Studio,
    store::{
        pack::{self, Offered},
        taken::{self, Adoption, SwitchedOn},
        works,
    },
};

/// Something that another authority offers.
pub(crate) struct Proposal {
    pub(crate) offered: Offered,
    pub(crate) standing: Standing,
}

/// What was done with a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing.
    Untouched,
    /// A copy was begun.
    Copied {
        /// Its name.
        work: Slug,
        /// Whether it is being written now, or only published.
        is_open: bool,
        /// Whether the original moved on since.
        is_behind: bool,
    },
    /// It is published here as it is.
    On {
        /// Whether the original moved on since.
        is_behind: bool,
    },
}

impl Proposal {
    /// Whether the original moved on since it was taken.
    pub(crate) fn is_behind(&self) -> bool {
        matches!(self.standing, Standing::Copied { is_behind: true, .. } | Standing::On { is_behind: true })
    }

    /// Whether its authority offers it no more.
    pub(crate) const fn is_withdrawn(&self) -> bool {
        self.offered.withdrawn_at.is_some()
    }
}

/// What the others offer to the authority of this space, and what was switched
/// on here and is not offered any more.
///
/// # Errors
/// When the databases cannot be read.
pub(crate) async fn proposals(studio: &Studio, ctx: &Ctx) -> Outcome<Vec<Proposal>> {
    let instance = ctx.instance()?;
    let all = pack::all(&mut ctx.platform_read().await?).await?;
    let taken = Taken::read(studio, &mut ctx.instance_read(instance).await?).await?;
    let others = all.into_iter().filter(|offered| offered.authority != instance.authority);
    let proposals = others.map(|offered| Proposal { standing: taken.standing(&offered), offered });
    Ok(proposals.filter(|one| !one.is_withdrawn() || matches!(one.standing, Standing::On { .. })).collect())
}

/// What a space took.
struct Taken {
    /// Copies that still stand for something, and whether they are being written.
    copies: Vec<(Adoption, bool)>,
    /// What it switched on, and the version that is live.
    on: Vec<(SwitchedOn, String)>,
}

impl Taken {
    async fn read(studio: &Studio, tx: &mut InstanceTx) -> Outcome<Self> {
        let works = works::all(tx).await?;
        let mut copies = Vec::new();
        for adoption in taken::adoptions(tx).await? {
            let is_open = works.iter().any(|work| work.slug == adoption.work);
            if is_open || studio.cases().live(tx, &adoption.work).await?.is_some() {
                copies.push((adoption, is_open));
            }
        }
        let mut on = Vec::new();
        for switched in taken::switched_on(tx).await? {
            if let Some(live) = studio.cases().live(tx, &switched.teleservice).await? {
                on.push((switched, live.compiled.hash().to_string()));
            }
        }
        Ok(Self { copies, on })
    }

    fn standing(&self, offered: &Offered) -> Standing {
        let is_behind = |hash: &String| offered.withdrawn_at.is_none() && *hash != offered.hash;
        let of = |authority: &Slug, teleservice: &Slug| (authority, teleservice) == (&offered.authority, &offered.teleservice);
        if let Some((_, hash)) = self.on.iter().find(|(on, _)| of(&on.from_authority, &on.teleservice)) {
            return Standing::On { is_behind: is_behind(hash) };
        }
        match self.copies.iter().find(|(copy, _)| of(&copy.from_authority, &copy.teleservice)) {
            Some((copy, is_open)) => Standing::Copied { work: copy.work.clone(), is_open: *is_open, is_behind: is_behind(&copy.hash) },
            None => Standing::Untouched,
        }
    }
}
