//! What was answered, to read again before sending.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use ui::{Kind, Page, button, form, heading, html, lead, notice};
use web::{Ctx, Html, redirect};

use super::{Params, data_notice::data_notice, draft_page::FROM_SUMMARY, form_page, gate, open_draft::OpenDraft, stop::Stop, urls};
use crate::Cases;

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let open = OpenDraft::to_read(&cases, &ctx, &params).await?;
    let (id, about) = (open.draft.id, open.compiled.about());
    let journey = form_page::journey(&open.lists, &ctx, &open.draft.authority, &open.compiled, &open.answers);
    if let Some(page) = journey.first_to_do() {
        return Ok(redirect(&urls::draft_page(id, page)));
    }
    let provider = open.provider(&cases);
    let change = |page: &str| format!("{}{FROM_SUMMARY}", urls::draft_page(id, page));
    let body = html! {
        (heading(Some(&about.title), "Vérifiez vos réponses"))
        (lead("Rien n’est encore envoyé."))
        @if open.infected().next().is_some() {
            (notice(Kind::Warning, "Un fichier contenait un virus", html! { p { "Il a été supprimé. Vous pouvez en envoyer un autre." } }))
        }
        (forms::summary(&journey, Some(&change)))
        @match gate::closed(&about.settings, &ctx) {
            Some(sentence) => (notice(Kind::Warning, &sentence, html! { p { "Vous ne pouvez pas envoyer cette demande aujourd’hui." } })),
            None => (form(&urls::sending(id), ctx.csrf(), None, false, button("Envoyer ma demande"))),
        }
        p { a href=(urls::erasing(id)) { "Supprimer ce brouillon" } }
        (data_notice(&open.compiled, &provider.name))
    };
    let last = journey
        .pages()
        .last()
        .map_or_else(|| urls::cover(&open.draft.at(), &open.draft.teleservice), |page| urls::draft_page(id, &page.slug));
    let page = Page::new(format!("Vérifiez vos réponses – {}", about.title), body).back(last, "Étape précédente");
    Ok(Html::new(page).by(provider).in_test(open.is_test()).into_response())
}
