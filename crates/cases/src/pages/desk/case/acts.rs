//! What this agent can do on a case now, the first thing to do first.

use ui::{Markup, html};
use web::{Ctx, Outcome};
use workflow::{Assignee, Destination, EffectSpec, Tone, Transition};

use super::super::{assign, found::Found, found::SEEN, summary::is_closed, urls};

/// Steps of the workflow in sight; the rest is folded.
const MOST_SHOWN: usize = 3;

/// The steps of the workflow, then what every case allows. What a step does
/// already has no second door.
pub(super) fn acts(ctx: &Ctx, found: &Found, offered: &[&Transition], teams: usize) -> Outcome<Markup> {
    let (instance, id) = (ctx.instance()?, found.row.id);
    let mut steps: Vec<&Transition> = offered.to_vec();
    steps.sort_by_key(|step| step.tone != Tone::Primary);
    let folded_steps = steps.split_off(steps.len().min(MOST_SHOWN));
    let others = Others::of(ctx, found, offered, teams)?;
    Ok(html! {
        (ui::button_row(html! {
            @for step in steps { (link(ctx, found, step)?) }
            (ui::secondary_link_button(&urls::act(instance, id, "ecrire"), "Écrire à l’usager"))
        }))
        (ui::details("Autres actions", ui::button_row(html! {
            @for step in folded_steps { (link(ctx, found, step)?) }
            (others.shown(ctx, found)?)
        })))
        p { a href=(urls::next(instance)) { "Traiter la suivante" } }
    })
}

fn link(ctx: &Ctx, found: &Found, step: &Transition) -> Outcome<Markup> {
    let href = urls::action(ctx.instance()?, found.row.id, &step.slug);
    Ok(match step.tone {
        Tone::Primary => ui::link_button(&href, &step.label),
        Tone::Neutral | Tone::Danger => ui::secondary_link_button(&href, &step.label),
    })
}

/// What every case allows, but for what a step of the workflow does.
struct Others {
    is_open: bool,
    asks: bool,
    hands_over: Option<&'static str>,
    assignment: Option<(&'static str, &'static str)>,
}

impl Others {
    fn of(ctx: &Ctx, found: &Found, offered: &[&Transition], teams: usize) -> Outcome<Self> {
        let is_open = !is_closed(found);
        let does = |what: fn(&EffectSpec) -> bool| offered.iter().any(|step| step.effects.iter().any(|guarded| what(&guarded.effect)));
        let takes = does(|effect| matches!(effect, EffectSpec::Assign(assign) if assign.to == Assignee::Actor));
        let asks = does(|effect| matches!(effect, EffectSpec::RequestCompletion(_)));
        let leaves = does(|effect| matches!(effect, EffectSpec::Transfer(transfer) if matches!(transfer.to, Destination::Authority(_))));
        let is_mine = found.row.state.0.assignee.as_deref() == Some(ctx.agent()?.id.to_string().as_str());
        Ok(Self {
            is_open,
            asks: is_open && !asks,
            hands_over: match (is_open, leaves) {
                (true, false) => Some("Transmettre"),
                (true, true) if teams > 1 => Some("Transmettre à une autre équipe"),
                _ => None,
            },
            assignment: match (is_open, is_mine) {
                (true, true) => Some(("rendre", "Rendre à l’équipe")),
                (true, false) if !takes => Some((assign::TAKE, "Suivre cette demande")),
                _ => None,
            },
        })
    }

    fn shown(&self, ctx: &Ctx, found: &Found) -> Outcome<Markup> {
        let (instance, id) = (ctx.instance()?, found.row.id);
        let act = |what, label| ui::secondary_link_button(&urls::act(instance, id, what), label);
        Ok(html! {
            (act("note", "Ajouter une note interne"))
            @if self.asks { (act("completer", "Demander ce qui manque")) }
            @if self.is_open { (act("avis", "Demander un avis")) }
            @if let Some((what, label)) = self.assignment {
                (ui::form(&urls::act(instance, id, "attribution"), ctx.csrf(), Some(&ctx.new_key()), false, html! {
                    (ui::hidden(SEEN, &found.row.state.0.version.to_string()))
                    (ui::secondary_button_named(assign::WHAT, what, label))
                }))
            }
            @if let Some(label) = self.hands_over { (act("transmettre", label)) }
        })
    }
}
