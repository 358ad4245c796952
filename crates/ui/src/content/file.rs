//! A file that one may read again.

use maud::{Markup, html};

/// Its name is the link; `detail` tells its weight. A picture is seen beside,
/// for the eye only: its name says the rest.
pub fn file_link(href: &str, name: &str, detail: &str, is_picture: bool) -> Markup {
    html! {
        span.file-link {
            @if is_picture { img src=(href) alt="" width="64" height="64" loading="lazy" decoding="async"; }
            span { a href=(href) download { (name) } " " span.hint { "(" (detail) ")" } }
        }
    }
}
