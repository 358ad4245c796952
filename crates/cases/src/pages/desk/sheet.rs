//! The page of something to do on a case: what surrounds its form.

use kernel::text::date_time;
use ui::{FormState, Kind, Markup, Page, html};
use web::{Ctx, Html, Outcome};

use super::{
    found::{Found, Overtaken, SEEN},
    urls,
};

/// Something to do on a case, as it stands now.
pub(super) struct Sheet<'a> {
    pub ctx: &'a Ctx,
    pub found: &'a Found,
    /// What is to be done.
    pub title: &'a str,
    /// What was typed, and what to correct.
    pub state: &'a FormState,
    /// What somebody did meanwhile.
    pub conflict: Option<&'a Overtaken>,
}

impl Sheet<'_> {
    /// The page: 200, 422 with errors, 409 when somebody was first.
    pub(super) fn page(&self, body: Markup) -> Outcome<Html> {
        let heading = html! {
            (ui::error_summary(self.state))
            (ui::heading(Some(&self.over()), self.title))
        };
        Ok(self.page_with(heading, body)?.into())
    }

    /// The same, when the body has its own heading.
    pub(super) fn page_with(&self, heading: Markup, body: Markup) -> Outcome<Page> {
        let case = self.href()?;
        let (body, has_one_way) = match self.conflict {
            Some(overtaken) if !self.has_text() => (alone(overtaken, &case), true),
            Some(overtaken) => (html! { (told(overtaken)) (heading) (body) }, false),
            None => (html! { (heading) (body) }, false),
        };
        let status = match (self.conflict, self.state.has_errors()) {
            (Some(_), _) => 409,
            (None, true) => 422,
            (None, false) => 200,
        };
        let title = format!("{} – {}", self.title, self.found.row.reference);
        let page = Page::new(title, body).status(status);
        Ok(if has_one_way { page } else { page.back(case, "La demande") })
    }

    /// The form that posts back to this page, with the version that it shows.
    pub(super) fn form(&self, action: &str, with_files: bool, body: Markup) -> Markup {
        ui::form(action, self.ctx.csrf(), Some(&self.ctx.new_key()), with_files, self.seen(body))
    }

    /// The same, when its part `fragment` depends on what is typed.
    pub(super) fn live_form(&self, action: &str, with_files: bool, fragment: &str, body: Markup) -> Markup {
        ui::live_form(action, self.ctx.csrf(), Some(&self.ctx.new_key()), with_files, fragment, self.seen(body))
    }

    fn seen(&self, body: Markup) -> Markup {
        html! { (ui::hidden(SEEN, &self.found.row.state.0.version.to_string())) (body) }
    }

    /// The main button while something can be done, and the way back.
    pub(super) fn buttons(&self, main: Markup) -> Outcome<Markup> {
        let case = self.href()?;
        Ok(ui::button_row(html! { @if self.found.is_here().is_ok() { (main) } (ui::secondary_link_button(&case, "Revenir à la demande")) }))
    }

    /// Whether she wrote something that must not be lost.
    fn has_text(&self) -> bool {
        let own = |name: &&str| !name.starts_with('_') && *name != SEEN;
        self.state.names().filter(own).any(|name| self.state.values(name).iter().any(|value| !value.trim().is_empty()))
    }

    fn over(&self) -> String {
        format!("{} · {}", self.found.row.reference, self.found.row.title)
    }

    fn href(&self) -> Outcome<String> {
        Ok(urls::case(self.ctx.instance()?, self.found.row.id))
    }
}

/// Nothing was written: what happened is the whole page.
fn alone(overtaken: &Overtaken, case: &str) -> Markup {
    html! {
        (ui::heading(None, &title(overtaken)))
        (ui::lead(&sentence(overtaken)))
        p { (ui::link_button(case, "Voir la demande")) }
    }
}

/// What was written is kept below.
fn told(overtaken: &Overtaken) -> Markup {
    ui::notice(
        Kind::Warning,
        &title(overtaken),
        html! { p { (sentence(overtaken)) " Votre saisie est gardée ci-dessous\u{a0}: relisez la demande avant de l’envoyer." } },
    )
}

fn title(overtaken: &Overtaken) -> String {
    match overtaken {
        Overtaken::By(line) if !line.who.expose().is_empty() => format!("{} a agi avant vous", line.who.expose()),
        Overtaken::By(_) => "Quelqu’un a agi avant vous".to_owned(),
        Overtaken::Refused(_) => "Votre action n’est pas enregistrée".to_owned(),
    }
}

fn sentence(overtaken: &Overtaken) -> String {
    match overtaken {
        Overtaken::By(line) => {
            format!("«\u{a0}{}\u{a0}», le {}. Votre action n’est pas enregistrée.", line.title, date_time(line.at))
        }
        Overtaken::Refused(why) => why.clone(),
    }
}
