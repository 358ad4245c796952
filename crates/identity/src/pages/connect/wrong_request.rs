//! What a person sees when a site sent her with a request that we cannot
//! trust: nothing goes back to that site, and nothing it sent is shown.

use ui::{Page, html};

use crate::model::reason::Reason;

pub(super) fn page(reason: &Reason) -> Page {
    let body = html! {
        (ui::heading(None, "Ce service ne peut pas vous connecter"))
        (ui::lead("La demande de connexion du site d’où vous venez n’est pas correcte. Vous n’y êtes pour rien."))
        p { "Revenez sur ce site et recommencez. Si le problème dure, prévenez-le." }
        (ui::details("Pour le développeur du service", html! { p { (reason.explanation) } }))
        (ui::button_row(html! { (ui::secondary_link_button("/", "Aller à mon compte")) }))
    };
    Page::new("Connexion impossible", body).status(400).narrow()
}
