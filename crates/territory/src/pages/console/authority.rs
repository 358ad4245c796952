//! One authority: how she presents herself, her offer, her spaces, her history.

use axum::extract::{Path, State};
use db::{InstanceKey, Stage};
use kernel::Slug;
use ui::{Link, Markup, Page, Row, html};
use web::{Ctx, Failure, Html, Outcome};

use super::{authorities, functions, history};
use crate::{
    Territory,
    directory::{Colour, Kind, Offer},
    model::{Authority, InstanceState, stages},
    snapshot::Directory,
    urls,
};

pub(super) async fn get(State(territory): State<Territory>, Path(slug): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let directory = territory.directory();
    let authority = find(&directory, &slug)?;
    let history = history::of(&mut ctx.platform_read().await?, &authority.slug, ctx.moment()).await?;
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::AUTHORITIES, "Collectivités")], &authority.name))
        (ui::heading(None, &authority.full_name()))
        (ui::summary_list(&presentation(authority)))
        (ui::section("Ses espaces", spaces(&directory, authority, &ctx)))
        @if authority.kind == Kind::Commune {
            (ui::section("Son offre", offer(authority)))
        }
        (ui::section("Ce qui s’est passé", history))
    };
    Ok(Page::new(authority.name.clone(), body).wide().into())
}

/// The authority that an address names.
pub(super) fn find<'a>(directory: &'a Directory, slug: &str) -> Outcome<&'a Authority> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NOT_FOUND)?;
    directory.authority(&slug).ok_or(Failure::NOT_FOUND)
}

fn presentation(authority: &Authority) -> Vec<Row> {
    let colours = html! { (swatch(authority.primary_colour)) " " (swatch(authority.accent_colour)) };
    let mut rows = vec![
        Row::text("Adresse", &authority.address),
        Row::text("Téléphone", &authority.phone),
        Row::text("E-mail", &authority.email),
        Row::new("Couleurs", colours),
    ];
    if let Some(website) = &authority.website {
        rows.push(Row::new("Site", html! { a href=(website) { (website) } }));
    }
    if let Some(insee) = &authority.insee {
        rows.insert(0, Row::text("Code INSEE", insee));
    }
    rows
}

/// A colour, drawn beside its name.
fn swatch(colour: Colour) -> Markup {
    html! {
        svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" { rect width="20" height="20" rx="5" fill=(colour) {} }
        " " (colour)
    }
}

fn spaces(directory: &Directory, authority: &Authority, ctx: &Ctx) -> Markup {
    let given = stages(authority);
    let row = |stage: Stage, name: &str| {
        let key = InstanceKey { authority: authority.slug.clone(), stage };
        Row::new(name, authorities::state(directory, &key))
    };
    let stands = |stage, state| {
        let key = InstanceKey { authority: authority.slug.clone(), stage };
        directory.instance(&key).is_some_and(|instance| instance.state == state)
    };
    let to_open = given.iter().any(|stage| !stands(*stage, InstanceState::Open));
    let to_close = Stage::ALL.iter().any(|stage| !given.contains(stage) && stands(*stage, InstanceState::Open));
    html! {
        (ui::summary_list(&[row(Stage::Production, "Production"), row(Stage::Test, "Test")]))
        @if given.is_empty() {
            p { "Ses demandes sont suivies dans l’espace de la Métropole." }
        }
        @if to_open {
            (ui::form(&urls::opening(&authority.slug), ctx.csrf(), Some(&ctx.new_key()), false, ui::button(open_label(given.len()))))
        }
        @if to_close {
            (ui::notice(ui::Kind::Warning, "Son offre ne donne plus tous ces espaces", html! {
                p { "Vérifiez que les demandes en cours sont traitées. Les données sont gardées." }
                (ui::form(&urls::closing(&authority.slug), ctx.csrf(), None, false, ui::danger_button("Fermer ce que l’offre ne donne plus")))
            }))
        }
    }
}

const fn open_label(spaces: usize) -> &'static str {
    if spaces > 1 { "Ouvrir ses espaces" } else { "Ouvrir son espace" }
}

fn offer(authority: &Authority) -> Markup {
    let others = [Some(Offer::Partner), Some(Offer::Subscriber), Some(Offer::Connected), None];
    let label = |offer: Option<Offer>| offer.map_or_else(|| "Retirer l’offre".to_owned(), |offer| format!("Passer à {}", offer.label()));
    html! {
        p { strong { (authorities::offer(authority)) } }
        (ui::button_row(html! {
            @for offer in others.into_iter().filter(|offer| *offer != authority.offer) {
                (ui::secondary_link_button(&urls::offer(&authority.slug, offer), &label(offer)))
            }
        }))
        (functions::table(authority.offer))
    }
}
