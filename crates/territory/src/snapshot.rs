//! The directory: authorities and instances as they stand, read in memory.

use db::{InstanceKey, Stage};
use kernel::Slug;

use crate::{
    competence::{Category, Competence, Setting, competent},
    directory::{Kind, Offer},
    geo::{Point, commune_at},
    model::{Authority, Instance, InstanceState},
    themes::Sheet,
    urls,
};

/// A snapshot of the authorities and instances; immutable.
#[derive(Debug)]
pub struct Directory {
    metropole: Authority,
    communes: Vec<Authority>,
    instances: Vec<Instance>,
    sheets: Vec<Sheet>,
}

impl Directory {
    /// The directory of these rows. There is always a Métropole: the bundled
    /// one until another is kept.
    pub(crate) fn new(authorities: Vec<Authority>, instances: Vec<Instance>) -> Self {
        let (mut own, communes): (Vec<_>, Vec<_>) = authorities.into_iter().partition(|authority| authority.kind == Kind::Metropole);
        #[expect(clippy::expect_used, reason = "the tests of the bundled directory find the Métropole there")]
        let metropole =
            own.pop().or_else(|| Authority::bundled().into_iter().next()).expect("the bundled directory begins with the Métropole");
        let sheets = std::iter::once(&metropole).chain(&communes).map(Sheet::of).collect();
        Self { metropole, communes, instances, sheets }
    }

    /// Every authority, the Métropole first, then the communes by name.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        std::iter::once(&self.metropole).chain(&self.communes)
    }

    /// The communes, by name.
    pub fn communes(&self) -> &[Authority] {
        &self.communes
    }

    /// The authority of this stable name.
    pub fn authority(&self, slug: &Slug) -> Option<&Authority> {
        self.authorities().find(|authority| authority.slug == *slug)
    }

    /// The Métropole.
    pub const fn metropole(&self) -> &Authority {
        &self.metropole
    }

    /// How an authority presents herself around a page; the Métropole when nobody has this name.
    pub fn provider(&self, slug: &Slug) -> ui::Provider {
        let authority = self.authority(slug).unwrap_or(&self.metropole);
        let sheet = self.sheets.iter().find(|sheet| sheet.authority == authority.slug);
        let (home, baseline) = match authority.kind {
            Kind::Metropole => ("/".to_owned(), "et ses communes".to_owned()),
            Kind::Commune => (urls::home(&authority.slug), format!("avec la {}", self.metropole.full_name())),
        };
        ui::Provider {
            name: authority.full_name(),
            home,
            logo: None,
            theme: sheet.map(|sheet| urls::theme(&sheet.file)),
            baseline: Some(baseline),
        }
    }

    /// The instance that carries an authority's cases: her own in production
    /// once it is open, the Métropole's otherwise (offer Connecté, or none).
    pub fn instance_of(&self, authority: &Slug) -> InstanceKey {
        let offer = self.authority(authority).and_then(|authority| authority.offer);
        let own = InstanceKey::production(authority.clone());
        let has_own = matches!(offer, Some(Offer::Partner | Offer::Subscriber)) && self.is_open(&own);
        if has_own { own } else { InstanceKey::production(self.metropole.slug.clone()) }
    }

    /// Whether an instance is at work.
    pub fn is_open(&self, key: &InstanceKey) -> bool {
        self.instance(key).is_some_and(|instance| instance.state == InstanceState::Open)
    }

    /// The instance of this name, if it was ever opened.
    pub fn instance(&self, key: &InstanceKey) -> Option<&Instance> {
        self.instances.iter().find(|instance| instance.authority == key.authority && instance.stage == key.stage)
    }

    /// Every instance ever opened, by authority.
    pub fn instances(&self) -> &[Instance] {
        &self.instances
    }

    /// The instances at work at a stage.
    pub fn open_at(&self, stage: Stage) -> impl Iterator<Item = &Instance> {
        self.instances.iter().filter(move |instance| instance.stage == stage && instance.state == InstanceState::Open)
    }

    /// The authority that answers for a category in a commune.
    pub fn competent(&self, category: &Category, setting: Option<Setting>, commune: &Slug) -> Slug {
        match competent(category, setting, commune) {
            Competence::Metropole => self.metropole.slug.clone(),
            Competence::Commune(slug) => slug,
        }
    }

    /// The same at a point; none outside the territory.
    pub fn competent_at(&self, category: &Category, setting: Option<Setting>, point: Point) -> Option<Slug> {
        commune_at(point).map(|commune| self.competent(category, setting, &commune.slug))
    }

    /// The style sheet asked for, and whether it is the present one.
    pub(crate) fn sheet(&self, file: &str) -> Option<(&Sheet, bool)> {
        let slug = file.strip_suffix(".css")?.split_once('.')?.0;
        let sheet = self.sheets.iter().find(|sheet| sheet.authority == *slug)?;
        Some((sheet, sheet.file == file))
    }
}

#[cfg(test)]
mod tests;
