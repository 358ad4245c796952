//! A list as a table for a spreadsheet: what it gives can be brought in again.

use std::borrow::Cow;

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use http::header;
use web::{Answer, Ctx, Outcome};

use super::shell;
use crate::{
    Records, cells, csv,
    model::{RecordRow, Referential},
    store::records,
};

pub async fn get(State(_): State<Records>, Path((_, slug)): Path<(String, String)>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    let rows = records::all(&mut tx, &list.slug).await?;
    drop(tx);
    let name = format!("attachment; filename=\"{}.csv\"", list.slug);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, table(&list, &rows)).into_response())
}

/// The table: a line of names, then a line for each record, by key.
pub fn table(list: &Referential, rows: &[RecordRow]) -> Vec<u8> {
    let names = ["cle", "libelle", "parent", "etat"].into_iter().chain(list.columns.0.iter().map(|column| column.slug.as_str()));
    let header = names.map(Cow::Borrowed).collect();
    csv::write(std::iter::once(header).chain(rows.iter().map(|row| line(list, row))))
}

fn line<'a>(list: &Referential, row: &'a RecordRow) -> Vec<Cow<'a, str>> {
    let own = [row.key.as_str(), &row.label, row.parent.as_deref().unwrap_or_default()].map(Cow::Borrowed);
    let cells = list.columns.0.iter().map(|column| {
        let cell = row.cells.0.get(column.slug.as_str());
        cell.map_or(Cow::Borrowed(""), |cell| Cow::Owned(cells::typed(&column.kind, cell)))
    });
    own.into_iter().chain([Cow::Owned(row.state.label().to_lowercase())]).chain(cells).collect()
}
