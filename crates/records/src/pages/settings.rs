//! What a list is: its name, what it depends on, its columns.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use kernel::Slug;
use ui::{Choice, Column as Head, FormState, Kind, Label, Markup, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    done::{self, Done, Told},
    index,
    shell::{self, Part},
    urls,
};
use crate::{
    Column, ColumnKind, Records,
    model::{Referential, column_name},
    store::referentials::{self, Settings},
};

const SEEN: &str = "_seen";
const WHAT: &str = "quoi";
const NAME: &str = "nom";
const PARENT: &str = "parent";
const PUBLIC: &str = "publique";
const PERSONAL: &str = "personnelle";
const COLUMN: &str = "colonne";
const KIND: &str = "type";
const RELATED: &str = "liste";
/// The most columns of a list.
const MOST_COLUMNS: usize = 30;

pub async fn get(
    State(records): State<Records>,
    Path((_, slug)): Path<(String, String)>,
    Query(told): Query<Told>,
    ctx: Ctx,
) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    let others = shell::others(&records, &mut tx, &list.slug).await?;
    page(&ctx, &list, &others, &FormState::default(), done::notice(&told.fait))
}

/// One change at a time; the form of each says which.
pub async fn post(State(records): State<Records>, Path((_, slug)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let list = shell::hold(&mut tx, &slug).await?;
    let others = shell::others(&records, &mut tx, &list.slug).await?;
    if posted.value(SEEN) != list.version.to_string() {
        let notice = ui::notice(Kind::Warning, "Quelqu’un a changé ces réglages avant vous", html! { p { "Vérifiez, puis recommencez." } });
        return Ok(page(&ctx, &list, &others, &state, notice)?.into_response());
    }
    let Some(changed) = changed(&list, &posted, &others, &mut state) else {
        return Ok(page(&ctx, &list, &others, &state, html! {})?.into_response());
    };
    let settings = Settings {
        label: &changed.label,
        parent: changed.parent.as_ref(),
        is_public: changed.is_public,
        is_personal: changed.is_personal,
        columns: &changed.columns.0,
    };
    referentials::set(&mut tx, &list.slug, list.version, &settings).await?;
    let detail = serde_json::json!({ "label": changed.label, "parent": changed.parent, "public": changed.is_public, "personal": changed.is_personal, "columns": changed.columns.0 });
    index::record(&mut tx, &ctx, "list.settings", &list.slug, detail).await?;
    tx.commit().await?;
    records.forget(instance);
    Ok(redirect(&urls::after(&urls::part(instance, &list.slug, "reglages"), Done::Settled)))
}

/// The list once changed as asked; nothing when something is to correct.
fn changed(list: &Referential, posted: &Posted, others: &[(String, String)], state: &mut FormState) -> Option<Referential> {
    let mut changed = list.clone();
    let other = |name: &str| others.iter().any(|(slug, _)| slug == name).then(|| name.parse::<Slug>().ok()).flatten();
    match posted.value(WHAT).split_once(':').unwrap_or((posted.value(WHAT), "")) {
        ("liste", _) => {
            changed.label = posted.value(NAME).trim().to_owned();
            if changed.label.is_empty() || changed.label.chars().count() > 80 {
                state.add_error(NAME, "Donnez à la liste un nom de 80 caractères au plus.");
            }
            changed.parent = other(posted.value(PARENT));
            changed.is_public = !posted.value(PUBLIC).is_empty();
            changed.is_personal = !posted.value(PERSONAL).is_empty();
            if changed.is_public && changed.is_personal {
                state.add_error(PERSONAL, "Une liste qui parle de personnes reste entre agents. Choisissez l’un ou l’autre.");
            }
        }
        ("ajouter", _) => {
            let label = posted.value(COLUMN).trim();
            let kind = ColumnKind::named(posted.value(KIND), other(posted.value(RELATED)));
            match (column_name(label, &list.columns.0), kind) {
                _ if list.columns.0.len() == MOST_COLUMNS => state.add_error(COLUMN, "Cette liste a déjà trente colonnes."),
                (None, _) => state.add_error(COLUMN, "Ce nom est vide, ou déjà pris. Écrivez-en un autre."),
                (_, None) if posted.value(KIND) == "relation" => state.add_error(RELATED, "Choisissez la liste."),
                (_, None) => state.add_error(KIND, "Choisissez ce que contient la colonne."),
                (Some(slug), Some(kind)) => changed.columns.0.push(Column { slug, label: label.to_owned(), kind }),
            }
        }
        ("retirer", name) => changed.columns.0.retain(|column| column.slug != *name),
        _ => state.add_error("", "Choisissez ce que vous voulez changer, puis recommencez."),
    }
    (!state.has_errors()).then_some(changed)
}

fn page(ctx: &Ctx, list: &Referential, others: &[(String, String)], state: &FormState, notice: Markup) -> Outcome<Html> {
    let body = html! {
        (notice)
        (ui::error_summary(state))
        (ui::section("Présentation", presentation(ctx, list, others, state)?))
        (ui::section("Colonnes", columns(ctx, list, others)?))
        (ui::section("Ajouter une colonne", adding(ctx, list, others, state)?))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, list, Part::Settings, body)?.status(status).into())
}

fn form(ctx: &Ctx, list: &Referential, body: Markup) -> Outcome<Markup> {
    let action = urls::part(ctx.instance()?, &list.slug, "reglages");
    Ok(ui::form(&action, ctx.csrf(), None, false, html! { (ui::hidden(SEEN, &list.version.to_string())) (body) }))
}

fn choices<'a>(others: &'a [(String, String)], none: Option<&'a str>) -> Vec<Choice<'a>> {
    let none = none.map(|none| Choice::new("", none));
    none.into_iter().chain(others.iter().map(|(slug, label)| Choice::new(slug, label))).collect()
}

fn presentation(ctx: &Ctx, list: &Referential, others: &[(String, String)], state: &FormState) -> Outcome<Markup> {
    let parent = Label::new(PARENT, "Cette liste dépend de")
        .hint("Chaque fiche dépend alors d’une fiche de cette autre liste : une école dépend d’un quartier.");
    let chosen = list.parent.as_ref().map_or("", Slug::as_str);
    let personal = Label::new(PERSONAL, "Cette liste parle de personnes")
        .hint("Quand une demande est effacée, les fiches qu’elle a créées ici le sont aussi.")
        .optional();
    let is_here = state.value(WHAT) == "liste";
    form(
        ctx,
        list,
        html! {
            p { "Nom dans les démarches : " code { (list.slug) } }
            (ui::text_input(&Label::new(NAME, "Nom de la liste").state(state), if is_here { state.value(NAME) } else { &list.label }, TextKind::Text, Some(30)))
            (ui::select(&parent, &choices(others, Some("Aucune")), if is_here { state.value(PARENT) } else { chosen }))
            (index::public_box(if is_here { state.has(PUBLIC) } else { list.is_public }))
            (ui::checkbox(&personal.state(state), if is_here { state.has(PERSONAL) } else { list.is_personal }))
            (ui::button_named(WHAT, "liste", "Enregistrer"))
        },
    )
}

fn columns(ctx: &Ctx, list: &Referential, others: &[(String, String)]) -> Outcome<Markup> {
    let mut rows = Vec::with_capacity(list.columns.0.len());
    for column in &list.columns.0 {
        let of = match &column.kind {
            ColumnKind::Relation(of) => others.iter().find(|(slug, _)| of == slug.as_str()).map(|(_, label)| label.as_str()),
            _ => None,
        };
        rows.push(vec![
            html! { (column.label) },
            html! { code { (column.slug) } },
            html! { (column.kind.label()) @if let Some(of) = of { "\u{a0}: " (of) } },
            form(
                ctx,
                list,
                html! {
                    button.button.secondary.small type="submit" name=(WHAT) value={ "retirer:" (column.slug) } {
                        "Retirer" span.hidden { " «\u{a0}" (column.label) "\u{a0}»" }
                    }
                },
            )?,
        ]);
    }
    let heads = ["Colonne", "Nom", "Contenu", "Action"].map(Head::text);
    Ok(html! {
        @if rows.is_empty() { p { "Chaque fiche a une clé et un libellé. Ajoutez des colonnes pour en dire plus." } }
        @else {
            (ui::table("Colonnes de la liste", &heads, &rows))
            p.hint { "Retirer une colonne la cache. Ce que les fiches y gardent revient si vous l’ajoutez de nouveau." }
        }
    })
}

fn adding(ctx: &Ctx, list: &Referential, others: &[(String, String)], state: &FormState) -> Outcome<Markup> {
    let kinds = [ColumnKind::Text, ColumnKind::Number, ColumnKind::Amount, ColumnKind::Date, ColumnKind::YesNo];
    let relation = ("relation", "Fiche d’une autre liste");
    let kinds = kinds.iter().map(|kind| (kind.name(), kind.label())).chain([relation]);
    let kinds: Vec<Choice<'_>> = kinds.map(|(name, label)| Choice::new(name, label)).collect();
    let related = Label::new(RELATED, "Quelle liste ?").hint("Seulement pour une fiche d’une autre liste.").optional().state(state);
    form(
        ctx,
        list,
        html! {
            (ui::text_input(&Label::new(COLUMN, "Nom de la colonne").state(state), state.value(COLUMN), TextKind::Text, Some(30)))
            (ui::select(&Label::new(KIND, "Contenu").state(state), &kinds, state.value(KIND)))
            (ui::select(&related, &choices(others, Some("Aucune")), state.value(RELATED)))
            (ui::button_named(WHAT, "ajouter", "Ajouter la colonne"))
        },
    )
}
