//! An import: what it would do, what it did, and the way back.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use kernel::text::{count, date_time};
use ui::{Column, Kind, Label, Markup, Row, Tone, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{index, shell, urls};
use crate::{
    Records,
    change::{Change, Tally, What},
    csv::Encoding,
    import::Look,
    model::Referential,
    store::imports::{self, ImportRow, Stage},
};

const SEEN: &str = "_seen";
const WHAT: &str = "quoi";
const REST: &str = "reste";
/// Changes shown.
const SHOWN: usize = 20;
/// Mistakes shown.
const SHOWN_WRONG: usize = 50;

pub async fn get(State(records): State<Records>, Path((_, slug, import)): Path<(String, String, String)>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    let import = find(&mut tx, &list, &import).await?;
    let look = match import.state {
        Stage::Planned => Some(looked(&records, &mut tx, &list, &import).await?),
        _ => None,
    };
    drop(tx);
    page(&ctx, &list, &import, look.as_ref(), None)
}

/// Does it, or takes it back.
pub async fn post(
    State(records): State<Records>,
    Path((_, slug, import)): Path<(String, String, String)>,
    ctx: Ctx,
    posted: Posted,
) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_write(instance).await?;
    let list = shell::hold(&mut tx, &slug).await?;
    shell::refuse_if_fed(&list)?;
    let import = find(&mut tx, &list, &import).await?;
    let who = ctx.agent()?.name.expose();
    let here = urls::imported(instance, &list.slug, import.id);
    let action = match (posted.value(WHAT), import.state) {
        ("annuler", Stage::Applied) => {
            records.take_back(&mut tx, ctx.moment(), &list, &import, who).await?;
            "list.import.undo"
        }
        ("appliquer", Stage::Planned) => {
            let look = looked(&records, &mut tx, &list, &import).await?;
            let refusal = match () {
                () if posted.value(SEEN) != list.revision.to_string() => {
                    Some("La liste a changé depuis. Relisez ce que l’import va faire.")
                }
                () if !look.wrong.is_empty() && posted.value(REST).is_empty() => {
                    Some("Corrigez le fichier, ou cochez «\u{a0}Laisser de côté les lignes à corriger\u{a0}».")
                }
                () => None,
            };
            if let Some(refusal) = refusal {
                return Ok(page(&ctx, &list, &import, Some(&look), Some(refusal))?.into_response());
            }
            records.apply(&mut tx, ctx.moment(), &list, &import, &look, who).await?;
            "list.import"
        }
        // a page that was open while somebody else acted: it shows where things stand
        _ => return Ok(redirect(&here)),
    };
    index::record(&mut tx, &ctx, action, &list.slug, serde_json::json!({ "import": import.id })).await?;
    tx.commit().await?;
    records.forget(instance);
    Ok(redirect(&here))
}

async fn find(tx: &mut db::InstanceTx, list: &Referential, import: &str) -> Outcome<ImportRow> {
    let id = import.parse().map_err(|_| Failure::NOT_FOUND)?;
    imports::by_id(tx, &list.slug, id).await?.ok_or(Failure::NOT_FOUND)
}

async fn looked(records: &Records, tx: &mut db::InstanceTx, list: &Referential, import: &ImportRow) -> Outcome<Look> {
    // it was read once before it was kept
    records.look(tx, list, import).await?.map_err(|unreadable| Failure::fault(unreadable.sentence()))
}

/// Where an import stands.
pub fn stage_tag(stage: Stage) -> Markup {
    match stage {
        Stage::Planned => ui::status_tag(Tone::Info, "À valider"),
        Stage::Applied => ui::status_tag(Tone::Success, "Appliqué"),
        Stage::Undone => ui::status_tag(Tone::Neutral, "Annulé"),
    }
}

fn page(ctx: &Ctx, list: &Referential, import: &ImportRow, look: Option<&Look>, refusal: Option<&str>) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let done = |number: i64| number.unsigned_abs();
    let tally =
        look.map_or(Tally { added: done(import.added), changed: done(import.changed), withdrawn: done(import.withdrawn) }, Look::tally);
    let body = html! {
        @if let Some(refusal) = refusal { (ui::notice(Kind::Danger, "L’import n’est pas fait", html! { p { (refusal) } })) }
        (ui::heading(Some("Import"), &import.name))
        (verdict(import, look))
        (ui::summary_list(&facts(import, look)))
        (figures(tally, import.state))
        @match look {
            Some(look) => {
                @if !look.wrong.is_empty() { (wrong(look)) }
                @if !look.changes.is_empty() { (preview(&look.changes)) }
                (acting(ctx, list, import, look)?)
            }
            None if import.state == Stage::Applied => (undoing(ctx, list, import)?),
            None => {}
        }
        p { a href=(urls::part(instance, &list.slug, "import")) { "Voir les imports de la liste" } }
    };
    let status = if refusal.is_some() { 422 } else { 200 };
    Ok(shell::below(instance, list, &import.name, body).status(status).wide().into())
}

fn verdict(import: &ImportRow, look: Option<&Look>) -> Markup {
    match (import.state, look) {
        (Stage::Applied, _) => ui::notice(Kind::Success, "L’import est fait", html! {}),
        (Stage::Undone, _) => ui::notice(
            Kind::Info,
            "L’import est annulé",
            html! {
                p { "Les fiches sont revenues comme avant. Celles que quelqu’un a changées depuis n’ont pas bougé." }
            },
        ),
        (Stage::Planned, Some(look)) if !look.wrong.is_empty() => ui::notice(
            Kind::Warning,
            "Le fichier est à corriger",
            html! {
                p { (count(look.wrong.len() as u64, "problème")) " dans le fichier. Rien n’a changé." }
            },
        ),
        (Stage::Planned, Some(look)) if look.changes.is_empty() => {
            ui::notice(Kind::Info, "Rien à changer", html! { p { "La liste est déjà comme le fichier." } })
        }
        (Stage::Planned, _) => {
            ui::notice(Kind::Info, "L’import est prêt", html! { p { "Rien n’a encore changé. Vérifiez, puis appliquez." } })
        }
    }
}

fn facts(import: &ImportRow, look: Option<&Look>) -> Vec<Row> {
    let mut facts = vec![Row::text("Apporté par", &format!("{}, le {}", import.made_by, date_time(import.made_at)))];
    if let Some(look) = look {
        let encoding = match look.encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Windows (Latin-1)",
        };
        facts.push(Row::text("Lu comme", &format!("{encoding}, séparateur {}", look.separator.label())));
        facts.push(Row::text("Lignes", &look.rows.to_string()));
    }
    if import.withdraws {
        facts.push(Row::text("Fiches absentes du fichier", "Retirées"));
    }
    facts
}

fn figures(tally: Tally, stage: Stage) -> Markup {
    let figure = |number: u64, label: &str| ui::key_figure(&ui::number(number).into_string(), label, None);
    let labels = match stage {
        Stage::Planned => ["À ajouter", "À modifier", "À retirer"],
        Stage::Applied | Stage::Undone => ["Ajoutées", "Modifiées", "Retirées"],
    };
    ui::key_figures(&[figure(tally.added, labels[0]), figure(tally.changed, labels[1]), figure(tally.withdrawn, labels[2])])
}

fn wrong(look: &Look) -> Markup {
    let rows: Vec<Vec<Markup>> =
        look.wrong.iter().take(SHOWN_WRONG).map(|wrong| vec![html! { "Ligne " (wrong.line) }, html! { (wrong.message) }]).collect();
    html! {
        (ui::table("Lignes à corriger", &["Où", "Problème"].map(Column::text), &rows))
        (others(look.wrong.len(), SHOWN_WRONG, "problème"))
    }
}

fn preview(changes: &[Change]) -> Markup {
    let row = |change: &Change| {
        let (tone, word) = match change.what() {
            What::Added => (Tone::Success, "Ajout"),
            What::Changed => (Tone::Info, "Modification"),
            What::Withdrawn => (Tone::Warning, "Retrait"),
        };
        let before = change.before.as_ref().map(|before| before.label.as_str()).filter(|before| *before != change.after.label);
        vec![
            html! { (change.after.label) @if let Some(before) = before { br; span.hint { "Avant\u{a0}: " (before) } } },
            html! { code { (change.key) } },
            ui::status_tag(tone, word),
        ]
    };
    let rows: Vec<Vec<Markup>> = changes.iter().take(SHOWN).map(row).collect();
    html! {
        (ui::table("Ce que l’import va faire", &["Fiche", "Clé", "Action"].map(Column::text), &rows))
        (others(changes.len(), SHOWN, "fiche"))
    }
}

/// How many more there are than what is shown.
fn others(total: usize, shown: usize, noun: &str) -> Markup {
    let left = total.saturating_sub(shown) as u64;
    html! { @if left > 0 { p.hint { "Et encore " (count(left, noun)) "." } } }
}

fn acting(ctx: &Ctx, list: &Referential, import: &ImportRow, look: &Look) -> Outcome<Markup> {
    if look.changes.is_empty() {
        return Ok(html! {});
    }
    let action = urls::imported(ctx.instance()?, &list.slug, import.id);
    let rest = Label::new(REST, "Laisser de côté les lignes à corriger").optional();
    Ok(ui::form(
        &action,
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden(SEEN, &list.revision.to_string()))
            @if !look.wrong.is_empty() { (ui::checkbox(&rest, false)) }
            (ui::button_row(ui::button_named(WHAT, "appliquer", "Appliquer l’import")))
        },
    ))
}

fn undoing(ctx: &Ctx, list: &Referential, import: &ImportRow) -> Outcome<Markup> {
    let action = urls::imported(ctx.instance()?, &list.slug, import.id);
    Ok(ui::section(
        "Revenir en arrière",
        ui::form(
            &action,
            ctx.csrf(),
            None,
            false,
            html! {
                p { "Les fiches ajoutées sont supprimées, les autres reviennent comme avant. Une fiche changée depuis n’est pas touchée." }
                (ui::button_row(ui::danger_button_named(WHAT, "annuler", "Annuler l’import")))
            },
        ),
    ))
}
