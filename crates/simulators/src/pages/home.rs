//! What is simulated.

use ui::{Icon, Page, Tile, heading, html, lead, tiles};
use web::{Ctx, Html, Site};

/// The list of simulators.
pub(crate) async fn get(ctx: Ctx) -> Html {
    let tile = |href: &str, icon, title: &str, text: &str| Tile { href: href.into(), icon, title: title.into(), text: text.into() };
    let all = [
        tile("/courriels", Icon::Mail, "Courriels", "Lisez les messages envoyés par le guichet."),
        tile("/sms", Icon::Mail, "SMS", "Lisez les SMS envoyés par le guichet."),
        tile("/logiciel", Icon::Building, "Logiciel de la mairie", "Choisissez comment il répond au guichet."),
        tile(&ctx.url(Site::FranceConnect, "/"), Icon::ShieldCheck, "FranceConnect", "Connectez-vous avec une identité inventée."),
        tile("/horloge", Icon::Clock, "Horloge", "Changez la date du guichet pour voir la suite."),
    ];
    let body = html! {
        (heading(None, "Simulateurs"))
        (lead("Ces pages remplacent le monde extérieur. Rien ne sort de cette machine."))
        (tiles(&all))
    };
    Page::new("Simulateurs", body).into()
}
