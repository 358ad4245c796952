//! Lists of things one may open.

use maud::{Markup, html};

use super::{Tone, status_tag};
use crate::{Icon, icon};

/// One thing found.
#[derive(Clone, Default)]
pub struct ResultCard {
    /// Where it opens.
    pub href: String,
    /// Its name.
    pub title: String,
    /// Who provides it or answers.
    pub provider: Option<String>,
    /// What it is, in a sentence.
    pub summary: String,
    /// States and marks.
    pub tags: Vec<(Tone, String)>,
}

/// Things found, one under the other. Titles are headings of `level` 2 or 3.
pub fn result_list(level: u8, cards: &[ResultCard]) -> Markup {
    html! {
        ul.results {
            @for card in cards {
                li.card {
                    @if let Some(provider) = &card.provider { p.over { (provider) } }
                    @if level == 2 { h2.card-title { (link(card)) } } @else { h3.card-title { (link(card)) } }
                    @if !card.summary.is_empty() { p { (card.summary) } }
                    @if !card.tags.is_empty() { p.tags { @for (tone, text) in &card.tags { (status_tag(*tone, text)) " " } } }
                }
            }
        }
    }
}

fn link(card: &ResultCard) -> Markup {
    html! { a href=(card.href) { (card.title) } }
}

/// A way in: icon, name, a few words.
#[derive(Clone)]
pub struct Tile {
    /// Where it opens.
    pub href: String,
    /// Its picture.
    pub icon: Icon,
    /// Its name.
    pub title: String,
    /// A few words.
    pub text: String,
}

/// Ways in, side by side.
pub fn tiles(tiles: &[Tile]) -> Markup {
    html! {
        ul.tiles {
            @for tile in tiles {
                li.card {
                    span.tile-icon { (icon(tile.icon)) }
                    p.card-title { a href=(tile.href) { (tile.title) } }
                    @if !tile.text.is_empty() { p { (tile.text) } }
                }
            }
        }
    }
}
