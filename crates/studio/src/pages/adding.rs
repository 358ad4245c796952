//! A page from which one change is asked for: adding something by its name, or
//! what a small button says.

use authoring::{Edit, Place};
use axum::response::IntoResponse;
use db::InstanceKey;
use kernel::Slug;
use serde::Deserialize;
use ui::FormState;
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{EDIT, SEEN},
    urls,
};
use crate::keep::{self, Kept, Opened};

/// The part of an address that names a work.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) work: Slug,
}

/// How a page reads what is posted to it, and what it shows then.
pub(super) struct Adding<Made, To, Drawn> {
    /// The input beside which a refusal is told.
    pub(super) beside: &'static str,
    /// The change that was asked for; none when what is typed has errors.
    pub(super) made: Made,
    /// Where one goes once it is kept.
    pub(super) to: To,
    /// The page itself.
    pub(super) drawn: Drawn,
}

impl<Made, To, Drawn> Adding<Made, To, Drawn>
where
    Made: FnOnce(&Opened, &mut FormState) -> Option<Edit>,
    To: FnOnce(&InstanceKey, &Place) -> String,
    Drawn: Fn(&Opened, &FormState) -> Outcome<Html>,
{
    /// Makes the change, or shows the page again with what was typed and what is wrong.
    ///
    /// # Errors
    /// Not found without such a work, or when the database cannot be written.
    pub(super) async fn post(self, ctx: &Ctx, work: &Slug, posted: &Posted) -> Outcome<Answer> {
        let instance = ctx.instance()?;
        let mut tx = ctx.instance_write(instance).await?;
        let opened = keep::open(&mut tx, work).await?;
        let mut state = posted.state();
        let Some(edit) = (self.made)(&opened, &mut state) else { return Ok((self.drawn)(&opened, &state)?.into_response()) };
        let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
        let (now, message) = match keep::edit(&mut tx, ctx, work, seen, std::slice::from_ref(&edit)).await? {
            Kept::Done => {
                tx.commit().await?;
                let to = (self.to)(instance, &authoring::place(&edit, &opened.definition));
                // a small button acts at once: what it did is told, with a way back
                let is_small = !posted.value(EDIT).is_empty();
                return Ok(redirect(&if is_small { urls::done(&to, opened.work.version + 1) } else { to }));
            }
            Kept::Refused(message) => (opened, message),
            Kept::Overtaken(now) => (*now, "Quelqu’un d’autre a modifié la démarche. Vérifiez, puis recommencez.".to_owned()),
        };
        Ok((self.drawn)(&now, &state.with_error(self.beside, message))?.into_response())
    }
}

/// What is typed in the input `name`; an error asks for it when it is empty.
pub(super) fn named(posted: &Posted, state: &mut FormState, name: &str, asked: &str) -> Option<String> {
    let typed = posted.value(name).trim();
    if typed.is_empty() {
        state.add_error(name, asked);
    }
    (!typed.is_empty()).then(|| typed.to_owned())
}
