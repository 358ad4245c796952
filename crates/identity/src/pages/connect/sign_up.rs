//! `/inscription`: an address, a name, a password. The answer is the same
//! whether the address has an account or not.

use axum::extract::State;
use http::HeaderMap;
use kernel::{Personal, Problem, values::Email};
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{REQUEST, along, answer, asked, choose_password, conditions, franceconnect::button, on_the_way, towards, way_field};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        authorization::{self, Way},
        errands::SignUp,
    },
    model::password,
};

/// The longest name.
const LONGEST_NAME: usize = 100;

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let way = authorization::find(&mut tx, &ctx, asked(&ctx, REQUEST).as_deref()).await?;
    let mut state = FormState::default();
    if let Some(hint) = way.as_ref().and_then(|way| way.request.login_hint.as_deref()).and_then(Email::parse) {
        state.set("email", vec![hint.as_str().to_owned()]);
    }
    Ok(on_the_way(page(&identity, &ctx, &state, way.as_ref(), ""), way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let way = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?;
    drop(tx);
    if choose_password::is_asked(&headers) {
        let strength = choose_password::strength(posted.value("password"), &personal(&posted));
        return Ok(on_the_way(page(&identity, &ctx, &posted.state(), way.as_ref(), &strength), way.as_ref()));
    }
    let Some(typed) = Typed::read(&posted) else {
        let state = checked(&posted);
        return Ok(on_the_way(page(&identity, &ctx, &state, way.as_ref(), "").status(422), way.as_ref()));
    };
    // hashed before anything is known of the address: it always takes as long
    let moment = ctx.moment();
    let hashed = identity.hashing.hash(typed.password, &*moment.rng).await?;
    let mut tx = ctx.identity_write().await?;
    if let Some(retry_after) = Attempt::letter(&typed.email.key(), ctx.client()).begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    let errand = SignUp {
        email_key: typed.email.key().into(),
        email: typed.email.as_str().to_owned().into(),
        password: hashed,
        given_name: typed.given_name.into(),
        family_name: typed.family_name.into(),
        visitor: ctx.visitor().to_owned(),
        request: way.map(|way| way.id),
    };
    errand.leave(&identity, &mut tx, moment).await?;
    tx.commit().await?;
    Ok(redirect("/inscription/envoyee"))
}

/// `/inscription/envoyee`: what to do now.
pub(crate) async fn sent() -> Answer {
    let body = html! {
        (ui::heading(None, "Ouvrez votre boîte e-mail"))
        (ui::lead("Nous vous avons écrit. Suivez le lien de ce message pour continuer."))
        (ui::steps(&[
            ("Ouvrez votre boîte e-mail", html! { p { "Cherchez le message «\u{a0}Confirmez votre adresse e-mail\u{a0}»." } }),
            ("Suivez le lien", html! { p { "Ouvrez-le dans ce navigateur\u{a0}: vous reprendrez où vous en étiez." } }),
        ]))
        (ui::details("Je n’ai rien reçu", html! {
            p { "Attendez quelques minutes. Regardez dans les courriers indésirables. Vérifiez que votre adresse était bien écrite, puis recommencez." }
        }))
        (ui::button_row(html! { (ui::secondary_link_button("/inscription", "Recommencer")) }))
    };
    answer(Page::new("Ouvrez votre boîte e-mail", body).narrow())
}

/// What she typed, when nothing is to correct.
struct Typed {
    email: Email,
    given_name: String,
    family_name: String,
    password: Personal<String>,
}

impl Typed {
    fn read(posted: &Posted) -> Option<Self> {
        if checked(posted).has_errors() {
            return None;
        }
        Some(Self {
            email: Email::parse(posted.value("email"))?,
            given_name: posted.value("given_name").trim().to_owned(),
            family_name: posted.value("family_name").trim().to_owned(),
            password: posted.value("password").to_owned().into(),
        })
    }
}

/// The form with what is to correct.
fn checked(posted: &Posted) -> FormState {
    let mut state = posted.state();
    let (given, family) = (posted.value("given_name"), posted.value("family_name"));
    for (field, value, sentence) in [
        ("given_name", given, "Écrivez votre prénom, en 100\u{a0}lettres au plus."),
        ("family_name", family, "Écrivez votre nom, en 100\u{a0}lettres au plus."),
    ] {
        let is_name = !value.trim().is_empty() && value.chars().count() <= LONGEST_NAME && !value.chars().any(char::is_control);
        if !is_name {
            state.add_error(field, sentence);
        }
    }
    if Email::parse(posted.value("email")).is_none() {
        state.add_error("email", "Complétez votre adresse e-mail, par exemple nom@exemple.fr.");
    }
    if let Err(weakness) = password::check(posted.value("password"), &personal(posted)) {
        state.add_error("password", weakness.sentence());
    }
    state
}

/// What an acquaintance would try.
fn personal(posted: &Posted) -> [&str; 3] {
    ["email", "given_name", "family_name"].map(|name| posted.value(name))
}

fn page(identity: &Identity, ctx: &Ctx, state: &FormState, way: Option<&Way>, strength: &str) -> Page {
    let over = towards(way);
    let own = choose_password::form(
        "/inscription",
        ctx,
        html! {
            (way_field(way))
            (ui::text_input(&Label::new("given_name", "Prénom").autocomplete("given-name").state(state), state.value("given_name"), TextKind::Text, Some(24)))
            (ui::text_input(&Label::new("family_name", "Nom").autocomplete("family-name").state(state), state.value("family_name"), TextKind::Text, Some(24)))
            (ui::text_input(&Label::new("email", "Adresse e-mail").hint("Nous y enverrons un lien de confirmation.").autocomplete("email").state(state), state.value("email"), TextKind::Email, Some(40)))
            (choose_password::field("Mot de passe", state, strength))
            p { "En créant un compte, vous acceptez les " a href=(conditions::HERE) { "conditions d’utilisation" } "." }
            (ui::button_row(html! { (ui::button("Créer mon compte")) }))
        },
    );
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), "Créer un compte"))
        (ui::lead("Un seul compte pour toutes vos démarches avec votre commune et la Métropole."))
        (button::or_own(identity, ctx, way, ("Avec une adresse e-mail", own)))
        p { "Vous avez déjà un compte\u{a0}? " a href=(along("/connexion", way)) { "Connectez-vous" } "." }
        p.hint { "Vos données servent à vous reconnaître. Elles ne sont données à un service que si vous l’acceptez. Un compte qui ne sert pas pendant 2\u{a0}ans est supprimé." }
    };
    button::towards_franceconnect(choose_password::scripts(Page::new("Créer un compte", body).narrow()), identity)
}
