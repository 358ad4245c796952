//! Whether requests are taken today, and from whom.

use definition::{Opening, Settings, SignIn};
use jiff::civil::Date;
use kernel::{Problem, text};
use ui::{Page, button_row, heading, html, lead, link_button};
use web::{Ctx, Html, signin::SignIn as Door};

use super::stop::Stop;

/// Whether this person must sign in before she goes on.
pub(super) fn needs_sign_in(settings: &Settings, ctx: &Ctx) -> bool {
    settings.sign_in != SignIn::None && ctx.person().is_none()
}

/// Whether this person, signed in, must have her identity certified before she goes on.
pub(super) fn needs_certification(settings: &Settings, ctx: &Ctx) -> bool {
    settings.sign_in == SignIn::Certified && ctx.person().is_some_and(|person| !person.is_certified())
}

/// The page that says how to have an identity certified, instead of the form.
pub(super) fn how_to_certify(back_to: &str) -> Stop {
    let body = html! {
        (heading(None, "Faites vérifier votre identité"))
        (lead("Cette démarche demande une identité vérifiée par FranceConnect."))
        p { "Vous choisirez un compte que vous avez déjà\u{a0}: impots.gouv.fr, Ameli, La Poste… Vous reviendrez ici ensuite." }
        (button_row(link_button(&Door::certified_url(back_to), "Faire vérifier mon identité")))
        p { "Vous ne pouvez pas\u{a0}? Contactez le service\u{a0}: il vous dira comment faire autrement." }
    };
    Stop::instead(Html::new(Page::new("Faites vérifier votre identité", body).status(403).narrow()))
}

/// Why requests are not taken today, in a sentence; nothing when they are.
pub(super) fn closed(settings: &Settings, ctx: &Ctx) -> Option<String> {
    settings.opening.as_ref().and_then(|opening| closed_on(opening, text::day(ctx.moment().now)))
}

/// The refusal of a request that comes too early or too late.
pub(super) fn refuse_if_closed(settings: &Settings, ctx: &Ctx) -> Result<(), Problem> {
    closed(settings, ctx).map_or(Ok(()), |sentence| Err(Problem::Conflict(sentence)))
}

fn closed_on(opening: &Opening, today: Date) -> Option<String> {
    match (opening.from, opening.to) {
        (Some(from), Some(to)) if today < from => {
            Some(format!("Cette démarche sera ouverte du {} au {}.", text::date(from), text::date(to)))
        }
        (Some(from), None) if today < from => Some(format!("Cette démarche ouvrira le {}.", text::date(from))),
        (_, Some(to)) if today > to => Some(format!("Cette démarche est fermée depuis le {}.", text::date(to))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_days_are_open() {
        let opening = Opening { from: Some(date(2026, 5, 3)), to: Some(date(2026, 6, 1)) };
        for day in [date(2026, 5, 3), date(2026, 5, 20), date(2026, 6, 1)] {
            assert_eq!(closed_on(&opening, day), None);
        }
        let early = closed_on(&opening, date(2026, 5, 2)).unwrap();
        assert_eq!(early, "Cette démarche sera ouverte du 3 mai 2026 au 1er juin 2026.");
        assert_eq!(closed_on(&opening, date(2026, 6, 2)).unwrap(), "Cette démarche est fermée depuis le 1er juin 2026.");
    }
}
