//! Whole pages, as they are sent: what must be true of every one of them.

mod markup;

use std::collections::BTreeSet;

use maud::html;

use self::markup::{Element, elements};
use crate::{
    Chrome, FormState, Label, Link, Module, Page, Provider, ResultCard, TextKind, asset, asset_href, error_summary, field_id, gallery,
    layout, result_list, sample_pages, text_input,
};

fn chrome() -> Chrome {
    Chrome {
        provider: Provider { name: "Ville de Bron".to_owned(), home: "/".to_owned(), ..Provider::default() },
        nonce: "abc".to_owned(),
        help: Some(Link::new("/aide", "Demander de l’aide")),
        footer: vec![Link::new("/accessibilite", "Accessibilité")],
        ..Chrome::default()
    }
}

/// Each page of the gallery with its title, for messages.
fn documents() -> Vec<(String, String)> {
    [gallery()].into_iter().chain(sample_pages()).map(|page| (page.title.clone(), layout(&page, &chrome()))).collect()
}

fn each_page(check: impl Fn(&str, &[Element])) {
    for (title, document) in documents() {
        check(&title, &elements(&document));
    }
}

#[test]
fn identifiers_are_unique_and_every_reference_has_its_target() {
    each_page(|page, elements| {
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.get("id")) {
            assert!(ids.insert(id), "{page}: #{id} twice");
        }
        for element in elements {
            for name in ["for", "aria-describedby", "aria-labelledby"] {
                for id in element.get(name).unwrap_or("").split_whitespace() {
                    assert!(ids.contains(id), "{page}: {name}=\"{id}\" leads nowhere");
                }
            }
            if let Some(id) = element.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "{page}: the link #{id} leads nowhere");
            }
        }
    });
}

#[test]
fn no_attribute_stands_twice_on_an_element() {
    each_page(|page, elements| {
        for element in elements {
            let names: BTreeSet<_> = element.attributes.iter().map(|(name, _)| name).collect();
            assert_eq!(names.len(), element.attributes.len(), "{page}: {element:?}");
        }
    });
}

#[test]
fn every_control_has_a_label() {
    each_page(|page, elements| {
        let labelled: BTreeSet<_> = elements.iter().filter(|element| element.tag == "label").filter_map(|label| label.get("for")).collect();
        for control in elements.iter().filter(|element| element.is_control()) {
            assert!(control.get("id").is_some_and(|id| labelled.contains(id)), "{page}: {control:?}");
        }
    });
}

#[test]
fn errors_are_tied_to_their_control() {
    let state = FormState::from_pairs([("nom", "x")]).with_error("nom", "Écrivez votre nom.");
    let field =
        text_input(&Label::new("nom", "Nom").hint("De naissance.").state(&state), state.value("nom"), TextKind::Text, None).into_string();
    let elements = elements(&field);
    let input = elements.iter().find(|element| element.tag == "input").unwrap();
    assert_eq!(input.get("aria-describedby"), Some("nom-hint nom-error"));
    assert_eq!(input.get("aria-invalid"), Some("true"));
    assert_eq!(input.get("value"), Some("x"));
    assert!(field.find("</label>") < field.find("nom-error\""), "the error stands after the label");
    assert!(field.rfind("Écrivez votre nom.") < field.find("<input"), "the error stands before the control");
}

#[test]
fn optional_fields_say_so_and_required_ones_do_not() {
    let field = |label: Label<'_>| text_input(&label, "", TextKind::Text, None).into_string();
    let optional = field(Label::new("a", "Étage").optional());
    assert!(optional.contains("(facultatif)") && !optional.contains(" required"));
    let required = field(Label::new("a", "Rue"));
    assert!(!required.contains("(facultatif)") && required.contains(" required"));
}

#[test]
fn the_summary_links_to_fields_and_says_nothing_without_errors() {
    assert_eq!(error_summary(&FormState::default()).into_string(), "");
    let summary =
        error_summary(&FormState::default().with_error("adresse.rue", "Écrivez la rue.").with_error("", "Réessayez.")).into_string();
    assert!(summary.contains("<a href=\"#adresse-rue\">Écrivez la rue.</a>"), "{summary}");
    assert!(summary.contains("<li>Réessayez.</li>"), "{summary}");
    assert_eq!(field_id("adresse.rue"), "adresse-rue");
}

#[test]
fn nothing_inline_that_the_policy_would_refuse() {
    each_page(|page, elements| {
        for element in elements {
            assert_ne!(element.tag, "style", "{page}");
            for (name, value) in &element.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{page}: {element:?}");
                assert!(!value.starts_with("javascript:"), "{page}: {element:?}");
            }
            if element.tag == "script" {
                assert!(
                    element.get("src").is_some() && element.get("type") == Some("module") && element.get("nonce") == Some("abc"),
                    "{page}"
                );
            }
        }
    });
}

#[test]
fn one_main_heading_and_no_level_skipped() {
    each_page(|page, elements| {
        let levels: Vec<u32> = elements.iter().filter_map(Element::heading_level).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{page}: {levels:?}");
        // The summary of errors comes before the title, on purpose: it is read first.
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{page}: {levels:?}");
        }
    });
}

#[test]
fn every_page_has_its_landmarks_its_provider_and_help() {
    for (title, document) in documents() {
        let elements = elements(&document);
        for tag in ["header", "main", "footer"] {
            assert!(elements.iter().any(|element| element.tag == tag), "{title}: no {tag}");
        }
        assert_eq!(elements[0].get("lang"), Some("fr"));
        assert_eq!(
            elements.iter().find(|element| element.tag == "a").unwrap().get("href"),
            Some("#contenu"),
            "{title}: the way to the content comes first"
        );
        assert!(document.contains("Ville de Bron</span>") && document.contains("Demander de l’aide"), "{title}");
    }
}

#[test]
fn the_title_names_the_page_then_the_provider() {
    let titled = |page: Page| {
        let document = layout(&page, &chrome());
        let (_, rest) = document.split_once("<title>").unwrap();
        rest.split_once("</title>").unwrap().0.to_owned()
    };
    assert_eq!(titled(Page::new("Accueil", html! {})), "Accueil – Ville de Bron");
    assert_eq!(titled(Page::new("Adresse", html! {}).status(422)), "Erreur\u{a0}: Adresse – Ville de Bron");
}

#[test]
fn what_people_wrote_stays_text() {
    let card = ResultCard { href: "/x?a=1&b=\"2".to_owned(), title: "<b>gras</b>".to_owned(), ..ResultCard::default() };
    let list = result_list(2, &[card]).into_string();
    assert!(list.contains("&lt;b&gt;gras") && list.contains("a=1&amp;b=&quot;2"), "{list}");
}

#[test]
fn every_file_a_page_asks_for_is_served() {
    each_page(|page, elements| {
        let files = elements
            .iter()
            .filter_map(|element| element.get("src").or_else(|| (element.tag == "link").then(|| element.get("href")).flatten()));
        for file in files {
            assert!(asset(file).is_some(), "{page}: {file}");
        }
    });
    assert!(asset("/assets/ui.00000000.css").is_none() && asset("/assets/../Cargo.toml").is_none());
}

#[test]
fn a_page_loads_the_scripts_it_asks_for_once() {
    let page = Page::new("Photo", html! {}).module(Module::Photo).module(Module::Photo);
    assert_eq!(layout(&page, &chrome()).matches(&asset_href("photo.js")).count(), 1);
}

#[test]
fn a_form_that_leaves_carries_what_it_must_and_no_proof_of_ours() {
    let form = crate::leaving_form("https://bron.example/retour", &[("state", "a\"b")], "Continuer").into_string();
    assert!(form.starts_with("<form method=\"post\" action=\"https://bron.example/retour\" data-leave>"), "{form}");
    assert!(form.contains("name=\"state\" value=\"a&quot;b\"") && form.contains("Continuer"));
    assert!(!form.contains(crate::CSRF_FIELD));
}

#[test]
fn scripts_and_styles_stay_small() {
    let size = |name: &str| asset(&asset_href(name)).unwrap().bytes.len();
    let scripts: usize = ["base.js", "live.js", "photo.js", "combobox.js"].into_iter().map(size).sum();
    assert!(scripts <= 12_000, "{scripts} bytes of scripts");
    assert!(size("map.js") <= 4_500, "{} bytes of the map's script", size("map.js"));
    assert!(size("studio.js") <= 3_000, "{} bytes of the studio's script", size("studio.js"));
    // on the provider's pages only
    let own: usize = ["passkey.js", "password.js"].into_iter().map(size).sum();
    assert!(own <= 4_000, "{own} bytes of the provider's scripts");
    // Brotli takes it to about a fifth.
    assert!(size("ui.css") <= 48_000, "{} bytes of styles", size("ui.css"));
    assert!(size("studio.css") <= 8_000, "{} bytes of the studio's styles", size("studio.css"));
}

#[test]
fn styles_use_defined_tokens_and_relative_lengths() {
    let text = |name: &str| std::str::from_utf8(asset(&asset_href(name)).unwrap().bytes).unwrap();
    let css = format!("{}\n{}", text("ui.css"), text("studio.css"));
    for name in css.split("var(").skip(1).filter_map(|rest| rest.split([')', ',']).next()) {
        assert!(css.contains(&format!("{name}:")), "{name} is not defined");
    }
    let pixel = css.match_indices("px").find(|(at, _)| css[..*at].ends_with(|c: char| c.is_ascii_digit()));
    assert_eq!(pixel, None, "a length in pixels does not follow the reader's size");
    for physical in ["margin-left", "margin-right", "padding-left", "padding-right", "text-align: left", "text-align: right", "float:"] {
        assert!(!css.contains(physical), "{physical}");
    }
}
