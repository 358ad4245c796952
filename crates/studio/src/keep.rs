//! A work as an author sees it, and how what she does to it is kept.

use std::collections::BTreeMap;

use authoring::Edit;
use db::InstanceTx;
use definition::Definition;
use kernel::{Problem, Slug};
use web::{Ctx, Failure, Outcome};

use crate::{
    Studio,
    pack::PROPOSALS,
    pages::{HELP, LIBRARY},
    store::works::{self, Change, Work},
};

/// A work, read.
pub(crate) struct Opened {
    pub(crate) work: Work,
    pub(crate) definition: Definition,
}

/// How a change ended.
pub(crate) enum Kept {
    /// It is kept.
    Done,
    /// It means nothing on this document any more, or gives what it cannot hold: a sentence for the author.
    Refused(String),
    /// Somebody changed the same thing meanwhile; the work as it is now.
    Overtaken(Box<Opened>),
}

/// The work of this name, for an administrator of the instance.
///
/// # Errors
/// Not found when there is none.
pub(crate) async fn open(tx: &mut InstanceTx, slug: &Slug) -> Outcome<Opened> {
    let work = works::by_slug(tx, slug).await?.ok_or(Problem::NotFound)?;
    let definition = read(&work.document)?;
    Ok(Opened { work, definition })
}

/// Whether a new work may have this name: nothing is published under it here.
///
/// # Errors
/// When the instance cannot be read.
pub(crate) async fn is_free(studio: &Studio, tx: &mut InstanceTx, slug: &Slug) -> Outcome<bool> {
    Ok(![PROPOSALS, LIBRARY, HELP].contains(&slug.as_str()) && studio.cases().live(tx, slug).await?.is_none())
}

/// A document of the database.
///
/// # Errors
/// A fault when it is not a definition: we wrote it.
pub(crate) fn read(document: &serde_json::Value) -> Outcome<Definition> {
    serde_json::from_value(document.clone()).map_err(|error| Failure::fault(format!("a work cannot be read: {error}")))
}

/// Makes edits on the work as its author saw it. What others did meanwhile to
/// other things is kept with it.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn edit(tx: &mut InstanceTx, ctx: &Ctx, slug: &Slug, seen: i64, edits: &[Edit]) -> Outcome<Kept> {
    let Opened { work, definition } = open(tx, slug).await?;
    let base = match works::document_seen(tx, slug, seen).await? {
        Some(_) if work.version == seen => definition.clone(),
        Some(document) => read(&document)?,
        // too old, or what was undone and done again since: what she saw is not known
        None => return Ok(Kept::Overtaken(Box::new(Opened { work, definition }))),
    };
    let said = edits.iter().map(|edit| authoring::describe(edit, &base)).collect::<Vec<_>>().join(" ; ");
    let mut ours = base.clone();
    for edit in edits {
        match authoring::apply(&ours, edit) {
            Ok(edited) => ours = edited,
            Err(refusal) => return Ok(Kept::Refused(refusal.message().to_owned())),
        }
    }
    let Ok(merged) = authoring::compare::merge(&base, &ours, &definition, &BTreeMap::new()) else {
        return Ok(Kept::Overtaken(Box::new(Opened { work, definition })));
    };
    replace(tx, ctx, &Opened { work, definition }, &merged, &said).await
}

/// Puts a whole document in the place of the work: restoring, importing, merging.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn replace(tx: &mut InstanceTx, ctx: &Ctx, opened: &Opened, document: &Definition, said: &str) -> Outcome<Kept> {
    if *document == opened.definition {
        return Ok(Kept::Done);
    }
    let written = write(document)?;
    let change = change(ctx, &written, &document.title, said)?;
    match works::change(tx, &opened.work, &change).await? {
        true => Ok(Kept::Done),
        false => Ok(Kept::Overtaken(Box::new(open(tx, &opened.work.slug).await?))),
    }
}

/// A change by whoever asks, now.
///
/// # Errors
/// When she is no agent.
pub(crate) fn change<'a>(ctx: &'a Ctx, document: &'a serde_json::Value, title: &'a str, said: &'a str) -> Outcome<Change<'a>> {
    Ok(Change { document, title, said, by: ctx.agent()?.name.expose(), at: ctx.moment().now })
}

/// A definition as the database keeps it.
///
/// # Errors
/// A fault when it does not serialise.
pub(crate) fn write(definition: &Definition) -> Outcome<serde_json::Value> {
    serde_json::to_value(definition).map_err(|_| Failure::fault("a definition does not serialise"))
}
