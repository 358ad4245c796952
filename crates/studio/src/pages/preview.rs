//! A page of the form as the citizen sees it, in a frame: every question in sight,
//! with when it is asked, and what is computed from answers made up.

use std::collections::BTreeMap;

use authoring::{Group, Place, condition::sentence};
use axum::extract::{Path, State};
use definition::{Definition, outer_scope};
use expr::{Today, Values};
use forms::{Answers, CompiledForm, Form, Journey, Links, Lookups, Required, edit_page, sample_page};
use kernel::Slug;
use serde::Deserialize;
use ui::{FormState, Kind, Markup, Page, html};
use web::{Ctx, Html, Outcome};

use crate::{Studio, keep};

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
    page: String,
}

/// The type whose answer nobody types.
pub(super) const COMPUTED: &str = "computed";

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    let lists = studio.cases().lists_of(ctx.instance()?).await?;
    let shown = Preview { of: &opened.definition, slug: &asked.page, lists: &lists, today: Today { now: ctx.moment().now } };
    let body = shown.whole().or_else(|| shown.alone()).unwrap_or_else(|| {
        ui::notice(
            Kind::Info,
            "L’aperçu n’est pas encore possible",
            html! { p { "Terminez les questions de cette page : la partie « Vérifier » dit ce qui manque." } },
        )
    });
    Ok(Page::new("Aperçu", body).framed().into())
}

struct Preview<'a> {
    of: &'a Definition,
    slug: &'a str,
    lists: &'a Lookups,
    today: Today,
}

impl Preview<'_> {
    /// The page with what it computes from the answers of the whole form; nothing
    /// when it computes nothing, or when a question of the form is not finished.
    fn whole(&self) -> Option<Markup> {
        let computes = self.page()?.fields.iter().any(|field| field.kind == COMPUTED);
        let (compiled, answers) = answered(self.of, self.lists, self.today).filter(|_| computes)?;
        let journey = self.journey(&compiled, &answers);
        let page = self.drawn(&journey, &journey.state(self.slug));
        Some(html! { p.hint { "Avec des réponses inventées\u{a0}:" } (page) })
    }

    /// The page without the others, nothing filled in.
    fn alone(&self) -> Option<Markup> {
        let mut page = in_sight(self.page()?.clone());
        // a computed value may read what is not on this page
        page.fields.retain(|field| field.kind != COMPUTED);
        let compiled = CompiledForm::compile(&Form { pages: vec![page] }, &outer_scope()).ok()?;
        Some(self.drawn(&self.journey(&compiled, &Answers::default()), &FormState::default()))
    }

    fn page(&self) -> Option<&forms::Page> {
        self.of.form.pages.iter().find(|page| page.slug == self.slug)
    }

    fn journey<'a>(&'a self, form: &'a CompiledForm, answers: &'a Answers) -> Journey<'a> {
        journey(form, answers, self.lists, self.today)
    }

    fn drawn(&self, journey: &Journey<'_>, typed: &FormState) -> Markup {
        let told = self.conditions();
        let above = |question: &str| told.get(question).cloned();
        html! {
            @if let Some(when) = self.page().and_then(|page| page.condition.as_deref()) {
                p.hint { "Cette page apparaît si " (sentence(self.of, &Place::Page(self.slug.to_owned()), when)) "." }
            }
            (edit_page(journey, self.slug, typed, Links { above: &above, ..Links::NONE }))
        }
    }

    /// When each question of the page is asked, for those that are not always.
    fn conditions(&self) -> BTreeMap<String, String> {
        let told = |field: &forms::Field| {
            let place = Place::Field(Group::page(self.slug).field(field.slug.clone()));
            let when = sentence(self.of, &place, field.condition.as_deref()?);
            Some((field.slug.clone(), format!("Cette question apparaît si {when}.")))
        };
        self.page().into_iter().flat_map(|page| &page.fields).filter_map(told).collect()
    }
}

fn journey<'a>(form: &'a CompiledForm, answers: &'a Answers, lists: &'a Lookups, today: Today) -> Journey<'a> {
    Journey::new(form, answers, lists, today, &Values::default())
}

/// The whole form, every question asked and answered; nothing when a question is not finished.
pub(super) fn answered(of: &Definition, lists: &Lookups, today: Today) -> Option<(CompiledForm, Answers)> {
    let form = Form { pages: of.form.pages.iter().cloned().map(in_sight).collect() };
    let compiled = CompiledForm::compile(&form, &outer_scope()).ok()?;
    let mut answers = Answers::new();
    for page in &form.pages {
        let journey = journey(&compiled, &answers, lists, today);
        let sample = sample_page(&journey, &page.slug, 0);
        answers = journey.submit(&page.slug, &sample)?.answers;
    }
    Some((compiled, answers))
}

/// The same page, all of it asked: conditions would read answers that nobody gave.
fn in_sight(mut page: forms::Page) -> forms::Page {
    (page.condition, page.exit) = (None, Vec::new());
    for field in &mut page.fields {
        (field.condition, field.default) = (None, None);
        field.checks.clear();
        field.required = match std::mem::take(&mut field.required) {
            Required::When(_) => Required::Fixed(false),
            fixed => fixed,
        };
    }
    page
}
