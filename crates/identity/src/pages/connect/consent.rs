//! `/autorisation`: who asks, what, and why. Nothing is given before she says yes.

use axum::extract::State;
use db::IdentityTx;
use serde_json::json;
use ui::{Page, Row, html};
use web::{Answer, Ctx, Outcome, Posted, cookie::digest};

use super::{REQUEST, answer, asked, back, on_the_way, way_field};
use crate::{
    Identity,
    flow::{
        authorization::{self, Way},
        session,
    },
    store::{consents, requests, sessions::Session},
};

/// The version of the words of this page: kept with each consent.
const TEXT_VERSION: &str = "2026-11-22";

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    Ok(match situation(&mut tx, &ctx, asked(&ctx, REQUEST).as_deref()).await? {
        Some((way, _)) => on_the_way(page(&ctx, &way), Some(&way)),
        None => answer(lost()),
    })
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    let Some((way, session)) = situation(&mut tx, &ctx, Some(posted.value(REQUEST))).await? else { return Ok(answer(lost())) };
    if posted.value("choix") != "accepter" {
        requests::answered(&mut tx, &digest(&way.id)).await?;
        tx.commit().await?;
        return Ok(back::send(&authorization::refused(&identity, &way.request, "access_denied")));
    }
    let who = (session.account_id, way.client.id.as_str());
    consents::give(&mut tx, moment.id(), who, &way.request.scopes, TEXT_VERSION, moment.wall).await?;
    let proof = json!({ "client": &way.client.id, "scopes": way.request.scopes.to_text(), "text": TEXT_VERSION });
    session::record_detail(&mut tx, moment, session.account_id, "identity.consent-given", Some(proof)).await?;
    authorization::go_on(&identity, &ctx, tx, Some(&way.id), Some(session.id)).await
}

/// The request and the person, when both are there.
async fn situation(tx: &mut IdentityTx, ctx: &Ctx, id: Option<&str>) -> Outcome<Option<(Way, Session)>> {
    let way = authorization::find(tx, ctx, id).await?;
    let session = session::alive(tx, ctx.person().map(|person| person.session), ctx.moment().wall).await?;
    Ok(way.zip(session))
}

fn page(ctx: &Ctx, way: &Way) -> Page {
    let name = &way.client.name;
    let data: Vec<&str> = way.request.scopes.iter().flat_map(|scope| scope.data().iter().copied()).collect();
    let who = ctx.person().map(web::Person::display_name).unwrap_or_default();
    let body = html! {
        (ui::heading(Some("Partage de vos données"), &format!("{name} demande à vous reconnaître")))
        (ui::lead("Rien n’est donné sans votre accord. Vous pourrez le retirer à tout moment, dans votre compte."))
        (ui::summary_list(&[Row::text("Qui demande", name), Row::text("Votre compte", &who)]))
        (ui::section("Ce qui sera donné", html! {
            ul {
                @for datum in &data { li { (datum) } }
                li { "Un numéro propre à ce service, qui ne dit rien de vous" }
            }
        }))
        (ui::section("Pourquoi", html! {
            p { "Pour vous connecter à «\u{a0}" (name) "\u{a0}» et remplir vos démarches sans retaper ces informations. Votre mot de passe n’est jamais donné." }
        }))
        (ui::form("/autorisation", ctx.csrf(), None, false, html! {
            (way_field(Some(way)))
            (ui::button_row(html! {
                (ui::button_named("choix", "accepter", "Accepter et continuer"))
                (ui::secondary_button_named("choix", "refuser", "Refuser"))
            }))
        }))
    };
    Page::new(format!("Autoriser {name}"), body).narrow()
}

/// The request is gone: answered, or too old, or of another browser.
fn lost() -> Page {
    let body = html! {
        (ui::heading(None, "Cette demande n’est plus là"))
        (ui::lead("Vous y avez déjà répondu, ou elle a attendu trop longtemps. Revenez sur le service et recommencez."))
        (ui::button_row(html! { (ui::secondary_link_button("/", "Aller à mon compte")) }))
    };
    Page::new("Demande terminée", body).status(410).narrow()
}
