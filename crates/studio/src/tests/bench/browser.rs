//! A page that came back, as somebody without scripts reads it and fills it in.

use scraper::{ElementRef, Html, Selector};

/// What was answered.
pub(in crate::tests) struct Shown {
    pub status: u16,
    pub url: String,
    pub location: Option<String>,
    pub body: String,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn words(found: ElementRef<'_>) -> String {
    found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Shown {
    /// Where it leads.
    pub(super) fn next(&self) -> Option<String> {
        self.location.clone()
    }

    /// The words of the page.
    pub(in crate::tests) fn text(&self) -> String {
        self.find("body").join(" ")
    }

    /// Whether these words stand in the page.
    pub(in crate::tests) fn says(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The words of what a selector finds.
    pub(in crate::tests) fn find(&self, css: &str) -> Vec<String> {
        self.html().select(&selector(css)).map(words).collect()
    }

    /// Whether there is a button that reads so.
    pub(in crate::tests) fn offers(&self, button: &str) -> bool {
        self.find("button").iter().any(|words| words == button)
    }

    /// The address of the first link that holds these words.
    pub(in crate::tests) fn link(&self, text: &str) -> String {
        let (html, links) = (self.html(), selector("a"));
        let link = html.select(&links).find(|link| words(*link).contains(text));
        link.unwrap_or_else(|| panic!("no link « {text} » in {}: {}", self.url, self.text())).attr("href").unwrap().to_owned()
    }

    /// What an input holds.
    pub(in crate::tests) fn value(&self, name: &str) -> String {
        let html = self.html();
        // what a preview shows stands in no form
        let found = values(html.root_element()).into_iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// The proof that a form of this page is ours.
    pub(super) fn proof(&self) -> String {
        self.value(ui::CSRF_FIELD)
    }

    /// Where the form of a button goes, and what it sends.
    pub(in crate::tests) fn pressed(&self, button: &str, typed: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
        let (html, forms, buttons) = (self.html(), selector("form[method=post]"), selector("button"));
        let mut all = html.select(&forms).flat_map(|form| form.select(&buttons).map(move |button| (form, button)));
        let (form, found) = all
            .find(|(_, found)| words(*found) == button)
            .unwrap_or_else(|| panic!("no button « {button} » in {} ({}): {}", self.url, self.status, self.text()));
        let mut sent = values(form);
        sent.retain(|(known, _)| !typed.iter().any(|(name, _)| name == known));
        sent.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        if let Some(name) = found.attr("name") {
            sent.push((name.to_owned(), found.attr("value").unwrap_or_default().to_owned()));
        }
        // one that is only a place of the page is the page itself
        let action = found.attr("formaction").filter(|action| !action.starts_with('#')).or(form.attr("action"));
        (action.unwrap().to_owned(), sent)
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }
}

/// What a form sends as it stands, its buttons apart.
fn values(form: ElementRef<'_>) -> Vec<(String, String)> {
    let (controls, options) = (selector("input, textarea, select"), selector("option"));
    let value = |control: ElementRef<'_>| match control.value().name() {
        "textarea" => control.text().collect::<String>().trim_start_matches('\n').to_owned(),
        "select" => {
            let chosen = control.select(&options).find(|option| option.attr("selected").is_some());
            let shown = chosen.or_else(|| control.select(&options).next());
            shown.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
        }
        _ => control.attr("value").unwrap_or_default().to_owned(),
    };
    let is_sent = |control: &ElementRef<'_>| match control.attr("type") {
        Some("radio" | "checkbox") => control.attr("checked").is_some(),
        kind => kind != Some("file"),
    };
    form.select(&controls).filter(is_sent).filter_map(|control| Some((control.attr("name")?.to_owned(), value(control)))).collect()
}
