//! A page of the form as the citizen sees it, every question in sight, in a frame.

use axum::extract::{Path, State};
use definition::outer_scope;
use expr::Today;
use forms::{Answers, CompiledForm, Form, Journey, Links, Lookups, edit_page};
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

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    let lists = studio.cases().lists_of(ctx.instance()?).await?;
    let body = shown(&lists, &ctx, &opened.definition.form, &asked.page).unwrap_or_else(|| {
        ui::notice(
            Kind::Info,
            "L’aperçu n’est pas encore possible",
            html! { p { "Terminez les questions de cette page : la partie « Vérifier » dit ce qui manque." } },
        )
    });
    Ok(Page::new("Aperçu", body).framed().into())
}

/// The page alone, nothing of it hidden: conditions would read answers that nobody gave.
fn shown(lists: &Lookups, ctx: &Ctx, form: &Form, slug: &str) -> Option<Markup> {
    let mut page = form.pages.iter().find(|page| page.slug == slug)?.clone();
    (page.condition, page.exit) = (None, Vec::new());
    for field in &mut page.fields {
        (field.condition, field.default) = (None, None);
        field.checks.clear();
        field.required = match std::mem::take(&mut field.required) {
            forms::Required::When(_) => forms::Required::Fixed(false),
            fixed => fixed,
        };
    }
    // a computed value may read what is not on this page
    page.fields.retain(|field| field.kind != "computed");
    let alone = Form { pages: vec![page] };
    let compiled = CompiledForm::compile(&alone, &outer_scope()).ok()?;
    let answers = Answers::default();
    let journey = Journey::new(&compiled, &answers, lists, Today { now: ctx.moment().now }, &expr::Values::default());
    Some(edit_page(&journey, slug, &FormState::default(), Links::NONE))
}
