//! `/conditions`: what the account is for, and what each side may expect.

use ui::{Page, html};
use web::{Answer, Ctx, Site};

use super::answer;

/// Where the page is.
pub(crate) const HERE: &str = "/conditions";

pub(crate) async fn get(ctx: Ctx) -> Answer {
    let privacy = ctx.url(Site::Portal, "/donnees-personnelles");
    let body = html! {
        (ui::heading(Some("GrandLyon Connect"), "Conditions d’utilisation"))
        (ui::lead("Ce que ce compte fait, ce que nous savons de vous, et vos droits."))
        (ui::section("À quoi sert ce compte", html! {
            p { "Il ouvre les services de la Métropole de Lyon, des communes et de leurs partenaires avec une seule adresse e-mail. Il est gratuit. Vous pouvez faire vos démarches sans lui." }
            p { "Il est à vous seul. Gardez votre mot de passe pour vous, et donnez des informations vraies." }
        }))
        (ui::section("Qui en est responsable", html! { p { "La Métropole de Lyon tient ce compte. Chaque service est responsable des données qu’il reçoit." } }))
        (ui::section("Ce que nous savons", html! {
            ul {
                li { "Votre adresse e-mail, votre prénom, votre nom." }
                li { "Ce que vous ajoutez vous-même à votre identité." }
                li { "Votre état civil, si vous utilisez FranceConnect." }
                li { "Vos connexions d’un an\u{a0}: la date, l’appareil, le début de l’adresse internet. Elles servent à vous protéger." }
            }
            p { "Nos propres sites reçoivent ce qui sert à vos démarches. Le service d’un partenaire ne reçoit vos données que si vous l’acceptez. Vous pouvez changer d’avis dans «\u{a0}Mes services\u{a0}»." }
        }))
        (ui::section("Combien de temps", html! {
            p { "Un compte qui ne sert pas pendant deux ans est supprimé. Nous vous écrivons 30\u{a0}jours, puis 7\u{a0}jours avant." }
            p { "Vous pouvez le supprimer quand vous voulez\u{a0}: il disparaît 7\u{a0}jours plus tard. La preuve de vos accords reste, sans votre nom." }
        }))
        (ui::section("Vos droits", html! {
            p { "Vous pouvez voir, corriger ou faire effacer vos données. " a href=(privacy) { "Comment faire" } }
        }))
    };
    answer(Page::new("Conditions d’utilisation", body).narrow())
}
