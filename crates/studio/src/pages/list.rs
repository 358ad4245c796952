//! What is being written in an instance, and beginning something new.

use authoring::{Model, new_definition};
use axum::{extract::State, response::IntoResponse};
use cases::{Published, model::Origin};
use db::{InstanceKey, Stage};
use kernel::{Slug, text};
use ui::{Column, FormState, Label, Link, Markup, Page, TextKind, Tone, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{help, pack, urls};
use crate::{
    Studio, keep,
    pack::Way,
    store::{
        taken::{self, SwitchedOn},
        works::{self, WorkLine},
    },
};

pub(super) async fn get(State(studio): State<Studio>, ctx: Ctx) -> Outcome<Html> {
    Shelf::read(&studio, &ctx).await?.page(&ctx, &FormState::default())
}

/// Begins a work: from a title, or from what is published.
pub(super) async fn post(State(studio): State<Studio>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let begun = match posted.value("depuis").parse::<Slug>() {
        _ if studio.way(&instance.authority) != Some(Way::Copy) => {
            Err("L’offre de votre collectivité ne permet pas d’écrire ses propres démarches. Activez celles qui sont proposées.".to_owned())
        }
        Ok(teleservice) => from_published(&studio, &ctx, &teleservice).await?,
        Err(_) => from_title(&studio, &ctx, posted.value("titre").trim()).await?,
    };
    match begun {
        Ok(work) => Ok(redirect(&urls::work(instance, &work))),
        Err(message) => {
            let state = posted.state().with_error("titre", message);
            Ok(Shelf::read(&studio, &ctx).await?.page(&ctx, &state)?.into_response())
        }
    }
}

async fn from_title(studio: &Studio, ctx: &Ctx, title: &str) -> Outcome<Result<Slug, String>> {
    if title.is_empty() {
        return Ok(Err("Écrivez le nom de la démarche.".to_owned()));
    }
    let definition = new_definition(title, Model::Request);
    let slug = definition.slug.clone();
    let (written, said) = (keep::write(&definition)?, format!("Démarche «\u{a0}{title}\u{a0}» créée"));
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let is_free = keep::is_free(studio, &mut tx, &slug).await?;
    let begun = is_free && works::begin(&mut tx, &slug, None, &keep::change(ctx, &written, title, &said)?).await?;
    if begun {
        taken::forget(&mut tx, &slug).await?;
        tx.commit().await?;
    }
    Ok(if begun { Ok(slug) } else { Err("Une démarche porte déjà ce nom. Choisissez-en un autre.".to_owned()) })
}

/// Its own téléservice, opened again. A work of that name already there is opened as it is.
async fn from_published(studio: &Studio, ctx: &Ctx, teleservice: &Slug) -> Outcome<Result<Slug, String>> {
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let Some(live) = studio.cases().live(&mut tx, teleservice).await?.filter(|live| live.origin == Origin::Own) else {
        return Ok(Err("Cette démarche ne se modifie pas ici.".to_owned()));
    };
    let hash = live.compiled.hash().to_string();
    let definition = studio.cases().document(&mut tx, &hash).await?;
    let written = keep::write(&definition)?;
    let change = keep::change(ctx, &written, &definition.title, "Version publiée reprise")?;
    works::begin(&mut tx, teleservice, Some(&hash), &change).await?;
    tx.commit().await?;
    Ok(Ok(teleservice.clone()))
}

/// What an instance writes and publishes.
struct Shelf {
    works: Vec<WorkLine>,
    live: Vec<Published>,
    switched_on: Vec<SwitchedOn>,
    /// Whether the authority writes téléservices of her own.
    writes: bool,
    /// What is told of what the other authorities offer.
    news: Markup,
}

impl Shelf {
    async fn read(studio: &Studio, ctx: &Ctx) -> Outcome<Self> {
        let news = pack::of_shelf(studio, ctx).await?;
        let mut tx = ctx.instance_read(ctx.instance()?).await?;
        Ok(Self {
            works: works::all(&mut tx).await?,
            live: studio.cases().published(&mut tx).await?,
            switched_on: taken::switched_on(&mut tx).await?,
            writes: studio.way(&ctx.instance()?.authority) == Some(Way::Copy),
            news,
        })
    }

    fn page(&self, ctx: &Ctx, state: &FormState) -> Outcome<Html> {
        let instance = ctx.instance()?;
        let lead = match self.writes {
            true => "Écrivez une démarche, essayez-la, puis publiez-la. Rien n’est visible des usagers avant la publication.",
            false => "Activez les démarches que les autres collectivités proposent.",
        };
        let body = html! {
            (ui::breadcrumb(&[Link::new(urls::teleservices(instance), "Démarches")], "Atelier"))
            (ui::error_summary(state))
            (ui::heading(None, "Atelier des démarches"))
            (ui::lead(lead))
            p { (help::link(instance)) @if self.writes { " · " a href=(urls::library(instance)) { "Bibliothèque de questions" } } }
            @if self.writes { (ui::section("Nouvelle démarche", beginning(ctx, instance, state))) }
            (self.news)
            @if self.writes || !self.works.is_empty() { (ui::section("En cours d’écriture", self.works(instance))) }
            (ui::section("Démarches publiées", self.published(ctx, instance)))
        };
        let status = if state.has_errors() { 422 } else { 200 };
        Ok(Page::new("Atelier des démarches", body).status(status).wide().into())
    }

    fn works(&self, instance: &InstanceKey) -> Markup {
        if self.works.is_empty() {
            return ui::empty_state("Rien en cours", "Créez une démarche, ou reprenez une démarche publiée.", None);
        }
        let row = |work: &WorkLine| {
            vec![
                html! { a href=(urls::work(instance, &work.slug)) { (work.title) } },
                html! { (text::date_time(work.changed_at)) },
                html! { (work.changed_by) },
            ]
        };
        ui::table(
            "Démarches en cours d’écriture",
            &["Démarche", "Modifiée", "Par"].map(Column::text),
            &self.works.iter().map(row).collect::<Vec<_>>(),
        )
    }

    fn published(&self, ctx: &Ctx, instance: &InstanceKey) -> Markup {
        let row = |live: &Published| {
            let title = &live.title;
            vec![
                html! { (title) },
                html! { (text::date(text::day(live.published_at))) },
                html! { a href=(urls::versions(instance, &live.teleservice)) { "Voir" span.hidden { " les demandes en cours de «\u{a0}" (title) "\u{a0}»" } } },
                match live.origin {
                    Origin::Shared => shared(instance, self.switched_on.iter().find(|on| on.teleservice == live.teleservice)),
                    Origin::Own if !self.writes => html! {},
                    Origin::Own => ui::form(
                        &urls::list(instance),
                        ctx.csrf(),
                        None,
                        false,
                        html! {
                            (ui::hidden("depuis", live.teleservice.as_str()))
                            button.button.secondary.small type="submit" { "Modifier" span.hidden { " «\u{a0}" (title) "\u{a0}»" } }
                        },
                    ),
                },
            ]
        };
        ui::table(
            "Démarches publiées",
            &["Démarche", "Publiée", "Demandes en cours", "Action"].map(Column::text),
            &self.live.iter().map(row).collect::<Vec<_>>(),
        )
    }
}

/// Where what is not written here comes from.
fn shared(instance: &InstanceKey, on: Option<&SwitchedOn>) -> Markup {
    match on {
        Some(on) => {
            html! { a href=(urls::proposal(instance, &on.from_authority, &on.teleservice)) { "Activée telle qu’elle est proposée" } }
        }
        None => ui::status_tag(Tone::Neutral, "Partagée par la Métropole"),
    }
}

fn beginning(ctx: &Ctx, instance: &InstanceKey, state: &FormState) -> Markup {
    if instance.stage == Stage::Production {
        let test = InstanceKey { stage: Stage::Test, ..instance.clone() };
        return html! { p { "Les démarches s’écrivent dans l’espace de test. " a href=(urls::list(&test)) { "Ouvrir l’atelier de l’espace de test" } } };
    }
    ui::form(
        &urls::list(instance),
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::text_input(&Label::new("titre", "Nom de la démarche").hint("Ce que l’usager veut faire. Exemple : Réserver une salle.").state(state), state.value("titre"), TextKind::Text, None))
            (ui::button_row(html! { (ui::button("Créer la démarche")) }))
        },
    )
}
