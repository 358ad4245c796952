//! The records of a list: searched, a page at a time.

use axum::extract::{Path, Query, State};
use db::InstanceKey;
use forms::Lookups;
use kernel::{Slug, text::folded};
use serde::Deserialize;
use ui::{Column, Markup, Pages, Tab, html};
use web::{Ctx, Html, Outcome, posted::encode};

use super::{
    done,
    shell::{self, Part},
    urls,
};
use crate::{
    Audience, Records, cells,
    model::{RecordRow, Referential, State as Standing},
    store::records::{self, Wanted},
};

/// Records on a page.
const LINES: u32 = 50;
/// Columns shown besides label, key and parent.
const COLUMNS: usize = 3;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    etat: String,
    q: String,
    /// The key of the last record of the page before.
    apres: String,
    fait: String,
}

impl Asked {
    fn state(&self) -> Standing {
        Standing::parse(&self.etat).unwrap_or(Standing::Active)
    }

    fn href(&self, instance: &InstanceKey, list: &Slug, state: Standing, after: &str) -> String {
        let state = if state == Standing::Active { "" } else { state.as_str() };
        let pairs = [("etat", state), ("q", self.q.as_str()), ("apres", after)];
        let query: Vec<String> =
            pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let page = urls::list(instance, list);
        if query.is_empty() { page } else { format!("{page}?{}", query.join("&")) }
    }
}

pub async fn get(
    State(part): State<Records>,
    Path((_, slug)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    ctx: Ctx,
) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_read(instance).await?;
    let list = shell::find(&mut tx, &slug).await?;
    // a label stands in no address: the record itself tells where it sorts
    let after = match asked.apres.as_str() {
        "" => None,
        key => records::by_key(&mut tx, &list.slug, key).await?.map(|row| (folded(&row.label), row.key)),
    };
    let wanted = Wanted {
        list: &list.slug,
        state: asked.state(),
        words: &asked.q,
        after: after.as_ref().map(|(folded, key)| (folded.as_str(), key.as_str())),
        limit: LINES + 1,
    };
    let mut rows = records::page(&mut tx, &wanted).await?;
    let has_more = rows.len() > LINES as usize;
    rows.truncate(LINES as usize);
    let counts = shell::counts(&mut tx, &list.slug).await?;
    drop(tx);
    let lookups = part.lookups(instance, Audience::Agents).await?;

    let next = rows.last().filter(|_| has_more).map(|last| asked.href(instance, &list.slug, asked.state(), &last.key));
    let keep = if asked.state() == Standing::Active { vec![] } else { vec![("etat", asked.state().as_str())] };
    let body = html! {
        (done::notice(&asked.fait))
        (shell::freshness(&list, ctx.moment().wall))
        (ui::button_row(html! {
            @if list.source().is_none() { (ui::link_button(&urls::part(instance, &list.slug, "ajouter"), "Ajouter une fiche")) }
            (ui::secondary_link_button(&urls::part(instance, &list.slug, "export"), "Exporter en CSV"))
        }))
        (ui::search_form(&urls::list(instance, &list.slug), "q", &asked.q, "Chercher un libellé ou une clé", &keep))
        (states(instance, &list, &asked, &counts))
        @if rows.is_empty() { (nothing(instance, &list, &asked)) } @else { (table(instance, &list, &lookups, asked.state(), &rows)) }
        @if after.is_some() { p { a href=(asked.href(instance, &list.slug, asked.state(), "")) { "Revenir au début de la liste" } } }
        (ui::pagination(Pages { previous: None, next: next.as_deref() }))
    };
    Ok(shell::page(&ctx, &list, Part::Rows, body)?.into())
}

/// The states as views of the list; those that hold nothing are left out.
fn states(instance: &InstanceKey, list: &Referential, asked: &Asked, counts: &[(Standing, u64)]) -> Markup {
    let is_shown = |(state, count): &&(Standing, u64)| *count > 0 || [asked.state(), Standing::Active].contains(state);
    let shown: Vec<(Standing, u64, String)> =
        counts.iter().filter(is_shown).map(|&(state, count)| (state, count, asked.href(instance, &list.slug, state, ""))).collect();
    let tabs: Vec<Tab<'_>> = shown
        .iter()
        .map(|(state, count, href)| Tab { href, label: state.label(), count: Some(*count), current: *state == asked.state() })
        .collect();
    html! { @if tabs.len() > 1 { (ui::tabs("Fiches par état", &tabs)) } }
}

fn table(instance: &InstanceKey, list: &Referential, lookups: &Lookups, state: Standing, rows: &[RecordRow]) -> Markup {
    let shown: Vec<&crate::Column> = list.columns.0.iter().take(COLUMNS).collect();
    let row = |row: &RecordRow| {
        let mut cells = vec![html! { a href=(urls::record(instance, &list.slug, &row.key)) { (row.label) } }, html! { code { (row.key) } }];
        if let Some(parent) = &list.parent {
            cells.push(html! { (row.parent.as_deref().map_or_else(|| "Aucune".to_owned(), |key| cells::label_in(lookups, parent, key))) });
        }
        for column in &shown {
            let cell = row.cells.0.get(column.slug.as_str());
            cells.push(html! { (cell.map_or_else(|| "Non renseigné".to_owned(), |cell| cells::shown(&column.kind, cell, lookups))) });
        }
        cells
    };
    let parent = list.parent.as_ref().map(|_| "Dépend de");
    let labels = ["Fiche", "Clé"].into_iter().chain(parent).chain(shown.iter().map(|column| column.label.as_str()));
    let columns: Vec<Column<'_>> = labels.map(Column::text).collect();
    let caption = match state {
        Standing::Active => "Fiches en service",
        Standing::Draft => "Brouillons",
        Standing::Withdrawn => "Fiches retirées",
    };
    ui::table(caption, &columns, &rows.iter().map(row).collect::<Vec<_>>())
}

fn nothing(instance: &InstanceKey, list: &Referential, asked: &Asked) -> Markup {
    let all = || Some(ui::secondary_link_button(&urls::list(instance, &list.slug), "Voir toutes les fiches en service"));
    match (asked.q.trim(), asked.state()) {
        ("", Standing::Active) => ui::empty_state("Aucune fiche en service", "Ajoutez une fiche, ou importez un fichier.", None),
        ("", _) => ui::empty_state("Aucune fiche ici", "Choisissez un autre état.", all()),
        _ => ui::empty_state("Aucune fiche trouvée", "Écrivez un autre mot, ou le début de la clé.", all()),
    }
}
