//! `/partenaires` of the console: what waits for the Métropole's answer, the
//! organisations and their services.

pub(crate) mod home;
pub(crate) mod organisation;
mod programs;
pub(crate) mod proposal;

use ui::{FormState, Label, Markup, html};
use web::{Ctx, Posted};

/// The home of these pages.
pub(crate) const HOME: &str = "/partenaires";

/// Yes or no, as an operator answers.
enum Answered {
    Yes,
    No(String),
}

/// Reads an answer: a refusal has a reason.
fn read(posted: &Posted) -> Result<Answered, FormState> {
    let reason = posted.value("raison").trim();
    match (posted.value("choix"), reason.chars().count()) {
        ("accepter", _) => Ok(Answered::Yes),
        (_, 10..=1_000) => Ok(Answered::No(reason.to_owned())),
        _ => Err(posted.state().with_error("raison", "Expliquez le refus en une phrase au moins. Elle est envoyée à qui a demandé.")),
    }
}

impl Answered {
    fn refusal(&self) -> Option<&str> {
        match self {
            Self::Yes => None,
            Self::No(reason) => Some(reason),
        }
    }
}

/// The form of an answer.
fn form(ctx: &Ctx, action: &str, state: &FormState) -> Markup {
    let reason =
        Label::new("raison", "Raison, en cas de refus").hint("Elle est envoyée telle quelle à qui a demandé.").state(state).optional();
    ui::form(
        action,
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::textarea(&reason, state.value("raison"), 3, Some(1_000)))
            (ui::button_row(html! {
                (ui::button_named("choix", "accepter", "Accepter"))
                (ui::secondary_button_named("choix", "refuser", "Refuser"))
            }))
        },
    )
}
