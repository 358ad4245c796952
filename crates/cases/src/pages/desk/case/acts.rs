//! What this agent can do on a case now.

use ui::{Markup, html};
use web::{Ctx, Outcome};
use workflow::{Actor, Tone};

use super::super::{action, assign, found::Found, found::SEEN, summary::is_closed, urls};
use crate::Cases;

/// The steps of the workflow first, then what every case allows.
pub(super) fn acts(cases: &Cases, ctx: &Ctx, found: &Found, actor: &Actor) -> Outcome<Markup> {
    let (instance, id) = (ctx.instance()?, found.row.id);
    let transitions = action::offered(cases, ctx, found, actor);
    let usual = [
        ("ecrire", "Écrire à l’usager", true),
        ("completer", "Demander ce qui manque", !is_closed(found)),
        ("note", "Ajouter une note interne", true),
        ("transmettre", "Transmettre", !is_closed(found)),
    ];
    let assignment = assignment(ctx, found)?;
    Ok(ui::section(
        "Que faire\u{a0}?",
        html! {
            @if !transitions.is_empty() {
                (ui::button_row(html! {
                    @for transition in transitions {
                        @let href = urls::action(instance, id, &transition.slug);
                        @if transition.tone == Tone::Primary { (ui::link_button(&href, &transition.label)) }
                        @else { (ui::secondary_link_button(&href, &transition.label)) }
                    }
                }))
            }
            (ui::button_row(html! {
                @if !is_closed(found) { (assignment) }
                @for (what, label, _) in usual.into_iter().filter(|(_, _, possible)| *possible) {
                    (ui::secondary_link_button(&urls::act(instance, id, what), label))
                }
            }))
            p { a href=(urls::next(instance)) { "Traiter la suivante" } }
        },
    ))
}

/// The button that takes the case, or gives it back.
fn assignment(ctx: &Ctx, found: &Found) -> Outcome<Markup> {
    let state = &found.row.state.0;
    let is_mine = state.assignee.as_deref() == Some(ctx.agent()?.id.to_string().as_str());
    let (what, label) = if is_mine { ("rendre", "Rendre à l’équipe") } else { (assign::TAKE, "Suivre cette demande") };
    let action = urls::act(ctx.instance()?, found.row.id, "attribution");
    let body = html! {
        (ui::hidden(SEEN, &state.version.to_string()))
        (ui::secondary_button_named(assign::WHAT, what, label))
    };
    Ok(ui::form(&action, ctx.csrf(), Some(&ctx.new_key()), false, body))
}
