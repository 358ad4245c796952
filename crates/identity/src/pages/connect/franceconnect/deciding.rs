//! What she is asked about an identity that came: one page for each situation.

use ui::{Choice, FormState, Label, Markup, Page, Row, TextKind, html};
use web::Ctx;

use super::{arrival::HERE, unlink};
use crate::{
    flow::authorization::Way,
    franceconnect::{
        pivot::{Arrival, PIVOT},
        refusal::Refusal,
    },
    model::{
        account::Account,
        datum::{Datum, value},
    },
    pages::connect::{along, conditions, towards},
};

/// Nobody is signed in: she has an account, or she makes one.
pub(super) fn choose(ctx: &Ctx, state: &FormState, arrival: &Arrival, way: Option<&Way>) -> Page {
    let over = towards(way);
    let suggested = arrival.email.as_ref().map_or("", |email| email.expose());
    let email = if state.has("email") { state.value("email") } else { suggested };
    let address =
        Label::new("email", "Adresse e-mail").hint("Nous y enverrons un lien de confirmation.").autocomplete("email").state(state);
    let agreement = Label::new("accord", "J’accepte les conditions d’utilisation de GrandLyon Connect").state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), "Avez-vous déjà un compte GrandLyon Connect\u{a0}?"))
        (ui::lead(&format!("FranceConnect vous connaît\u{a0}: {}. Aucun compte n’a encore cette identité.", arrival.name())))
        (ui::section("J’ai déjà un compte", html! {
            p { "Connectez-vous à ce compte. Vous pourrez ensuite lui donner cette identité." }
            (ui::button_row(html! { (ui::link_button(&along("/connexion", way), "Me connecter à mon compte")) }))
        }))
        (ui::section("Je n’ai pas de compte", html! {
            (ui::form("/franceconnect/inscription", ctx.csrf(), None, false, html! {
                (ui::text_input(&address, email, TextKind::Email, Some(40)))
                (ui::checkbox(&agreement, state.value("accord") == "oui"))
                p { a href=(conditions::HERE) { "Lire les conditions d’utilisation" } }
                p.hint { "Vos données servent à vous reconnaître. Elles ne sont données à un service que si vous l’acceptez. Vous n’aurez pas de mot de passe à retenir." }
                (ui::button_row(html! { (ui::secondary_button("Créer mon compte")) }))
            }))
        }))
        (give_up(ctx))
    };
    Page::new("Avez-vous déjà un compte\u{a0}?", body).narrow()
}

/// Her account takes this identity.
pub(super) fn link(ctx: &Ctx, arrival: &Arrival, account: &Account) -> Page {
    let body = html! {
        (ui::heading(None, "Donner cette identité à votre compte\u{a0}?"))
        (ui::lead(&format!("Vous êtes connecté au compte {}.", account.email.expose())))
        (identity(arrival))
        p { "Ces informations remplaceront celles que vous aviez écrites. Vous ne pourrez plus les modifier. Votre adresse e-mail ne change pas." }
        (decide(ctx, html! {}, "rattacher", "Oui, c’est moi"))
    };
    Page::new("Donner cette identité à votre compte", body).narrow()
}

/// Her civil status was corrected.
pub(super) fn correct(ctx: &Ctx, arrival: &Arrival, account: &Account) -> Page {
    let body = html! {
        (ui::heading(None, "Votre état civil a-t-il changé\u{a0}?"))
        (ui::lead(&format!("Votre compte est certifié au nom de {} {}.", account.given_name.expose(), account.family_name.expose())))
        p { "FranceConnect donne maintenant cette identité\u{a0}:" }
        (identity(arrival))
        p { "Si c’est bien vous, elle remplacera l’ancienne. Ce changement est noté dans le journal de votre compte." }
        (decide(ctx, html! {}, "corriger", "Oui, mon état civil a changé"))
    };
    Page::new("Votre état civil a-t-il changé\u{a0}?", body).narrow()
}

/// Two accounts are hers.
pub(super) fn merge(ctx: &Ctx, state: &FormState, arrival: &Arrival, (here, there): (&Account, &Account), asks_code: bool) -> Page {
    let (here, there) = (here.email.expose(), there.email.expose());
    let choices = [
        Choice::new("ici", here).hint("Le compte où vous êtes connecté"),
        Choice::new("la-bas", there).hint("Le compte déjà certifié par FranceConnect"),
    ];
    let password = Label::new("password", "Mot de passe du compte où vous êtes connecté").state(state);
    let code = format!("Code de sécurité du compte {there}");
    let code = Label::new("code", &code).hint("Ou un code de secours de ce compte.").autocomplete("one-time-code").state(state);
    let fields = html! {
        (ui::radios(&Label::new("garder", "Quel compte gardez-vous\u{a0}?").state(state), &choices, state.value("garder")))
        (ui::text_input(&password, "", TextKind::Password { new: false }, Some(40)))
        @if asks_code { (ui::text_input(&code, "", TextKind::Text, Some(24))) }
    };
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Vous avez deux comptes"))
        (ui::lead(&format!("L’identité {} est déjà celle d’un autre compte. Une identité n’a qu’un compte.", arrival.name())))
        p { "Vous pouvez les réunir. Vos accords et vos informations passent dans le compte que vous gardez. L’autre est fermé." }
        p { "Les services que vous utilisiez avec le compte fermé ne vous reconnaîtront plus\u{a0}: ils vous verront comme une nouvelle personne." }
        (decide(ctx, fields, "reunir", "Réunir mes comptes"))
    };
    Page::new("Vous avez deux comptes", body).narrow()
}

/// Nothing can be decided with the account that is signed in.
pub(super) fn stuck(ctx: &Ctx, refusal: Refusal) -> Page {
    let body = html! {
        (ui::heading(None, refusal.title()))
        (ui::lead(refusal.advice()))
        p { "Rien n’a changé dans votre compte." }
        @if refusal == Refusal::SomebodyElse {
            (ui::button_row(html! { (ui::link_button(unlink::HERE, "Retirer FranceConnect de ce compte")) }))
        }
        (give_up(ctx))
    };
    Page::new(refusal.title(), body).status(refusal.status()).narrow()
}

fn identity(arrival: &Arrival) -> Markup {
    let told = |datum: &Datum| !arrival.get(*datum).is_empty();
    let row = |datum: Datum| Row::text(datum.label(), &value::spoken(datum, arrival.get(datum)));
    let rows: Vec<Row> = PIVOT.into_iter().chain([Datum::UsageName]).filter(told).map(row).collect();
    ui::summary_list(&rows)
}

fn decide(ctx: &Ctx, fields: Markup, choice: &str, label: &str) -> Markup {
    html! {
        (ui::form(HERE, ctx.csrf(), None, false, html! {
            (fields)
            (ui::button_row(html! {
                (ui::button_named("choix", choice, label))
                (ui::secondary_button_named("choix", "laisser", "Non, ne rien changer"))
            }))
        }))
    }
}

fn give_up(ctx: &Ctx) -> Markup {
    ui::form(
        HERE,
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden("choix", "laisser"))
            (ui::button_row(html! { (ui::text_button("Continuer sans FranceConnect")) }))
        },
    )
}
