//! Files that an agent joins.

use ui::{FormState, Label, Markup};
use web::{Ctx, Outcome, StagedFile};

use crate::{Cases, answering::JoinedFile, uploads::media_type};

/// The field of the files.
pub(super) const FILES: &str = "fichiers";
/// Files joined at once.
const MOST: usize = 5;
/// What agents send: read everywhere, and nothing that runs.
const ACCEPTED: [&str; 6] = [
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
];

/// The field.
pub(super) fn field(state: &FormState) -> Markup {
    let label = Label::new(FILES, "Fichiers à joindre").optional().state(state);
    ui::file_input(
        &label,
        ".pdf,.jpg,.jpeg,.png,.odt,.docx,.txt",
        true,
        "PDF, photo (JPEG, PNG) ou texte. 5 fichiers et 25\u{a0}Mo chacun au plus.",
        &[],
    )
}

/// Says what is wrong with them.
pub(super) async fn check(files: &[StagedFile], state: &mut FormState) {
    if files.len() > MOST {
        state.add_error(FILES, format!("Joignez {MOST} fichiers au plus."));
    }
    for file in files {
        match media_type(file).await {
            Err(sentence) => state.add_error(FILES, sentence),
            Ok(_) if file.size() == 0 => state.add_error(FILES, format!("Le fichier «\u{a0}{}\u{a0}» est vide.", file.name)),
            Ok(found) if !ACCEPTED.contains(&found) => {
                state.add_error(FILES, format!("Le fichier «\u{a0}{}\u{a0}» n’est pas d’un format accepté.", file.name));
            }
            Ok(_) => {}
        }
    }
}

/// Puts checked files on disk, before the transaction that names them.
pub(super) async fn keep(cases: &Cases, ctx: &Ctx, files: Vec<StagedFile>) -> Outcome<Vec<JoinedFile>> {
    let mut kept = Vec::with_capacity(files.len());
    for file in files {
        let Ok(media_type) = media_type(&file).await else { continue };
        let blob = cases.blobs().put_file(ctx.instance()?, file.path()).await?;
        kept.push(JoinedFile { id: ctx.moment().id(), name: file.name.clone(), media_type: media_type.to_owned(), blob });
    }
    Ok(kept)
}
