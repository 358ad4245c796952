//! Prints a page to look at: `cargo run -p ui --example gallery -- [--inline] [page] [primary accent]`, where
//! page is `gallery`, `home`, `errors`, `question`, `receipt` or `case`.
//!
//! `--inline` puts the style sheets in the document, so that the file shows by itself.

use std::process::ExitCode;

use ui::{
    Account, Banner, Chrome, Link, NavItem, Page, Provider, SignOut, SiteName, Theme, asset, asset_href, gallery, layout, sample_pages,
};

fn main() -> ExitCode {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let name = words.first().map_or("gallery", String::as_str);
    let theme = match words.get(1..3) {
        Some([primary, accent]) => Theme::from_colours(primary, accent),
        _ => Ok(Theme::default()),
    };
    match (page(name), theme) {
        (Some(page), Ok(theme)) => {
            let document = layout(&page, &chrome());
            println!("{}", if flags.iter().any(|flag| flag == "--inline") { inlined(&document, &theme) } else { document });
            ExitCode::SUCCESS
        }
        (None, _) => {
            eprintln!("no page named {name}");
            ExitCode::FAILURE
        }
        (_, Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn page(name: &str) -> Option<Page> {
    let position = ["home", "errors", "question", "receipt", "case"].iter().position(|sample| *sample == name);
    match position {
        Some(position) => sample_pages().into_iter().nth(position),
        None => (name == "gallery").then(gallery),
    }
}

fn inlined(document: &str, theme: &Theme) -> String {
    let href = asset_href("ui.css");
    let css = asset(&href).map_or("", |asset| std::str::from_utf8(asset.bytes).unwrap_or(""));
    document.replace(&format!("<link rel=\"stylesheet\" href=\"{href}\">"), &format!("<style>{css}{}</style>", theme.css()))
}

fn chrome() -> Chrome {
    let nav = |href: &str, label: &str, current, count| NavItem { href: href.to_owned(), label: label.to_owned(), current, count };
    Chrome {
        site: SiteName::Portal,
        provider: Provider {
            name: "Ville de Bron".to_owned(),
            home: "/".to_owned(),
            baseline: Some("Guichet numérique".to_owned()),
            ..Provider::default()
        },
        account: Some(Account {
            name: "Camille Perrin".to_owned(),
            links: vec![Link::new("/mes-demandes", "Mes demandes"), Link::new("/mon-compte", "Mon compte")],
            sign_out: Some(SignOut { action: "/deconnexion".to_owned(), csrf: "jeton".to_owned() }),
            unread: 2,
        }),
        nav: vec![
            nav("/", "Accueil", true, None),
            nav("/demarches", "Démarches", false, None),
            nav("/mes-demandes", "Mes demandes", false, Some(3)),
            nav("/pres-de-chez-moi", "Près de chez moi", false, None),
        ],
        nonce: "nonce".to_owned(),
        help: Some(Link::new("/aide", "Demander de l’aide")),
        footer: vec![
            Link::new("/accessibilite", "Accessibilité\u{a0}: partiellement conforme"),
            Link::new("/mentions-legales", "Mentions légales"),
            Link::new("/donnees-personnelles", "Données personnelles"),
            Link::new("/plan-du-site", "Plan du site"),
        ],
        banner: Some(Banner { text: "Démonstration\u{a0}: rien de ce que vous envoyez n’est traité.".to_owned(), link: None }),
        ..Chrome::default()
    }
}
