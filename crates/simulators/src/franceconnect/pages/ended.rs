//! After a logout that leads nowhere.

use axum::response::IntoResponse;
use ui::{Page, heading, html, lead};
use web::Answer;

use super::shown;

pub(in super::super) fn page() -> Answer {
    let body = html! {
        (heading(None, "Vous êtes déconnecté"))
        (lead("Vous pouvez fermer cette page."))
    };
    shown(Page::new("Vous êtes déconnecté", body).narrow()).into_response()
}
