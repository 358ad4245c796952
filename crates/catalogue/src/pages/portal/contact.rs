//! How to reach an authority.

use territory::Authority;
use ui::{Markup, Row, html};

/// Address, telephone, e-mail, site.
pub(super) fn of(authority: &Authority) -> Markup {
    let phone: String = authority.phone.chars().filter(char::is_ascii_digit).collect();
    let mut rows = vec![
        Row::text("Adresse", &authority.address),
        Row::new("Téléphone", html! { a href={ "tel:" (phone) } { (authority.phone) } }),
        Row::new("E-mail", html! { a href={ "mailto:" (authority.email) } { (authority.email) } }),
    ];
    if let Some(website) = &authority.website {
        rows.push(Row::new("Site", html! { a href=(website) { (website) } }));
    }
    ui::summary_list(&rows)
}
