//! Changing a commune's offer: what she gains and loses, then the decision.

use axum::extract::{Path, State};
use ui::{Link, Markup, Page, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{authority, functions};
use crate::{
    Territory, change_offer,
    directory::{Kind, Offer},
    model::Authority,
    urls,
};

/// The version of the commune that the operator saw.
const VERSION: &str = "version";

type Named = Path<(String, String)>;

pub(super) async fn get(State(territory): State<Territory>, Path((slug, word)): Named, ctx: Ctx) -> Outcome<Html> {
    let directory = territory.directory();
    let (commune, offer) = named(authority::find(&directory, &slug)?, &word)?;
    let title = offer.map_or_else(|| "Retirer l’offre".to_owned(), |offer| format!("Passer à l’offre {}", offer.label()));
    let links = [Link::new(urls::AUTHORITIES, "Collectivités"), Link::new(urls::authority(&commune.slug), commune.name.clone())];
    let body = html! {
        (ui::breadcrumb(&links, &title))
        (ui::heading(Some(&commune.full_name()), &title))
        (ui::lead("Vérifiez ce qui change, puis confirmez."))
        (changes("Ce qu’elle gagne", &functions::difference(offer, commune.offer)))
        (changes("Ce qu’elle perd", &functions::difference(commune.offer, offer)))
        (ui::notice(ui::Kind::Info, "Ses espaces ne changent pas tout de suite", html! {
            p { "Elle termine les demandes en cours. Vous ouvrez ou fermez ensuite ses espaces depuis sa fiche." }
        }))
        (ui::form(&urls::offer(&commune.slug, offer), ctx.csrf(), None, false, html! {
            (ui::hidden(VERSION, &commune.version.to_string()))
            (ui::button_row(html! {
                (ui::button("Confirmer le changement"))
                (ui::secondary_link_button(&urls::authority(&commune.slug), "Ne rien changer"))
            }))
        }))
    };
    Ok(Page::new(title, body).into())
}

pub(super) async fn post(State(territory): State<Territory>, Path((slug, word)): Named, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let directory = territory.directory();
    let (commune, offer) = named(authority::find(&directory, &slug)?, &word)?;
    let version = posted.value(VERSION).parse().map_err(|_| Failure::invalid("Revenez à la fiche de la commune, puis recommencez."))?;
    // confirmed twice: the second time changes nothing
    if commune.offer != offer {
        change_offer(&territory, &commune.slug, offer, version, &ctx.actor().audit_name(), ctx.moment()).await?;
    }
    Ok(redirect(&urls::authority(&commune.slug)))
}

fn named<'a>(authority: &'a Authority, word: &str) -> Outcome<(&'a Authority, Option<Offer>)> {
    let offer = urls::offer_of_word(word).ok_or(Failure::NOT_FOUND)?;
    if authority.kind == Kind::Commune { Ok((authority, offer)) } else { Err(Failure::NOT_FOUND) }
}

fn changes(title: &str, functions: &[&str]) -> Markup {
    html! {
        @if !functions.is_empty() {
            (ui::section(title, html! { ul { @for function in functions { li { (function) } } } }))
        }
    }
}
