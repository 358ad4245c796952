//! « Enregistrer et finir plus tard »: how to come back.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::text;
use ui::{Kind, Page, button_row, heading, html, lead, link_button, notice, secondary_link_button};
use web::{Ctx, Html};

use super::{Params, open_draft::OpenDraft, stop::Stop, urls};
use crate::Cases;

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let open = OpenDraft::to_read(&cases, &ctx, &params).await?;
    let until = text::long_date(text::day(open.draft.expires_at));
    let resume = urls::summary(open.draft.id);
    let body = html! {
        (heading(Some(&open.compiled.about().title), "Votre brouillon est enregistré"))
        (lead(&format!("Vous pouvez le reprendre jusqu’au {until}. Après, il est effacé.")))
        @match ctx.person() {
            Some(_) => p { "Retrouvez-le sur tous vos appareils\u{a0}: connectez-vous, puis ouvrez «\u{a0}Mes demandes\u{a0}»." },
            None => (notice(Kind::Info, "Revenez sur cet appareil, avec ce navigateur.", html! {
                p { "Pour le reprendre ailleurs, " a href=(ctx.sign_in_url(urls::DASHBOARD, false)) { "connectez-vous" } ", puis ajoutez-le à votre compte." }
            })),
        }
        p { "Si une réponse était incomplète, elle vous sera redemandée." }
        (button_row(html! {
            (link_button(&resume, "Continuer maintenant"))
            (secondary_link_button("/", "Revenir à l’accueil"))
        }))
    };
    Ok(Html::new(Page::new("Brouillon enregistré", body)).by(open.provider(&cases)).into_response())
}
