//! Taking a copy of a question of the library.

use authoring::{FieldEdit, Group, Home, Place, Spot};
use axum::extract::{Path, State};
use db::InstanceKey;
use forms::Field;
use kernel::Problem;
use ui::{Choice, FormState, Label, html};
use web::{Answer, Ctx, Html, Outcome, Posted};

use super::{
    add_field::Asked,
    adding::Adding,
    library::answer,
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
    store::library::{self, Shared},
};

/// The input by which one chooses.
const CHOSEN: &str = "bloc";

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let group = asked.group()?;
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    authoring::questions(&opened.definition, &group).ok_or(Problem::NotFound)?;
    let shelf = Shelf { studio: &studio, ctx: &ctx, shared: shared(&ctx).await?, group };
    shelf.drawn(&opened, &FormState::default())
}

pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let shelf = Shelf { studio: &studio, ctx: &ctx, shared: shared(&ctx).await?, group: asked.group()? };
    let adding = Adding {
        beside: CHOSEN,
        made: |_: &Opened, state: &mut FormState| {
            let field = shelf.field(posted.value(CHOSEN));
            if field.is_none() {
                state.add_error(CHOSEN, "Choisissez une question.");
            }
            Some(FieldEdit::Insert { to: shelf.group.clone(), fields: vec![field?], spot: Spot::Last }.into())
        },
        to: |instance: &InstanceKey, place: &Place| urls::place(instance, &asked.work, place),
        drawn: |opened: &Opened, state: &FormState| shelf.drawn(opened, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
}

async fn shared(ctx: &Ctx) -> Outcome<Vec<Shared>> {
    let mut tx = ctx.platform_read().await?;
    Ok(library::all(&mut tx).await?)
}

/// What is shared, and where a copy of it would go.
struct Shelf<'a> {
    studio: &'a Studio,
    ctx: &'a Ctx,
    shared: Vec<Shared>,
    group: Group,
}

impl Shelf<'_> {
    /// The question that stands behind a choice.
    fn field(&self, choice: &str) -> Option<Field> {
        let shared = self.shared.iter().find(|shared| name(shared) == choice)?;
        serde_json::from_value(shared.field.clone()).ok()
    }

    fn drawn(&self, opened: &Opened, state: &FormState) -> Outcome<Html> {
        let (instance, work, place) = (self.ctx.instance()?, &opened.work.slug, self.group.place());
        let part = if matches!(self.group.home, Home::Page(_)) { Part::Form } else { Part::Workflow };
        let about = |shared: &Shared| format!("{} · {}", answer(shared), self.studio.name_of(&shared.authority));
        let described: Vec<_> = self.shared.iter().map(|shared| (name(shared), shared.label.as_str(), about(shared))).collect();
        let choices: Vec<Choice<'_>> = described.iter().map(|(name, label, about)| Choice::new(name, label).hint(about.as_str())).collect();
        let body = html! {
            p { a href=(urls::add_field(instance, work, &place)) { "Écrire une question" } }
            (ui::error_summary(state))
            h2 { "Reprendre une question dans " (authoring::named(&opened.definition, &place)) }
            @if choices.is_empty() {
                (ui::empty_state("La bibliothèque est vide", "Ouvrez une question d’une démarche, puis mettez-la dans la bibliothèque.", None))
            } @else {
                (ui::form(&urls::from_library(instance, work, &place), self.ctx.csrf(), None, false, html! {
                    (shell::seen(opened))
                    (ui::radios(&Label::new(CHOSEN, "Question").hint("Vous en prenez une copie, que vous pourrez changer.").state(state), &choices, state.value(CHOSEN)))
                    (ui::button_row(ui::button("Reprendre cette question")))
                }))
            }
        };
        let status = if state.has_errors() { 422 } else { 200 };
        Ok(shell::page(self.ctx, opened, part, "Reprendre une question", body)?.status(status).into())
    }
}

/// What tells one shared question from the others.
fn name(shared: &Shared) -> String {
    format!("{}/{}", shared.authority, shared.label)
}
