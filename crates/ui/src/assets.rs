//! The files every page needs, held in the binary and named by their content,
//! so that browsers may keep them for ever.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::Theme;

/// A file served under `/assets/`.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Content.
    pub bytes: &'static [u8],
    /// Value of `Content-Type`.
    pub media_type: &'static str,
    /// Eight hexadecimal digits of the content's SHA-256: part of the name, and usable as an entity tag.
    pub hash: &'static str,
}

struct Stored {
    name: &'static str,
    media_type: &'static str,
    content: String,
    hash: String,
}

const STYLES: [&str; 9] = [
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/form.css"),
    include_str!("../assets/css/choice.css"),
    include_str!("../assets/css/content.css"),
    include_str!("../assets/css/lists.css"),
    include_str!("../assets/css/figures.css"),
    include_str!("../assets/css/desk.css"),
    include_str!("../assets/css/media.css"),
];

static FILES: LazyLock<Vec<Stored>> = LazyLock::new(|| {
    const JS: &str = "text/javascript; charset=utf-8";
    vec![
        store("ui.css", "text/css; charset=utf-8", compact(&style_sheet())),
        // for agents: citizens need not download it
        store("studio.css", "text/css; charset=utf-8", compact(include_str!("../assets/css/studio.css"))),
        store("base.js", JS, short(include_str!("../assets/js/base.js"))),
        store("live.js", JS, short(include_str!("../assets/js/live.js"))),
        store("photo.js", JS, short(include_str!("../assets/js/photo.js"))),
        store("combobox.js", JS, short(include_str!("../assets/js/combobox.js"))),
        store("studio.js", JS, short(include_str!("../assets/js/studio.js"))),
        store("passkey.js", JS, short(include_str!("../assets/js/passkey.js"))),
        store("password.js", JS, short(include_str!("../assets/js/password.js"))),
        store("map.js", JS, short(include_str!("../assets/js/map.js"))),
        // asked for by the map only (BSD-2-Clause: assets/vendor/leaflet-LICENSE.txt)
        store("leaflet.js", JS, include_str!("../assets/vendor/leaflet-1.9.4.js").to_owned()),
        store("leaflet.css", "text/css; charset=utf-8", compact(include_str!("../assets/vendor/leaflet-1.9.4.css"))),
        store("favicon.svg", "image/svg+xml", include_str!("../assets/icons/favicon.svg").to_owned()),
    ]
});

/// The file at `path`, as requested (`/assets/ui.1a2b3c4d.css`, with or without the folder).
/// Only the current hash is known: an old address is not found rather than wrong.
pub fn asset(path: &str) -> Option<Asset> {
    let requested = path.strip_prefix("/assets/").unwrap_or(path);
    let stored = FILES.iter().find(|stored| hashed_name(stored) == requested)?;
    Some(Asset { bytes: stored.content.as_bytes(), media_type: stored.media_type, hash: &stored.hash })
}

/// Address of the file `name` (`ui.css`), with the hash of its content. A name
/// that does not exist gives an address that is not found.
pub fn asset_href(name: &str) -> String {
    match FILES.iter().find(|stored| stored.name == name) {
        Some(stored) => format!("/assets/{}", hashed_name(stored)),
        None => format!("/assets/{name}"),
    }
}

fn store(name: &'static str, media_type: &'static str, content: String) -> Stored {
    let hash = Sha256::digest(&content).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    Stored { name, media_type, content, hash }
}

fn hashed_name(stored: &Stored) -> String {
    let (stem, extension) = stored.name.split_once('.').unwrap_or((stored.name, ""));
    format!("{stem}.{}.{extension}", stored.hash)
}

/// The order of layers, the default theme, then the sheets: a theme of an
/// authority comes later in the document but in an earlier layer.
fn style_sheet() -> String {
    let order = "@layer theme, base, layout, components, media;\n";
    format!("{order}{}{}", Theme::default().css(), STYLES.concat())
}

/// A script of ours without the lines that only comment and the indentation; line ends stay.
fn short(script: &str) -> String {
    script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Comments and indentation removed; line ends stay, so nothing can be joined by mistake.
fn compact(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    for (index, part) in css.split("/*").enumerate() {
        kept.push_str(if index == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) });
    }
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
