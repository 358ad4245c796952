//! A citizen writes on her case, or completes it.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{Problem, id::AttachmentId, text};
use ui::{FormState, Label, Markup, button, file_input, html, textarea};
use web::{Ctx, Failure, Posted, redirect};

use super::{
    Params,
    case_page::{self, Content, WRITTEN},
    seen_case::SeenCase,
    stop::Stop,
    urls,
};
use crate::{
    Cases,
    answering::{JoinedFile, Reply},
    arrivals::{Arrival, Arrivals},
    once::{self, Seen},
    store,
};

const MESSAGE: &str = "message";
const FILES: &str = "fichiers";
/// The longest message, in signs.
const LONGEST: usize = 5_000;
/// The most files of a message.
const MOST_FILES: usize = 5;
/// The largest file of a message, in bytes.
const LARGEST: u64 = 10_000_000;
/// What may be joined to a message.
const ACCEPTED: [&str; 7] = [
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
];

/// The form, under what is asked or by itself.
pub(super) fn form(ctx: &Ctx, seen: &SeenCase, state: &FormState, is_asked: bool) -> Markup {
    let hint = if is_asked {
        "Écrivez votre réponse, ou ajoutez seulement les fichiers demandés."
    } else {
        "Posez votre question, ou donnez une précision."
    };
    let message = Label::new(MESSAGE, "Votre message").hint(hint).optional().state(state);
    let files = Label::new(FILES, "Fichiers à joindre").optional().state(state);
    let limits = format!(
        "{MOST_FILES} fichiers au plus. Formats\u{a0}: PDF, photo, texte (Word, OpenDocument). Taille\u{a0}: {} au plus par fichier.",
        text::size(LARGEST)
    );
    ui::form(
        &urls::reply(&seen.url),
        ctx.csrf(),
        Some(&ctx.new_key()),
        true,
        html! {
            (textarea(&message, state.value(MESSAGE), 5, u32::try_from(LONGEST).ok()))
            (file_input(&files, &ACCEPTED.join(","), true, &limits, &[]))
            (button(if is_asked { "Envoyer ma réponse" } else { "Envoyer mon message" }))
        },
    )
}

pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, Path(params): Params, mut posted: Posted) -> Result<Response, Stop> {
    let seen = SeenCase::find(&cases, &ctx, &params).await?;
    let arrivals = Arrivals::of(posted.take_files(), |_| false).await?;
    let body = plain(posted.value(MESSAGE));
    let state = checked(posted.state(), &body, &arrivals);
    if state.has_errors() {
        return again(&cases, &ctx, &seen, &state).await;
    }
    let has_files = !arrivals.files.is_empty();
    let mut joined = Vec::new();
    for file in arrivals.files {
        joined.push(stored(&cases, &ctx, &seen, file).await?);
    }
    match write(&cases, &ctx, &seen, posted.key(), Reply { body, files: joined }).await {
        Ok(Seen::First | Seen::Again) => Ok(redirect(&format!("{}{WRITTEN}", seen.url))),
        Ok(Seen::Other) => again(&cases, &ctx, &seen, &with_used(state, has_files)).await,
        Err(Failure::Problem(Problem::Conflict(_))) => {
            let state = state.with_error(
                "",
                "Le service a agi au même moment\u{a0}: votre message n’est pas parti. Lisez ce qui a changé, puis envoyez-le de nouveau.",
            );
            again(&cases, &ctx, &seen, &state).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The page again, with what was typed and what to correct.
async fn again(cases: &Cases, ctx: &Ctx, seen: &SeenCase, state: &FormState) -> Result<Response, Stop> {
    let content = Content::load(cases, ctx, seen).await?;
    Ok(seen.shown(cases, case_page::page(cases, ctx, seen, &content, state, None)?).into_response())
}

/// What she sent first is kept, and this is not it: her words stay, files must be chosen again.
fn with_used(mut state: FormState, has_files: bool) -> FormState {
    state.add_error(MESSAGE, "Votre premier message est envoyé, pas celui-ci. Relisez, puis envoyez-le à son tour.");
    if has_files {
        state.add_error(FILES, "Choisissez de nouveau vos fichiers.");
    }
    state
}

/// The message without what no keyboard types, and databases refuse.
fn plain(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n");
    lines.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect::<String>().trim().to_owned()
}

fn checked(mut state: FormState, body: &str, arrivals: &Arrivals) -> FormState {
    let Arrivals { files, refused } = arrivals;
    if body.is_empty() && files.is_empty() && refused.is_empty() {
        state.add_error(MESSAGE, "Écrivez un message, ou ajoutez un fichier.");
    }
    if body.chars().count() > LONGEST {
        state.add_error(MESSAGE, format!("Écrivez {LONGEST} caractères au plus."));
    }
    if files.len() > MOST_FILES {
        state.add_error(FILES, format!("Gardez {MOST_FILES} fichiers au plus."));
    }
    for sentence in refused.iter().map(|(_, sentence)| sentence.clone()).chain(files.iter().filter_map(refusal)) {
        state.add_error(FILES, sentence);
    }
    state
}

/// Why a file cannot be joined.
fn refusal(file: &Arrival) -> Option<String> {
    let name = &file.staged.name;
    match file.media_type {
        _ if file.staged.size() == 0 => Some(format!("Le fichier «\u{a0}{name}\u{a0}» est vide. Choisissez un autre fichier.")),
        media_type if !ACCEPTED.contains(&media_type) => {
            Some(format!("Choisissez un autre format pour «\u{a0}{name}\u{a0}»\u{a0}: PDF, photo ou texte."))
        }
        _ if file.staged.size() > LARGEST => {
            Some(format!("Choisissez un fichier plus léger que «\u{a0}{name}\u{a0}»\u{a0}: {} au plus.", text::size(LARGEST)))
        }
        _ => None,
    }
}

/// Puts a file on disk, before the message that names it.
async fn stored(cases: &Cases, ctx: &Ctx, seen: &SeenCase, file: Arrival) -> Result<JoinedFile, Failure> {
    let blob = cases.blobs().put_file(&seen.instance, file.staged.path()).await?;
    let id: AttachmentId = ctx.moment().id();
    Ok(JoinedFile { id, name: file.staged.name.clone(), media_type: file.media_type.to_owned(), blob })
}

/// Writes the message, once for its key.
async fn write(cases: &Cases, ctx: &Ctx, seen: &SeenCase, key: &str, reply: Reply) -> Result<Seen, Failure> {
    let mut tx = ctx.instance_write(&seen.instance).await?;
    let content = once::content(&reply.body, &reply.files);
    let press = once::pressed(&mut tx, ctx.moment(), &format!("reply/{}", seen.row.id), key, &content).await?;
    if press == Seen::First {
        let mut row = store::cases::by_id(&mut tx, seen.row.id).await?.filter(|row| row.moved_to.is_none()).ok_or(Failure::NOT_FOUND)?;
        cases.reply(&mut tx, ctx.moment(), &seen.instance, &mut row, reply).await?;
        tx.commit().await?;
        cases.follow_now(ctx.moment(), &seen.instance, row.id).await;
    }
    Ok(press)
}
