//! A record: added, changed, withdrawn, and what it was before.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use db::InstanceTx;
use forms::Lookups;
use kernel::text::{date, date_time, day};
use ui::{Entry, FormState, Kind, Label, Markup, Module, Page, Row, TextKind, Tone, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{
    done,
    done::{Done, Told},
    fields::{self, KEY},
    shell, urls,
};
use crate::{
    Records,
    change::{Change, change},
    model::{Content, Key, RecordRow, Referential, State as Standing},
    store::{
        self,
        history::{Event, Hand, Line},
    },
};

/// The hidden field of the version that the author saw.
const SEEN: &str = "_seen";
/// The button that moves the record to its next state.
const MOVE: &str = "etat";
/// The box of a record that is not offered yet.
const DRAFT: &str = "brouillon";

pub async fn get_new(State(records): State<Records>, Path((_, slug)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    shell::refuse_if_fed(&list)?;
    drop((records, tx));
    new_page(&ctx, &list, &FormState::default())
}

/// Adds a record.
pub async fn post_new(
    State(records): State<Records>,
    Path((_, slug)): Path<(String, String)>,
    ctx: Ctx,
    posted: Posted,
) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let list = shell::hold(&mut tx, &slug).await?;
    shell::refuse_if_fed(&list)?;
    let related = records.related(&mut tx, &list).await?;
    let Some(mut incoming) = fields::read(&posted, &list, &related, None, None, &mut state) else {
        return Ok(new_page(&ctx, &list, &state)?.into_response());
    };
    if store::records::by_key(&mut tx, &list.slug, incoming.key.as_str()).await?.is_some() {
        let message = format!("La clé «\u{a0}{}\u{a0}» est déjà prise. Écrivez-en une autre.", incoming.key.as_str());
        return Ok(new_page(&ctx, &list, &state.with_error(KEY, message))?.into_response());
    }
    incoming.state = Some(if posted.value(DRAFT).is_empty() { Standing::Active } else { Standing::Draft });
    let key = incoming.key.as_str().to_owned();
    write(&records, &mut tx, &ctx, &list, change(None, incoming)).await?;
    tx.commit().await?;
    records.forget(instance);
    Ok(redirect(&urls::after(&urls::record(instance, &list.slug, &key), Done::Added)))
}

fn new_page(ctx: &Ctx, list: &Referential, state: &FormState) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let key = Label::new(KEY, "Clé")
        .hint("Le numéro de la fiche dans vos registres. Laissez vide pour la tirer du libellé.")
        .optional()
        .state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(Some(&list.label), "Ajouter une fiche"))
        (ui::form(&urls::part(instance, &list.slug, "ajouter"), ctx.csrf(), None, false, html! {
            (fields::draw(instance, list, state))
            (ui::text_input(&key, state.value(KEY), TextKind::Text, Some(24)))
            (ui::checkbox(&Label::new(DRAFT, "Garder en brouillon").hint("La fiche n’est pas encore proposée.").optional(), state.has(DRAFT)))
            (ui::button("Ajouter la fiche"))
        }))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::below(instance, list, "Ajouter une fiche", body).status(status).module(Module::Combobox).into())
}

pub async fn get(
    State(records): State<Records>,
    Path((_, slug, key)): Path<(String, String, String)>,
    Query(told): Query<Told>,
    ctx: Ctx,
) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    let row = find(&mut tx, &list, &key).await?;
    let history = store::history::of_record(&mut tx, &list.slug, &row.key).await?;
    let related = records.related(&mut tx, &list).await?;
    drop(tx);
    let state = fields::opening(&list, &row.content(), &related);
    let sheet = Sheet { list: &list, row: &row, history: &history, related: &related };
    sheet.page(&ctx, &state, done::notice(&told.fait), 200)
}

/// Changes a record, or moves it to its next state.
pub async fn post(
    State(records): State<Records>,
    Path((_, slug, key)): Path<(String, String, String)>,
    ctx: Ctx,
    posted: Posted,
) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let list = shell::hold(&mut tx, &slug).await?;
    shell::refuse_if_fed(&list)?;
    let row = find(&mut tx, &list, &key).await?;
    let related = records.related(&mut tx, &list).await?;
    let moves = !posted.value(MOVE).is_empty();
    let before = row.content();
    let change = if moves {
        let after = Content { state: row.state.next().0, ..before };
        Some(Some(Change { key: row.key.clone(), before: Some(row.clone()), after }))
    } else {
        let incoming = fields::read(&posted, &list, &related, Key::parse(&row.key), Some(&before), &mut state);
        incoming.map(|incoming| change(Some(row.clone()), incoming))
    };
    let overtaken = posted.value(SEEN) != row.version.to_string();
    let change = match change {
        Some(change) if !overtaken => change,
        _ => {
            let history = store::history::of_record(&mut tx, &list.slug, &row.key).await?;
            let sheet = Sheet { list: &list, row: &row, history: &history, related: &related };
            let notice = if overtaken {
                sheet.overtaken()
            } else {
                html! {}
            };
            return Ok(sheet.page(&ctx, &state, notice, if overtaken { 409 } else { 422 })?.into_response());
        }
    };
    write(&records, &mut tx, &ctx, &list, change).await?;
    tx.commit().await?;
    records.forget(instance);
    let done = if moves { Done::Moved } else { Done::Changed };
    Ok(redirect(&urls::after(&urls::record(instance, &list.slug, &row.key), done)))
}

async fn find(tx: &mut InstanceTx, list: &Referential, key: &str) -> Outcome<RecordRow> {
    store::records::by_key(tx, &list.slug, key).await?.ok_or(Failure::NOT_FOUND)
}

async fn write(records: &Records, tx: &mut InstanceTx, ctx: &Ctx, list: &Referential, change: Option<Change>) -> Outcome<()> {
    let hand = Hand { who: ctx.agent()?.name.expose(), origin: None, takes_back: false };
    let changes: Vec<Change> = change.into_iter().collect();
    records.put(tx, ctx.moment(), &list.slug, &changes, hand).await
}

/// All that the page of a record shows.
struct Sheet<'a> {
    list: &'a Referential,
    row: &'a RecordRow,
    history: &'a [Line],
    related: &'a Lookups,
}

impl Sheet<'_> {
    fn page(&self, ctx: &Ctx, state: &FormState, notice: Markup, status: u16) -> Outcome<Html> {
        let (instance, row) = (ctx.instance()?, self.row);
        let action = urls::record(instance, &self.list.slug, &row.key);
        let seen = || ui::hidden(SEEN, &row.version.to_string());
        let body = html! {
            (notice)
            (ui::error_summary(state))
            (ui::heading(Some(&self.list.label), &row.label))
            (ui::summary_list(&self.facts()))
            @if self.list.source().is_some() {
                (ui::summary_list(&self.cells()))
                p { "Cette fiche vient d’une source. Elle ne se modifie pas ici." }
            } @else {
                (ui::section("Contenu", ui::form(&action, ctx.csrf(), None, false, html! {
                    (seen())
                    (fields::draw(instance, self.list, state))
                    (ui::button("Enregistrer"))
                })))
                (ui::section("État", ui::form(&action, ctx.csrf(), None, false, html! {
                    (seen())
                    p { (meaning(row.state)) }
                    (ui::button_row(ui::secondary_button_named(MOVE, "suivant", row.state.next().1)))
                })))
            }
            (ui::section("Ce qui s’est passé", self.told()))
        };
        let page: Page = shell::below(instance, self.list, &row.label, body);
        Ok(page.status(status).module(Module::Combobox).into())
    }

    fn facts(&self) -> Vec<Row> {
        let since = match self.row.state {
            Standing::Draft => None,
            Standing::Active => self.row.active_at,
            Standing::Withdrawn => self.row.withdrawn_at,
        };
        let since = since.map(|at| format!(" depuis le {}", date(day(at))));
        vec![
            Row::new("Clé", html! { code { (self.row.key) } }),
            Row::new("État", html! { (shell::state_tag(self.row.state)) (since.unwrap_or_default()) }),
        ]
    }

    fn cells(&self) -> Vec<Row> {
        let cell = |column: &crate::Column| {
            let cell = self.row.cells.0.get(column.slug.as_str())?;
            Some(Row::text(&column.label, &crate::cells::shown(&column.kind, cell, self.related)))
        };
        self.list.columns.0.iter().filter_map(cell).collect()
    }

    fn overtaken(&self) -> Markup {
        let who = self.history.first().map_or("", |line| line.who.as_str());
        ui::notice(
            Kind::Warning,
            "Quelqu’un a changé cette fiche avant vous",
            html! {
                p { "C’est " (who) ". Ce que vous avez écrit est encore ici, mais n’est pas enregistré. Vérifiez, puis recommencez." }
            },
        )
    }

    fn told(&self) -> Markup {
        let entry = |line: &Line| Entry {
            date: date_time(line.at),
            who: line.who.clone(),
            title: title(line.what).to_owned(),
            body: line.before.as_ref().map(|before| html! { p { "Avant\u{a0}: " (self.was(&before.0)) } }),
            tone: if line.what == Event::Withdrawn { Tone::Warning } else { Tone::Neutral },
        };
        ui::timeline(&self.history.iter().map(entry).collect::<Vec<_>>())
    }

    /// What the record was, in a line.
    fn was(&self, content: &Content) -> String {
        let cells = self.list.columns.0.iter().filter_map(|column| {
            let cell = content.cells.get(column.slug.as_str())?;
            Some(format!("{}\u{a0}: {}", column.label, crate::cells::shown(&column.kind, cell, self.related)))
        });
        let parent = self.list.parent.as_ref().zip(content.parent.as_ref());
        let parent = parent.map(|(of, key)| format!("dépend de {}", crate::cells::label_in(self.related, of, key)));
        let parts = [content.label.clone(), content.state.label().to_lowercase()].into_iter().chain(parent).chain(cells);
        parts.collect::<Vec<_>>().join(" · ")
    }
}

const fn title(event: Event) -> &'static str {
    match event {
        Event::Added => "Fiche ajoutée",
        Event::Changed => "Fiche modifiée",
        Event::Withdrawn => "Fiche retirée",
        Event::TakenBack => "Import annulé",
    }
}

const fn meaning(state: Standing) -> &'static str {
    match state {
        Standing::Draft => "Cette fiche est un brouillon\u{a0}: elle n’est pas proposée.",
        Standing::Active => "Cette fiche est proposée. Une fois retirée, elle ne l’est plus\u{a0}; les demandes qui la citent la gardent.",
        Standing::Withdrawn => "Cette fiche n’est plus proposée. Les demandes qui la citent la gardent.",
    }
}
