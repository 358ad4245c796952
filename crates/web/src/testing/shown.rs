//! What a browser shows.

use http::StatusCode;
use scraper::{ElementRef, Html, Selector};

/// A page that came back, redirections followed.
pub struct Shown {
    /// How it came back.
    pub status: StatusCode,
    /// The path that gave it.
    pub url: String,
    /// Its HTML.
    pub body: String,
}

impl Shown {
    /// Whether these words stand in the page.
    pub fn says(&self, words: &str) -> bool {
        self.text("html").contains(words)
    }

    /// The words of a part of the page.
    ///
    /// # Panics
    /// When it is no selector.
    pub fn text(&self, part: &str) -> String {
        self.all(part).join(" ")
    }

    /// The words of each part of the page that a selector finds.
    ///
    /// # Panics
    /// When it is no selector.
    pub fn all(&self, part: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        let part = Selector::parse(part).unwrap();
        let words = |part: ElementRef<'_>| part.text().collect::<Vec<_>>().join(" ");
        html.select(&part).map(|part| words(part).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Where a link leads.
    ///
    /// # Panics
    /// When there is none.
    pub fn link(&self, words: &str) -> String {
        let html = Html::parse_document(&self.body);
        let links = Selector::parse("a").unwrap();
        let link = html.select(&links).find(|link| link.text().collect::<String>().contains(words));
        link.unwrap_or_else(|| panic!("no link {words} in {}", self.body)).attr("href").unwrap().to_owned()
    }

    /// The form that has a button of these words: where it posts, what it holds.
    ///
    /// # Panics
    /// When there is none.
    pub fn form(&self, button: &str) -> (String, Vec<(String, String)>) {
        let html = Html::parse_document(&self.body);
        let [forms, buttons, controls, chosen] =
            ["form[method=post]", "button", "input, select, textarea", "option[selected]"].map(|css| Selector::parse(css).unwrap());
        let is_it = |each: &ElementRef<'_>| each.text().collect::<String>().contains(button);
        let form = html.select(&forms).find(|form| form.select(&buttons).any(|each| is_it(&each)));
        let form = form.unwrap_or_else(|| panic!("no form with {button} in {}", self.body));
        let mut fields = Vec::new();
        for control in form.select(&controls) {
            let (Some(name), kind) = (control.attr("name"), control.attr("type")) else { continue };
            let is_left = kind == Some("file") || (matches!(kind, Some("checkbox" | "radio")) && control.attr("checked").is_none());
            let value = match control.value().name() {
                "select" => control.select(&chosen).next().and_then(|option| option.attr("value")).unwrap_or_default(),
                _ => control.attr("value").unwrap_or_default(),
            };
            if !is_left {
                fields.push((name.to_owned(), value.to_owned()));
            }
        }
        let pressed = form.select(&buttons).find(|each| is_it(each)).unwrap();
        fields.extend(pressed.attr("name").map(|name| (name.to_owned(), pressed.attr("value").unwrap_or_default().to_owned())));
        (form.attr("action").unwrap().to_owned(), fields)
    }
}
