//! Adding one thing from a page that lists its like.

use authoring::{Edit, Place};
use db::InstanceTx;
use ui::FormState;
use web::{Ctx, Outcome, Posted};

use super::shell::SEEN;
use crate::keep::{self, Kept, Opened};

/// Where the new thing stands; or the work as it is now and what was typed, with
/// what is wrong told beside the input `beside`.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn add(
    mut tx: InstanceTx,
    ctx: &Ctx,
    opened: Opened,
    posted: &Posted,
    edit: &Edit,
    beside: &str,
) -> Outcome<Result<Place, (Opened, FormState)>> {
    let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
    Ok(match keep::edit(&mut tx, ctx, &opened.work.slug, seen, std::slice::from_ref(edit)).await? {
        Kept::Done => {
            tx.commit().await?;
            Ok(authoring::place(edit, &opened.definition))
        }
        Kept::Refused(message) => Err((opened, posted.state().with_error(beside, message))),
        Kept::Overtaken(now) => {
            let message = "Quelqu’un d’autre a modifié la démarche. Vérifiez, puis ajoutez de nouveau.";
            Err((*now, posted.state().with_error(beside, message)))
        }
    })
}
