//! What a person sees when a site sent her with a request that we cannot
//! trust: nothing goes back to that site, and nothing it sent is shown.

use ui::{Page, html};

use crate::model::authorize::Untrusted;

pub(crate) fn page(reason: Untrusted) -> Page {
    let developer = match reason {
        Untrusted::ClientMissing => "client_id est absent ou répété.",
        Untrusted::ClientUnknown => "client_id n’est pas inscrit, ou le service est suspendu.",
        Untrusted::RedirectMissing => "redirect_uri est absent ou répété.",
        Untrusted::RedirectUnknown => "redirect_uri n’est pas inscrite. Elle doit être la même à la lettre près.",
    };
    let body = html! {
        (ui::heading(None, "Ce service ne peut pas vous connecter"))
        (ui::lead("La demande de connexion du site d’où vous venez n’est pas correcte. Vous n’y pouvez rien."))
        p { "Revenez sur ce site et recommencez. Si le problème dure, prévenez-le." }
        (ui::details("Pour le développeur du service", html! { p { (developer) } }))
        (ui::button_row(html! { (ui::secondary_link_button("/", "Aller à mon compte")) }))
    };
    Page::new("Connexion impossible", body).status(400).narrow()
}
