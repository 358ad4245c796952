//! The form as a whole: pages, questions, and what depends on what; beside it,
//! what the citizen sees.

use authoring::{
    Edit, FieldEdit, Group, PageEdit, Place, Spot, Step,
    outline::{FieldLine, Needed, PageLine},
};
use axum::extract::{Path, Query, State};
use db::InstanceKey;
use kernel::Slug;
use serde::Deserialize;
use ui::{FormState, Kind, Label, Markup, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    adding::{Adding, Asked, named},
    pack,
    sheet::{View, preview},
    shell::{self, EDIT, Part, SEEN},
    small::{dangerous, small},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

#[derive(Deserialize)]
pub(super) struct Options {
    /// The page shown beside.
    #[serde(default)]
    page: String,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, Query(options): Query<Options>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    let news = pack::of_work(&studio, &ctx, &opened).await?;
    let view = View { ctx: &ctx, opened: &opened, comments: &[] };
    drawn(&view, &options.page, &news, &FormState::default())
}

/// A new page, what a small button says, or an empty form.
pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    if posted.value("faire") == EMPTY {
        return emptied(&ctx, &asked.work, &posted).await;
    }
    let adding = Adding {
        beside: "titre",
        made: |_: &Opened, state: &mut FormState| {
            serde_json::from_str::<Edit>(posted.value(EDIT)).ok().or_else(|| {
                let title = named(&posted, state, "titre", "Écrivez le titre de la page.")?;
                Some(PageEdit::Add { title, spot: Spot::Last }.into())
            })
        },
        to: |instance: &InstanceKey, place: &Place| format!("{}#{}", urls::work(instance, &asked.work), anchor(place)),
        drawn: |opened: &Opened, state: &FormState| drawn(&View { ctx: &ctx, opened, comments: &[] }, "", &html! {}, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
}

fn drawn(view: &View<'_>, shown: &str, news: &Markup, state: &FormState) -> Outcome<Html> {
    let (ctx, opened) = (view.ctx, view.opened);
    let action = urls::work(ctx.instance()?, &opened.work.slug);
    let outline = authoring::outline::outline(view.definition());
    let beside = outline.pages.iter().find(|page| page.slug == shown).or(outline.pages.first());
    let body = html! {
        (ui::error_summary(state))
        (news)
        div.studio-bench {
            section.studio-outline aria-labelledby="sommaire" {
                h2 #sommaire { "Pages et questions" }
                @if authoring::is_drafted_form(view.definition()) { (example(ctx, opened, &action)?) }
                @if outline.pages.is_empty() { (ui::notice(Kind::Info, "Aucune page", html! { p { "Ajoutez une première page." } })) }
                (ui::form(&action, ctx.csrf(), None, false, html! {
                    (shell::seen(opened))
                    ol.studio-pages { @for page in &outline.pages { (one_page(view, page)?) } }
                }))
                (ui::form(&action, ctx.csrf(), None, false, html! {
                    (shell::seen(opened))
                    (ui::text_input(&Label::new("titre", "Titre de la nouvelle page").hint("Exemple : Votre enfant.").state(state), state.value("titre"), TextKind::Text, None))
                    (ui::button_row(ui::secondary_button("Ajouter une page")))
                }))
            }
            @if let Some(page) = beside { (preview(view, &page.slug)?) }
        }
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Form, "Formulaire", body)?.status(status).into())
}

/// The value of the button that takes the pages of the first draft away.
const EMPTY: &str = "vider";

/// What a first draft is for, and how to do without.
fn example(ctx: &Ctx, opened: &Opened, action: &str) -> Outcome<Markup> {
    Ok(ui::notice(
        Kind::Info,
        "Voici un exemple",
        ui::form(
            action,
            ctx.csrf(),
            None,
            false,
            html! {
                (shell::seen(opened))
                p { "Changez ces pages, ou partez d’une feuille blanche." }
                (ui::button_row(ui::secondary_button_named("faire", EMPTY, "Supprimer les pages d’exemple")))
            },
        ),
    ))
}

/// The form without the pages of the first draft.
async fn emptied(ctx: &Ctx, work: &Slug, posted: &Posted) -> Outcome<Answer> {
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, work).await?;
    let pages = &opened.definition.form.pages;
    let edits: Vec<Edit> = match authoring::is_drafted_form(&opened.definition) {
        true => pages.iter().map(|page| PageEdit::Remove { page: page.slug.clone() }.into()).collect(),
        false => vec![],
    };
    let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
    keep::edit(&mut tx, ctx, work, seen, &edits).await?;
    tx.commit().await?;
    Ok(redirect(&urls::done(&urls::work(ctx.instance()?, work), opened.work.version + 1)))
}

/// Where a place is on this page.
fn anchor(place: &Place) -> String {
    match place {
        Place::Page(slug) => format!("page-{slug}"),
        Place::Field(at) => at.path().first().map_or_else(String::new, |slug| format!("question-{slug}")),
        _ => String::new(),
    }
}

fn one_page(view: &View<'_>, page: &PageLine) -> Outcome<Markup> {
    let (instance, work) = (view.ctx.instance()?, &view.opened.work.slug);
    let place = Place::Page(page.slug.clone());
    let steps = |to: Step| -> Edit { PageEdit::Move { page: page.slug.clone(), to }.into() };
    let name = format!("la page «\u{a0}{}\u{a0}»", page.title);
    Ok(html! {
        li.studio-page id=(anchor(&place)) {
            div.studio-page-head {
                h3 { a href=(urls::place(instance, work, &place)) { (page.title) } }
                a.hint href=(format!("{}?page={}", urls::work(instance, work), page.slug)) { "Voir" span.hidden { " " (name) " dans l’aperçu" } }
            }
            @if let Some(condition) = &page.condition { p.studio-when { "Montrée si : " (condition) } }
            @for (exit, message) in &page.exits { p.studio-when { "Pour continuer : " (exit) ". Sinon : «\u{a0}" (message) "\u{a0}»" } }
            @if page.fields.is_empty() { p.hint { "Aucune question." } }
            ul.studio-fields { @for field in &page.fields { (one_field(view, field)?) } }
            p { a href=(urls::add_field(instance, work, &Group::page(&*page.slug).place())) { "Ajouter une question" span.hidden { " à " (name) } } }
            details.studio-more {
                summary { "Déplacer, copier, supprimer" span.hidden { " " (name) } }
                (ui::button_row(html! {
                    (small(&steps(Step::Up), "Monter", &name))
                    (small(&steps(Step::Down), "Descendre", &name))
                    (small(&PageEdit::Duplicate { page: page.slug.clone() }.into(), "Copier", &name))
                    (dangerous(&PageEdit::Remove { page: page.slug.clone() }.into(), "Supprimer", &name))
                }))
            }
        }
    })
}

fn one_field(view: &View<'_>, field: &FieldLine) -> Outcome<Markup> {
    let (instance, work) = (view.ctx.instance()?, &view.opened.work.slug);
    let place = Place::Field(field.at.clone());
    let steps = |to: Step| -> Edit { FieldEdit::Move { field: field.at.clone(), to }.into() };
    let name = format!("la question «\u{a0}{}\u{a0}»", field.label);
    let is_top = field.at.group.path.is_empty();
    Ok(html! {
        li.studio-field id=[is_top.then(|| anchor(&place))] {
            a href=(urls::place(instance, work, &place)) { (field.label) }
            " " span.hint { (field.kind) @if let Some(needed) = needed(&field.needed) { ", " (needed) } }
            @if let Some(condition) = &field.condition { p.studio-when { "Posée si : " (condition) } }
            @if !field.children.is_empty() { ul.studio-fields { @for child in &field.children { (one_field(view, child)?) } } }
            @if !field.routes.is_empty() { (routes(field, &|place| urls::place(instance, work, place))) }
            details.studio-more {
                summary { "Déplacer, copier, supprimer" span.hidden { " " (name) } }
                (ui::button_row(html! {
                    (small(&steps(Step::Up), "Monter", &name))
                    (small(&steps(Step::Down), "Descendre", &name))
                    (small(&FieldEdit::Duplicate { field: field.at.clone() }.into(), "Copier", &name))
                    (dangerous(&FieldEdit::Remove { field: field.at.clone() }.into(), "Supprimer", &name))
                }))
            }
        }
    })
}

/// What depends on an answer: in sight when it is little, folded otherwise.
fn routes(field: &FieldLine, at: &dyn Fn(&Place) -> String) -> Markup {
    const FEW: usize = 2;
    let list = html! {
        ul.studio-routes {
            @for route in &field.routes { li { "↳ " a href=(at(&route.place)) { (route.what) } " (" (route.how) ") : " (route.sentence) } }
        }
    };
    html! {
        @if field.routes.len() <= FEW { (list) }
        @else { details.studio-more { summary { (field.routes.len()) " suites dépendent de cette réponse" } (list) } }
    }
}

fn needed(needed: &Needed) -> Option<String> {
    match needed {
        Needed::Always => None,
        Needed::Never => Some("facultative".to_owned()),
        Needed::When(when) => Some(format!("obligatoire si {when}")),
    }
}
