//! Signing out: asked by the person here, or told by the identity provider.

use axum::{extract::State, response::IntoResponse};
use http::StatusCode;
use kernel::Problem;

use super::{SignIn, provider::LogoutToken, session::COOKIE, store};
use crate::{
    Answer, Ctx, Failure, Html, Outcome, Posted, Site,
    answer::with_cookie,
    cookie::{self, Visitor, digest},
    parked, redirect,
};

/// Where one signs out, and is told that it is done.
pub(super) const PATH: &str = "/deconnexion";

/// `GET /deconnexion`: back from the provider, she is told; nothing is done here.
pub(super) async fn get(ctx: Ctx) -> Answer {
    if ctx.person().is_some() {
        // the back button, or a link: she is still signed in, or again
        return redirect("/");
    }
    let body = ui::html! {
        (ui::heading(None, "Vous êtes déconnecté."))
        (ui::lead("Sur un appareil partagé, fermez aussi le navigateur."))
        (ui::button_row(ui::html! {
            // the home of the other sites asks to sign in
            @if ctx.site() == Site::Portal { (ui::link_button("/", "Revenir à l’accueil")) }
            (ui::secondary_link_button(&ctx.sign_in_url("/", false), "Se reconnecter"))
        }))
    };
    Html::new(ui::Page::new("Vous êtes déconnecté", body).narrow()).into_response()
}

/// `POST /deconnexion`: ends the session here, then the sign-on session.
pub(super) async fn post(State(sign_in): State<SignIn>, ctx: Ctx, headers: http::HeaderMap, _: Posted) -> Outcome<Answer> {
    let inner = &sign_in.0;
    let Some(token) = cookie::read(&headers, &inner.sites, ctx.site(), COOKIE) else { return Ok(redirect(PATH)) };
    let mut tx = ctx.platform_write().await?;
    parked::forget(&mut tx, &ctx).await?;
    let row = store::by_token(&mut tx, ctx.site().name(), &digest(&token)).await?;
    if let Some(row) = &row {
        store::close(&mut tx, row.id).await?;
    }
    tx.commit().await?;
    let done = SignIn::post_logout_uri(&inner.sites, ctx.site());
    let target = row.map_or(done.clone(), |row| {
        inner.provider.end_session_url(&[("id_token_hint", &row.id_token), ("post_logout_redirect_uri", &done)])
    });
    // another person may use this browser next: drafts and forms of this one are not hers
    let left = with_cookie(redirect(&target), &ctx, COOKIE, "", Some(0));
    Ok(with_cookie(left, &ctx, Visitor::COOKIE, "", Some(0)))
}

/// `POST /connexion/fin`: back-channel logout (OpenID Connect Back-Channel Logout 1.0 §2.5).
/// A token that says nothing valid is answered 400 (§2.8).
pub(super) async fn told_by_provider(State(sign_in): State<SignIn>, ctx: Ctx, body: axum::body::Bytes) -> Outcome<StatusCode> {
    let sid = match ended_session(&sign_in, &ctx, &body).await {
        Ok(sid) => sid,
        Err(Failure::Problem(Problem::Invalid(_))) => return Ok(StatusCode::BAD_REQUEST),
        Err(failure) => return Err(failure),
    };
    let mut tx = ctx.platform_write().await?;
    store::close_of_provider(&mut tx, ctx.site().name(), &sid).await?;
    tx.commit().await?;
    Ok(StatusCode::OK)
}

/// The provider's session that a logout token ends (§2.6).
async fn ended_session(sign_in: &SignIn, ctx: &Ctx, body: &[u8]) -> Result<String, Failure> {
    let inner = &sign_in.0;
    let client = inner.clients.get(&ctx.site()).ok_or(Failure::NOT_FOUND)?;
    let fields = crate::posted::decode(body);
    let token = fields.iter().find(|(name, _)| name == "logout_token").map_or("", |(_, value)| value.as_str());
    let told: LogoutToken = inner.provider.verify(&inner.http, client, token, ctx.moment().wall.as_second()).await?;
    let is_logout = told.nonce.is_none() && told.events.contains_key("http://schemas.openid.net/event/backchannel-logout");
    told.sid.filter(|_| is_logout).ok_or_else(|| Failure::invalid("not a logout token"))
}
