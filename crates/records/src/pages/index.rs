//! The lists of a space, and a new one.

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use db::audit;
use kernel::{Slug, text::slugged};
use ui::{Column, FormState, Label, Markup, Page, TextKind, Tone, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{done, done::Done, done::Told, urls};
use crate::{
    NewList, Records,
    store::referentials::{self, Line},
};

const LABEL: &str = "nom";
const PUBLIC: &str = "publique";

pub async fn get(State(_): State<Records>, Query(told): Query<Told>, ctx: Ctx) -> Outcome<Html> {
    let lines = referentials::lines(&mut ctx.instance_read(ctx.instance()?).await?).await?;
    page(&ctx, &lines, &FormState::default(), &told.fait)
}

/// Makes a list.
pub async fn post(State(records): State<Records>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let label = posted.value(LABEL).trim();
    let slug: Option<Slug> = slugged(label).parse().ok().filter(|_| label.chars().count() <= 80);
    let mut tx = ctx.instance_write(instance).await?;
    if let Some(slug) = slug {
        let new = NewList { slug, label: label.to_owned(), is_public: !posted.value(PUBLIC).is_empty(), columns: Vec::new() };
        if records.make_list(&mut tx, &new).await? {
            let detail = serde_json::json!({ "label": label });
            record(&mut tx, &ctx, "list.make", &new.slug, detail).await?;
            tx.commit().await?;
            records.forget(instance);
            return Ok(redirect(&urls::after(&urls::list(instance, &new.slug), Done::ListMade)));
        }
        state.add_error(LABEL, "Une liste porte déjà ce nom. Choisissez-en un autre.");
    } else {
        state.add_error(LABEL, "Donnez à la liste un nom de 80 caractères au plus, avec des lettres.");
    }
    let lines = referentials::lines(&mut tx).await?;
    Ok(page(&ctx, &lines, &state, "")?.into_response())
}

/// A line of the audit trail about a list.
pub async fn record(tx: &mut db::InstanceTx, ctx: &Ctx, action: &'static str, list: &Slug, detail: serde_json::Value) -> Outcome<()> {
    let entry = audit::Entry { actor: ctx.agent()?.id.to_string(), action, subject: format!("list/{list}"), detail: Some(detail) };
    Ok(audit::record(tx, ctx.moment(), entry).await?)
}

fn page(ctx: &Ctx, lines: &[Line], state: &FormState, told: &str) -> Outcome<Html> {
    let body = html! {
        (done::notice(told))
        (ui::error_summary(state))
        (ui::heading(None, "Listes"))
        (ui::lead("Une liste contient des fiches\u{a0}: écoles, salles, quartiers… Les démarches les proposent au choix."))
        @if lines.is_empty() { (ui::empty_state("Aucune liste", "Créez une liste, puis ajoutez ses fiches ou importez un fichier.", None)) }
        @else { (table(ctx, lines)?) }
        (ui::section("Nouvelle liste", form(ctx, state)?))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(Page::new("Listes", body).status(status).wide().into())
}

fn table(ctx: &Ctx, lines: &[Line]) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let row = |line: &Line| {
        vec![
            html! { a href=(urls::list(instance, &line.slug)) { (line.label) } },
            html! { code { (line.slug) } },
            html! { (ui::number(line.active.unsigned_abs())) },
            html! {
                @match (line.is_fed, &line.trouble) {
                    (false, _) => "Saisie ici",
                    (true, None) => "Source en ligne",
                    (true, Some(_)) => { (ui::status_tag(Tone::Warning, "Source en panne")) },
                }
            },
            html! { @if line.is_public { "Usagers et agents" } @else { "Agents" } },
        ]
    };
    let columns = [
        Column::text("Liste"),
        Column::text("Nom dans les démarches"),
        Column::number("En service"),
        Column::text("Fiches"),
        Column::text("Pour"),
    ];
    Ok(ui::table("Listes de cet espace", &columns, &lines.iter().map(row).collect::<Vec<_>>()))
}

fn form(ctx: &Ctx, state: &FormState) -> Outcome<Markup> {
    let label = Label::new(LABEL, "Nom de la liste")
        .hint("Exemple\u{a0}: Écoles. Son nom dans les démarches en est tiré et ne change plus.")
        .state(state);
    Ok(ui::form(
        &urls::lists(ctx.instance()?),
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::text_input(&label, state.value(LABEL), TextKind::Text, Some(30)))
            (public_box(!state.has(LABEL) || state.has(PUBLIC)))
            (ui::button("Créer la liste"))
        },
    ))
}

/// Whether citizens read the list.
pub fn public_box(checked: bool) -> Markup {
    let label = Label::new(PUBLIC, "Proposer cette liste aux usagers")
        .hint("Tout le monde peut alors lire les libellés de ses fiches. Ne la proposez pas si elle nomme des personnes.")
        .optional();
    ui::checkbox(&label, checked)
}
