//! Where the records of a list are read from.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use ui::{Choice, FormState, Kind, Label, Markup, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    done::{self, Done, Told},
    index,
    shell::{self, Part},
    urls,
};
use crate::{
    Records, jobs,
    model::{Referential, Source},
    store::referentials,
};

const SEEN: &str = "_seen";
const WHAT: &str = "quoi";
const URL: &str = "adresse";
const ITEMS: &str = "elements";
const KEY: &str = "cle";
const LABEL: &str = "libelle";
const PARENT: &str = "parent";
const EVERY: &str = "duree";

/// How long a copy may be good: minutes and words.
const DURATIONS: [(&str, &str); 4] = [("15", "15 minutes"), ("60", "1 heure"), ("1440", "1 jour"), ("10080", "1 semaine")];

pub async fn get(State(_): State<Records>, Path((_, slug)): Path<(String, String)>, Query(told): Query<Told>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let list = shell::find(&mut tx, &slug).await?;
    drop(tx);
    let state = list.source().map(opening).unwrap_or_default();
    page(&ctx, &list, &state, done::notice(&told.fait))
}

/// Names a source, takes it away, or asks it now.
pub async fn post(State(records): State<Records>, Path((_, slug)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut state = posted.state();
    let mut tx = ctx.instance_write(instance).await?;
    let list = shell::hold(&mut tx, &slug).await?;
    if posted.value(SEEN) != list.version.to_string() {
        let notice = ui::notice(Kind::Warning, "Quelqu’un a changé cette liste avant vous", html! { p { "Vérifiez, puis recommencez." } });
        return Ok(page(&ctx, &list, &state, notice)?.into_response());
    }
    let done = match posted.value(WHAT) {
        "lire" => {
            jobs::ask_once(&mut tx, ctx.moment(), &list.slug).await?;
            Done::Asked
        }
        "retirer" => {
            feed(&mut tx, &ctx, &list, None).await?;
            Done::Unfed
        }
        _ => {
            let Some(source) = read(&posted, &list, &mut state) else { return Ok(page(&ctx, &list, &state, html! {})?.into_response()) };
            if list.source() != Some(&source) {
                feed(&mut tx, &ctx, &list, Some(&source)).await?;
            }
            Done::Fed
        }
    };
    tx.commit().await?;
    records.forget(instance);
    Ok(redirect(&urls::after(&urls::part(instance, &list.slug, "source"), done)))
}

async fn feed(tx: &mut db::InstanceTx, ctx: &Ctx, list: &Referential, source: Option<&Source>) -> Outcome<()> {
    referentials::feed(tx, &list.slug, list.version, source).await?;
    if let Some(source) = source {
        jobs::follow(tx, ctx.moment(), &list.slug, source).await?;
    }
    index::record(tx, ctx, "list.source", &list.slug, serde_json::json!({ "source": source })).await
}

fn opening(source: &Source) -> FormState {
    FormState::from_pairs([
        (URL, source.url.clone()),
        (ITEMS, source.items.clone()),
        (KEY, source.key.clone()),
        (LABEL, source.label.clone()),
        (PARENT, source.parent.clone().unwrap_or_default()),
        (EVERY, source.minutes.to_string()),
    ])
}

fn read(posted: &Posted, list: &Referential, state: &mut FormState) -> Option<Source> {
    let get = |name: &str| posted.value(name).trim().to_owned();
    let url = get(URL);
    if !["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) || url.len() > 2_000 {
        state.add_error(URL, "Écrivez l’adresse entière. Exemple\u{a0}: https://donnees.exemple.fr/ecoles.json.");
    }
    for (name, what) in [(KEY, "la clé"), (LABEL, "le libellé")] {
        if get(name).is_empty() {
            state.add_error(name, format!("Dites où se trouve {what}."));
        }
    }
    let minutes = DURATIONS.iter().find(|(minutes, _)| *minutes == get(EVERY)).and_then(|(minutes, _)| minutes.parse().ok());
    if minutes.is_none() {
        state.add_error(EVERY, "Choisissez une durée.");
    }
    let parent = Some(get(PARENT)).filter(|parent| !parent.is_empty() && list.parent.is_some());
    let source = Source { url, items: get(ITEMS), key: get(KEY), label: get(LABEL), parent, minutes: minutes? };
    (!state.has_errors()).then_some(source)
}

fn page(ctx: &Ctx, list: &Referential, state: &FormState, notice: Markup) -> Outcome<Html> {
    let action = urls::part(ctx.instance()?, &list.slug, "source");
    let form = |body: Markup| ui::form(&action, ctx.csrf(), None, false, html! { (ui::hidden(SEEN, &list.version.to_string())) (body) });
    let body = html! {
        (notice)
        (ui::error_summary(state))
        (shell::freshness(list, ctx.moment().wall))
        @if list.source().is_some() {
            (form(ui::button_row(html! {
                (ui::secondary_button_named(WHAT, "lire", "Lire la source maintenant"))
                (ui::secondary_button_named(WHAT, "retirer", "Retirer la source"))
            })))
        } @else {
            p { "Les fiches de cette liste se saisissent ici. Vous pouvez les lire d’une source en ligne\u{a0}: un document JSON." }
            @if state.has_errors() || list.revision > 1 {
                (ui::notice(Kind::Info, "Les fiches absentes de la source seront retirées", html! {}))
            }
        }
        (ui::section(if list.source().is_some() { "Changer la source" } else { "Lire une source" }, form(inputs(list, state))))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, list, Part::Source, body)?.status(status).into())
}

fn inputs(list: &Referential, state: &FormState) -> Markup {
    let line = |name: &'static str, label: &'static str, hint: &'static str, is_needed: bool| {
        let label = Label::new(name, label).hint(hint).state(state);
        let label = if is_needed { label } else { label.optional() };
        ui::text_input(&label, state.value(name), TextKind::Text, if name == URL { None } else { Some(24) })
    };
    let durations: Vec<Choice<'_>> = DURATIONS.iter().map(|(minutes, words)| Choice::new(minutes, words)).collect();
    html! {
        (line(URL, "Adresse", "Elle reste dans cet espace\u{a0}: aucune démarche ne la contient.", true))
        (line(ITEMS, "Où sont les fiches\u{a0}?", "Le chemin du tableau dans le document. Exemple\u{a0}: resultats.ecoles. Vide si le document est le tableau.", false))
        (line(KEY, "Où est la clé\u{a0}?", "Le chemin dans chaque fiche. Exemple\u{a0}: id.", true))
        (line(LABEL, "Où est le libellé\u{a0}?", "Exemple\u{a0}: nom.", true))
        @if list.parent.is_some() { (line(PARENT, "Où est la clé dont la fiche dépend\u{a0}?", "Exemple\u{a0}: quartier.id.", false)) }
        (ui::select(&Label::new(EVERY, "Durée d’une copie").hint("Passé ce temps, la source est lue de nouveau.").state(state), &durations, state.value(EVERY)))
        p.hint { "Les colonnes de la liste se remplissent avec les valeurs de même nom. La source donne 20 000 fiches et 2 Mo au plus, en 20 secondes." }
        (ui::button_named(WHAT, "suivre", "Enregistrer la source"))
    }
}
