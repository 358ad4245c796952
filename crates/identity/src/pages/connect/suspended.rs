//! What a person sees when she comes from a service that was disconnected:
//! her request is right, and coming again changes nothing.

use ui::{Page, html};

use crate::model::reason;

pub(super) fn page() -> Page {
    let body = html! {
        (ui::heading(None, "Ce service est suspendu"))
        (ui::lead("La Métropole a fermé la connexion à ce service, pour un temps. Vous n’y êtes pour rien."))
        p { "Il ne reçoit plus rien de vous. Votre compte et vos autres services marchent comme avant." }
        p { "Une démarche est urgente\u{a0}? Écrivez au service, ou appelez-le." }
        (ui::details("Pour le développeur du service", html! { p { (reason::CLIENT_SUSPENDED.explanation) } }))
        (ui::button_row(html! { (ui::secondary_link_button("/", "Aller à mon compte")) }))
    };
    Page::new("Service suspendu", body).status(403).narrow()
}
