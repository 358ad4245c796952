//! What the citizen will get, before it is sent: the workflow is played without
//! keeping anything, and its messages are written as they would leave.

use definition::render_message;
use ui::{Kind, Markup, html};
use web::{Ctx, Failure, Outcome};
use workflow::{Effect, EffectSpec, Move, Recipient, Transition, step};

use super::{
    action::{Input, Wanted},
    prose::prose,
};
use crate::Cases;

/// What a transition will send.
#[derive(Default)]
pub(super) struct Preview {
    messages: Vec<(String, String)>,
    asked: Vec<String>,
    /// Why the delay will be longer.
    reason: Option<String>,
    /// Whose opinions will be asked.
    opinions: Vec<String>,
    has_document: bool,
    has_address: bool,
}

/// Whether a transition says anything to the citizen.
pub(super) fn tells_citizen(transition: &Transition) -> bool {
    transition.effects.iter().any(|guarded| match &guarded.effect {
        EffectSpec::Message(message) => is_citizen(&message.to),
        EffectSpec::RequestCompletion(_) | EffectSpec::ExtendDeadline(_) => true,
        EffectSpec::Document(document) => document.share,
        _ => false,
    })
}

const fn is_citizen(to: &Recipient) -> bool {
    matches!(to, Recipient::Citizen | Recipient::Field(_))
}

impl Preview {
    /// Plays the transition as it would be now; nothing when it would be refused.
    pub(super) fn of(cases: &Cases, ctx: &Ctx, wanted: &Wanted, input: &Input) -> Outcome<Self> {
        let (row, compiled) = (&wanted.found.row, &wanted.found.compiled);
        let wish = Move {
            transition: wanted.transition.slug.clone(),
            actor: wanted.actor.clone(),
            input: input.values.clone(),
            seen_version: row.state.0.version,
        };
        let snapshot = cases.snapshot(compiled, ctx.instance()?, row)?;
        let Ok(played) = step(compiled.workflow(), &snapshot, &wish, ctx.moment().now) else {
            return Ok(Self::default());
        };
        let mut after = row.clone();
        after.state.0 = played.state;
        let mut words = cases.words(compiled, ctx.instance()?, &after, &wanted.contact, input.texts.clone())?;
        let mut preview = Self { has_address: row.email.is_some(), ..Self::default() };
        for effect in played.effects {
            match effect {
                Effect::RequestCompletion { items, .. } => {
                    words.asked = items.clone();
                    preview.asked.extend(items);
                }
                Effect::ExtendDeadline { reason, .. } => preview.reason = Some(reason),
                Effect::RequestOpinion { function, .. } => {
                    let functions = &compiled.workflow().workflow().functions;
                    let label =
                        functions.iter().find(|one| one.slug == function).map_or_else(|| function.to_string(), |one| one.label.clone());
                    preview.opinions.push(label);
                }
                Effect::Document { share: true, .. } => preview.has_document = true,
                Effect::Message { to, template, attach, .. } if is_citizen(&to) => {
                    let rendered = render_message(compiled, template.as_str(), &words)
                        .map_err(|error| Failure::fault(format!("{}: {error}", row.definition)))?;
                    preview.messages.push((rendered.subject, rendered.body));
                    preview.has_document |= !attach.is_empty();
                }
                _ => {}
            }
        }
        Ok(preview)
    }

    /// In the page.
    pub(super) fn shown(&self) -> Markup {
        html! {
            @for (subject, body) in &self.messages {
                (ui::notice(Kind::Info, "L’usager recevra ce message", html! { p { strong { (subject) } } (prose(body)) }))
            }
            @if !self.asked.is_empty() {
                (ui::notice(Kind::Info, "L’usager devra ajouter", html! { ul { @for item in &self.asked { li { (item) } } } }))
            }
            @if let Some(reason) = &self.reason { (ui::notice(Kind::Info, "L’usager apprendra que le délai est prolongé", html! { p { (reason) } })) }
            @if !self.opinions.is_empty() { p { "Un avis sera demandé à\u{a0}: " (self.opinions.join(", ")) "." } }
            @if self.has_document {
                p { "Un document sera écrit et joint à la demande." }
            }
            @if !self.messages.is_empty() && !self.has_address {
                p { "L’usager n’a pas donné d’adresse e-mail\u{a0}: il lira ce message en suivant sa demande." }
            }
        }
    }
}
