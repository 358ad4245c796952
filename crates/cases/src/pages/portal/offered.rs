//! A téléservice, found by the address that citizens read.

use std::sync::Arc;

use db::{InstanceKey, Stage};
use definition::Compiled;
use forms::Lookups;
use kernel::Slug;
use records::Audience;
use ui::{Page, button_row, heading, html, lead, link_button};
use web::{Ctx, Failure, Html};

use super::stop::Stop;
use crate::{
    Cases,
    store::{self, drafts::At},
};

/// What an authority offers under a name.
pub(super) struct Offered {
    /// Whose page it is.
    pub authority: Slug,
    /// Where it is in addresses: the authority, or its test space.
    pub at: String,
    /// Its name.
    pub teleservice: Slug,
    /// The instance that publishes it: the Métropole's for a commune without her own.
    pub instance: InstanceKey,
    /// What it is.
    pub compiled: Arc<Compiled>,
    /// The lists that its forms choose from.
    pub lists: Arc<Lookups>,
}

impl Offered {
    /// Whether it is tried out, for nothing real.
    pub(super) fn is_test(&self) -> bool {
        self.instance.stage == Stage::Test
    }

    /// What its drafts are found by.
    pub(super) fn found(&self) -> At<'_> {
        At { authority: &self.authority, instance: &self.instance, teleservice: &self.teleservice }
    }

    /// The téléservice of this address. Those of a test space are for its agents.
    pub(super) async fn find(cases: &Cases, ctx: &Ctx, at: String, teleservice: Slug) -> Result<Self, Stop> {
        let asked = InstanceKey::parse(&at).ok_or(Failure::NOT_FOUND)?;
        let directory = cases.territory().directory();
        directory.authority(&asked.authority).ok_or(Failure::NOT_FOUND)?;
        let instance = match asked.stage {
            Stage::Production => directory.instance_of(&asked.authority),
            Stage::Test => tried_by_its_agents(cases, ctx, asked.clone()).await?,
        };
        let authority = asked.authority;
        let mut tx = ctx.instance_read(&instance).await?;
        let published = store::definitions::published_as(&mut tx, &teleservice).await?.ok_or(Failure::NOT_FOUND)?;
        let compiled = cases.compiled(&mut tx, &published.hash).await?;
        drop(tx);
        let lists = cases.lists_for(&instance, compiled.form(), Audience::Citizens).await?;
        Ok(Self { authority, at, teleservice, instance, compiled, lists })
    }
}

/// Nobody else may know that there is something there: whoever is not known yet
/// is asked who she is, and others are told the same, whether there is or not.
async fn tried_by_its_agents(cases: &Cases, ctx: &Ctx, instance: InstanceKey) -> Result<InstanceKey, Stop> {
    let Some(person) = ctx.person() else { return Err(Stop::to(&ctx.sign_in_url(ctx.uri().path(), false))) };
    match cases.pass_of(&instance, &person.subject).await? {
        Some(_) => Ok(instance),
        None => Err(Stop::instead(Html::new(for_agents()))),
    }
}

fn for_agents() -> Page {
    let body = html! {
        (heading(None, "Cet espace est réservé aux agents"))
        (lead("Les agents y préparent leurs démarches. Pour y entrer, connectez-vous avec votre compte d’agent de cette collectivité."))
        (button_row(link_button("/", "Aller à l’accueil")))
    };
    Page::new("Espace réservé aux agents", body).status(403).narrow()
}
