//! What a transition or the filing does, in order.

use authoring::{
    Edit, EffectEdit, Effects, Place,
    outline::{EffectLine, outline},
};
use definition::Definition;
use ui::{FormState, Markup, html};

use super::{Sheet, View};
use crate::pages::{
    shell::Part,
    small::{dangerous, small},
    urls,
};

/// The list, with links and small buttons, and the way to add one.
pub(super) fn list(view: &View<'_>, owner: &Effects) -> Option<Markup> {
    let (instance, work) = (view.ctx.instance().ok()?, &view.opened.work.slug);
    let lines = lines(view.definition(), owner);
    let new = Place::Effect(owner.clone(), lines.len());
    Some(html! {
        @if lines.is_empty() { p { "Rien de plus." } }
        ol.studio-list {
            @for (at, line) in lines.iter().enumerate() {
                li {
                    a href=(urls::place(instance, work, &line.place)) { (line.label) @if let Some(about) = &line.about { " «\u{a0}" (about) "\u{a0}»" } }
                    @if let Some(when) = &line.when { " (si " (when) ")" }
                    (buttons(owner, at, lines.len(), line.label))
                }
            }
        }
        p { a href=(urls::place(instance, work, &new)) { "Ajouter quelque chose à faire" } }
    })
}

fn lines(of: &Definition, owner: &Effects) -> Vec<EffectLine> {
    let workflow = outline(of).workflow;
    match owner {
        Effects::Filed => workflow.on_filed,
        Effects::Transition(slug) => {
            workflow.transitions.into_iter().find(|one| one.slug == *slug).map(|one| one.effects).unwrap_or_default()
        }
    }
}

fn buttons(owner: &Effects, at: usize, many: usize, label: &str) -> Markup {
    let to = |to: usize| -> Edit { EffectEdit::Move { owner: owner.clone(), at, to }.into() };
    let name = format!("«\u{a0}{label}\u{a0}», n°\u{a0}{}", at + 1);
    ui::button_row(html! {
        @if at > 0 { (small(&to(at - 1), "Monter", &name)) }
        @if at + 1 < many { (small(&to(at + 1), "Descendre", &name)) }
        (dangerous(&EffectEdit::Remove { owner: owner.clone(), at }.into(), "Supprimer", &name))
    })
}

/// What filing does.
pub(super) struct FiledSheet;

impl Sheet for FiledSheet {
    fn title(&self, _: &Definition) -> String {
        "Ce qui se fait à l’arrivée d’une demande".to_owned()
    }

    fn part(&self) -> Part {
        Part::Workflow
    }

    fn typed(&self, _: &Definition) -> FormState {
        FormState::default()
    }

    fn has_inputs(&self) -> bool {
        false
    }

    fn inputs(&self, _: &Definition, _: &FormState) -> Markup {
        html! {}
    }

    fn read(&self, _: &Definition, _: &FormState, _: &mut FormState) -> Option<Vec<Edit>> {
        Some(vec![])
    }

    fn beside(&self, view: &View<'_>) -> Option<Markup> {
        list(view, &Effects::Filed)
    }
}
