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
        self.page_with(heading, body)
    }

    /// The same, when the body has its own heading.
    pub(super) fn page_with(&self, heading: Markup, body: Markup) -> Outcome<Html> {
        let case = self.href()?;
        let body = html! {
            @if let Some(overtaken) = self.conflict { (told(overtaken, &case)) }
            (heading)
            (body)
        };
        let status = match (self.conflict, self.state.has_errors()) {
            (Some(_), _) => 409,
            (None, true) => 422,
            (None, false) => 200,
        };
        let title = format!("{} – {}", self.title, self.found.row.reference);
        Ok(Page::new(title, body).status(status).back(case, "La demande").into())
    }

    /// The form that posts back to this page, with the version that it shows.
    pub(super) fn form(&self, action: &str, with_files: bool, body: Markup) -> Markup {
        let seen = self.found.row.state.0.version.to_string();
        let body = html! { (ui::hidden(SEEN, &seen)) (body) };
        ui::form(action, self.ctx.csrf(), Some(&self.ctx.new_key()), with_files, body)
    }

    /// The main button while something can be done, and the way back.
    pub(super) fn buttons(&self, main: Markup) -> Outcome<Markup> {
        let case = self.href()?;
        Ok(ui::button_row(html! { @if self.found.is_here().is_ok() { (main) } (ui::secondary_link_button(&case, "Revenir à la demande")) }))
    }

    fn over(&self) -> String {
        format!("{} · {}", self.found.row.reference, self.found.row.title)
    }

    fn href(&self) -> Outcome<String> {
        Ok(urls::case(self.ctx.instance()?, self.found.row.id))
    }
}

/// Who was first, and what she did.
fn told(overtaken: &Overtaken, case: &str) -> Markup {
    ui::notice(
        Kind::Danger,
        "Votre action n’est pas enregistrée",
        html! {
            p { (overtaken.why) }
            ul {
                @for line in &overtaken.last {
                    li { (date_time(line.at)) " · " (line.who.expose()) "\u{a0}: " (line.title) }
                }
            }
            p { "Ce que vous aviez écrit est gardé ci-dessous. " a href=(case) { "Rouvrir la demande" } }
        },
    )
}
