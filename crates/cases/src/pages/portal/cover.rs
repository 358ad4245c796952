//! The cover of a téléservice: what it is, what to prepare, what comes after.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use definition::{Settings, SignIn};
use kernel::text;
use ui::{Kind, Markup, Page, Row, heading, html, lead, link_button, notice, secondary_link_button, section, steps, summary_list};
use web::{Ctx, Html};
use workflow::{LegalClock, Period, Silence};

use super::{Params, data_notice::data_notice, form_page, gate, offered::Offered, param, stop::Stop, urls};
use crate::{
    Cases,
    store::{self, drafts::Draft},
};

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let offered = Offered::find(&cases, &ctx, param(&params, "authority")?, param(&params, "teleservice")?).await?;
    let mut tx = ctx.platform_read().await?;
    let draft = store::drafts::under_way(&mut tx, owner(&ctx), offered.found(), ctx.moment().now).await?;
    drop(tx);
    let directory = cases.territory().directory();
    let provider = directory.provider(&offered.authority);
    let about = offered.compiled.about();
    let body = html! {
        (heading(Some(&provider.name), &about.title))
        (lead(&about.summary))
        (way_in(&ctx, &offered, draft.as_ref()))
        (section("En bref", in_short(&ctx, &offered)))
        @if !about.settings.pieces.is_empty() {
            (section("À préparer", html! { ul { @for piece in &about.settings.pieces { li { (piece) } } } }))
        }
        @if !about.settings.after.is_empty() { (section("Et après\u{a0}?", after(&about.settings))) }
        (data_notice(&offered.compiled, &provider.name))
    };
    Ok(Html::new(Page::new(&about.title, body)).by(provider).in_test(offered.is_test()).into_response())
}

/// Whose drafts this request may see.
pub(super) fn owner(ctx: &Ctx) -> store::drafts::Owner<'_> {
    store::drafts::Owner { visitor: ctx.visitor(), subject: ctx.person().map(|person| person.subject.as_str()) }
}

/// What one can do now: go on, begin, sign in, or come back another day.
fn way_in(ctx: &Ctx, offered: &Offered, draft: Option<&Draft>) -> Markup {
    let settings = &offered.compiled.about().settings;
    if let Some(sentence) = gate::closed(settings, ctx) {
        return notice(Kind::Warning, &sentence, html! { p { "Vous ne pouvez pas faire cette demande aujourd’hui." } });
    }
    let Some(first) = first_page(ctx, offered) else { return html! {} };
    let first = format!("{}?{}={}", urls::beginning(&offered.at, &offered.teleservice, &first), urls::KEY, ctx.new_key());
    if gate::needs_sign_in(settings, ctx) {
        let needed = match settings.sign_in {
            SignIn::Certified => "Pour faire cette demande, il faut un compte, et une identité vérifiée par FranceConnect.",
            SignIn::Account | SignIn::None => "Pour faire cette demande, il faut un compte.",
        };
        return html! {
            p { (needed) }
            (ui::button_row(link_button(&ctx.sign_in_url(ctx.uri().path(), false), "Se connecter et commencer")))
        };
    }
    let begin = match draft {
        Some(draft) => html! {
            (link_button(&urls::summary(draft.id), &format!("Reprendre mon brouillon du {}", day_and_month(draft))))
            (secondary_link_button(&first, "Commencer une autre demande"))
        },
        None => link_button(&first, "Commencer"),
    };
    html! {
        (ui::button_row(begin))
        @if ctx.person().is_none() {
            p.hint { a href=(ctx.sign_in_url(ctx.uri().path(), false)) { "Connectez-vous" } " pour ne pas retaper ce que vous avez déjà dit. Ce n’est pas obligatoire." }
        }
    }
}

/// « 3 mai »: the year of a draft goes without saying.
fn day_and_month(draft: &Draft) -> String {
    let date = text::date(text::day(draft.updated_at));
    date.rsplit_once(' ').map_or(date.clone(), |(day, _)| day.to_owned())
}

/// The page by which an empty form begins.
fn first_page(ctx: &Ctx, offered: &Offered) -> Option<String> {
    let empty = forms::Answers::new();
    form_page::journey(&offered.lists, ctx, &offered.authority, &offered.compiled, &empty).first_to_do().map(str::to_owned)
}

fn in_short(ctx: &Ctx, offered: &Offered) -> Markup {
    let settings = &offered.compiled.about().settings;
    let empty = forms::Answers::new();
    let pages = form_page::journey(&offered.lists, ctx, &offered.authority, &offered.compiled, &empty).pages().count() as u64;
    let minutes = text::count(u64::from(settings.minutes), "minute");
    let mut rows = vec![
        Row::text("Qui vous répond", &settings.responder),
        Row::text("Temps nécessaire", &format!("{minutes}, {}", text::count(pages, "étape"))),
    ];
    // nothing said is nothing promised
    if let Some(fees) = &settings.fees {
        rows.push(Row::text("Prix", fees));
    }
    if let Some(clock) = &offered.compiled.workflow().workflow().legal_clock {
        rows.push(Row::text("Délai", &delay(clock)));
    }
    if let Some(to) = settings.opening.as_ref().and_then(|opening| opening.to) {
        rows.push(Row::text("Date limite", &text::date(to)));
    }
    summary_list(&rows)
}

/// The legal delay, and what silence means at its end.
fn delay(clock: &LegalClock) -> String {
    let within = match clock.duration {
        Period::Months(months) => format!("{months} mois"),
        Period::Days(days) => text::count(u64::from(days), "jour"),
        Period::WorkingDays(1) => "1 jour ouvré".to_owned(),
        Period::WorkingDays(days) => format!("{days} jours ouvrés"),
    };
    match clock.rule {
        Silence::Acceptance => format!("{within} au plus. Sans réponse après ce délai, votre demande est acceptée."),
        Silence::Rejection => format!("{within} au plus. Sans réponse après ce délai, votre demande est refusée."),
        Silence::Nothing => format!("{within} au plus."),
    }
}

fn after(settings: &Settings) -> Markup {
    let titles: Vec<(&str, Markup)> = settings.after.iter().map(|step| (step.as_str(), html! {})).collect();
    steps(&titles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_says_what_silence_means() {
        let clock = |rule, duration| LegalClock { rule, duration, start: workflow::ClockStart::Filing, suspended_while_waiting: false };
        assert_eq!(
            delay(&clock(Silence::Acceptance, Period::Months(2))),
            "2 mois au plus. Sans réponse après ce délai, votre demande est acceptée."
        );
        assert_eq!(delay(&clock(Silence::Nothing, Period::WorkingDays(10))), "10 jours ouvrés au plus.");
    }
}
