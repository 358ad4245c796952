//! Bringing a file in: it is kept and looked at, nothing changes yet.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use kernel::{Id, text::date_time};
use ui::{Column, FormState, Label, Markup, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, Part},
    urls,
};
use crate::{
    Records,
    csv::Unreadable,
    import::{LARGEST, holder},
    model::Referential,
    store::imports::{self, Import, ImportRow, Stage},
};

const FILE: &str = "fichier";
const WITHDRAW: &str = "absentes";
/// Imports shown.
const LAST: u32 = 10;

pub async fn get(State(_): State<Records>, Path((_, slug)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    let last = imports::last(&mut tx, &list.slug, LAST).await?;
    page(&ctx, &list, &last, &FormState::default())
}

/// Keeps the file, and shows what it would do.
pub async fn post(
    State(records): State<Records>,
    Path((_, slug)): Path<(String, String)>,
    ctx: Ctx,
    mut posted: Posted,
) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let file = posted.take_files().into_iter().find(|file| file.field == FILE);
    let kept = match &file {
        Some(file) if file.size() > 0 && file.size() <= LARGEST => Some((file, records.blobs().put_file(instance, file.path()).await?)),
        _ => None,
    };
    let mut tx = ctx.instance_read(instance).await?;
    let list = shell::find(&mut tx, &slug).await?;
    shell::refuse_if_fed(&list)?;
    let Some((file, blob)) = kept else {
        let message = match &file {
            Some(file) if file.size() > LARGEST => "Ce fichier est trop lourd. La limite est de 20 Mo.".to_owned(),
            Some(_) => Unreadable::Empty.sentence(),
            None => "Choisissez un fichier.".to_owned(),
        };
        return refused(&mut tx, &ctx, &list, &posted, &message).await;
    };
    let id: Id<Import> = ctx.moment().id();
    let mut import = ImportRow {
        id,
        referential: list.slug.clone(),
        name: file.name.clone(),
        hash: blob.hash.clone(),
        withdraws: !posted.value(WITHDRAW).is_empty(),
        state: Stage::Planned,
        added: 0,
        changed: 0,
        withdrawn: 0,
        made_by: ctx.agent()?.name.expose().clone(),
        made_at: ctx.moment().now,
    };
    let tally = match records.look(&mut tx, &list, &import).await? {
        Ok(look) => look.tally(),
        Err(unreadable) => return refused(&mut tx, &ctx, &list, &posted, &unreadable.sentence()).await,
    };
    (import.added, import.changed, import.withdrawn) =
        (tally.added.cast_signed(), tally.changed.cast_signed(), tally.withdrawn.cast_signed());
    drop(tx);
    let mut tx = ctx.instance_write(instance).await?;
    imports::add(&mut tx, &import).await?;
    records.blobs().reference(&mut tx, ctx.moment(), &blob, holder(id)).await?;
    tx.commit().await?;
    Ok(redirect(&urls::imported(instance, &list.slug, id)))
}

async fn refused(tx: &mut db::InstanceTx, ctx: &Ctx, list: &Referential, posted: &Posted, message: &str) -> Outcome<Answer> {
    let last = imports::last(tx, &list.slug, LAST).await?;
    Ok(page(ctx, list, &last, &posted.state().with_error(FILE, message))?.into_response())
}

fn page(ctx: &Ctx, list: &Referential, last: &[ImportRow], state: &FormState) -> Outcome<Html> {
    let body = html! {
        (ui::error_summary(state))
        @if list.source().is_some() {
            p { "Les fiches de cette liste viennent d’une source. Retirez la source pour importer un fichier." }
        } @else {
            p { "Un import montre d’abord ce qu’il va faire. Rien ne change avant votre accord, et vous pourrez l’annuler ensuite." }
            (form(ctx, list, state)?)
        }
        @if !last.is_empty() { (table(ctx, list, last)?) }
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, list, Part::Import, body)?.status(status).into())
}

fn form(ctx: &Ctx, list: &Referential, state: &FormState) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let names: Vec<&str> = list.columns.0.iter().map(|column| column.slug.as_str()).collect();
    let parent = if list.parent.is_some() { ", parent" } else { "" };
    let others = if names.is_empty() { String::new() } else { format!(", {}", names.join(", ")) };
    let label = Label::new(FILE, "Fichier CSV").hint("Enregistrez votre tableau au format CSV depuis le tableur.").state(state);
    let absent = Label::new(WITHDRAW, "Retirer les fiches absentes du fichier")
        .hint("Cochez si le fichier contient toute la liste. Sinon, les fiches absentes restent comme elles sont.")
        .optional();
    let action = urls::part(instance, &list.slug, "import");
    Ok(ui::form(
        &action,
        ctx.csrf(),
        None,
        true,
        html! {
            p { "La première ligne donne les noms des colonnes\u{a0}: " code { "cle, libelle" (parent) ", etat" (others) } ". Seul le libellé est obligatoire. "
                a href=(urls::part(instance, &list.slug, "export")) { "Partir du fichier actuel" } "." }
            (ui::file_input(&label, ".csv,text/csv,text/plain", false, "20 Mo et 100 000 fiches au plus.", &[]))
            (ui::checkbox(&absent, !state.value(WITHDRAW).is_empty()))
            (ui::button("Vérifier le fichier"))
        },
    ))
}

fn table(ctx: &Ctx, list: &Referential, last: &[ImportRow]) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let count = |number: i64| html! { (ui::number(number.unsigned_abs())) };
    let row = |import: &ImportRow| {
        vec![
            html! { a href=(urls::imported(instance, &list.slug, import.id)) { (import.name) } },
            html! { (date_time(import.made_at)) br; span.hint { (import.made_by) } },
            super::imported::stage_tag(import.state),
            count(import.added),
            count(import.changed),
            count(import.withdrawn),
        ]
    };
    let columns = [
        Column::text("Fichier"),
        Column::text("Le"),
        Column::text("État"),
        Column::number("Ajoutées"),
        Column::number("Modifiées"),
        Column::number("Retirées"),
    ];
    Ok(ui::table("Derniers imports", &columns, &last.iter().map(row).collect::<Vec<_>>()))
}
