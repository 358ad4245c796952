//! What a page knows of its visitor's question: the catalogue in the present,
//! and the commune she chose.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use kernel::Slug;
use territory::{Authority, Directory};
use ui::{ResultCard, Tone};
use web::{Ctx, Failure};

use super::my_commune;
use crate::{
    Catalogue, Shelf,
    entry::{Entry, Responder},
    offering::{Access, teleservice},
    starter::Headings,
    urls,
};

/// What the public pages are made from.
pub(super) struct Visit {
    pub ctx: Ctx,
    pub catalogue: Catalogue,
    pub shelf: Arc<Shelf>,
    pub directory: Arc<Directory>,
    /// The visitor's commune, if she chose one.
    pub commune: Option<Slug>,
}

impl FromRequestParts<Catalogue> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, catalogue: &Catalogue) -> Result<Self, Failure> {
        let ctx = Ctx::from_request_parts(parts, catalogue).await?;
        let directory = catalogue.territory().directory();
        let commune = my_commune(&ctx, &parts.headers, &directory);
        Ok(Self { ctx, catalogue: catalogue.clone(), shelf: catalogue.shelf(), directory, commune })
    }
}

impl Visit {
    pub fn headings(&self) -> &Headings {
        self.catalogue.headings()
    }

    /// The visitor's commune as an authority.
    pub fn own(&self) -> Option<&Authority> {
        self.commune.as_ref().and_then(|commune| self.directory.authority(commune))
    }

    /// The Métropole, and the visitor's commune if she chose one: who may help her.
    pub fn helpers(&self) -> impl Iterator<Item = &Authority> {
        self.own().into_iter().chain([self.directory.metropole()])
    }

    /// An entry as a result: it says who answers, and how.
    pub fn card(&self, entry: &Entry) -> ResultCard {
        let (provider, href, how) = if self.depends_on_commune(entry) {
            ("Votre commune".to_owned(), urls::anywhere(teleservice(entry)), (Tone::Neutral, "Selon la commune"))
        } else {
            let access = Access::of(entry);
            let tone = if access == Access::Filing { Tone::Success } else { Tone::Neutral };
            (self.responder(entry), entry.url.clone(), (tone, access.label()))
        };
        let themes = self.headings().themes.iter().filter(|theme| entry.themes.contains(&theme.slug));
        let tags = [(how.0, how.1.to_owned())].into_iter().chain(themes.map(|theme| (Tone::Info, theme.label.clone())));
        ResultCard { href, title: entry.title.clone(), provider: Some(provider), summary: entry.summary.clone(), tags: tags.collect() }
    }

    pub fn cards(&self, entries: &[&Entry]) -> Vec<ResultCard> {
        entries.iter().map(|entry| self.card(entry)).collect()
    }

    /// « La Métropole de Lyon », « La Ville de Bron »: who answers.
    pub fn responder(&self, entry: &Entry) -> String {
        let authority = match (entry.responder, &self.commune) {
            (Responder::Metropole, _) => Some(self.directory.metropole()),
            // shared by all communes: the visitor's own answers
            (Responder::Commune, Some(commune)) if entry.serves(commune) => self.directory.authority(commune),
            (Responder::Commune, _) => self.directory.authority(&entry.authority),
        };
        authority.map_or_else(|| "Votre commune".to_owned(), Authority::with_article)
    }

    /// Whether one must first know the visitor's commune: several offer it, each her own way.
    fn depends_on_commune(&self, entry: &Entry) -> bool {
        self.commune.is_none() && entry.responder == Responder::Commune && self.shelf.authorities_of(teleservice(entry)) > 1
    }
}
