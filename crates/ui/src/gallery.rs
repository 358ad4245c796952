//! Every component in each of its states.

use maud::html;

use crate::{Cache, Page, heading};

/// The gallery.
pub fn gallery() -> Page {
    Page::new("Composants", html! { (heading(None, "Composants")) }).wide().cache(Cache::Public { seconds: 300 })
}
