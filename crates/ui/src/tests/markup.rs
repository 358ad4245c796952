//! Reads the HTML we write: enough to ask questions of it, and to refuse a tag left open.

const VOID: [&str; 5] = ["input", "meta", "link", "img", "br"];

/// An opening tag.
#[derive(Debug)]
pub struct Element {
    pub tag: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(attribute, _)| attribute == name).map(|(_, value)| value.as_str())
    }

    /// What one types in, ticks or chooses from.
    pub fn is_control(&self) -> bool {
        matches!(self.tag.as_str(), "select" | "textarea") || (self.tag == "input" && self.get("type") != Some("hidden"))
    }

    pub fn heading_level(&self) -> Option<u32> {
        let digit = self.tag.strip_prefix('h')?;
        digit.parse().ok()
    }
}

/// Every element in order; panics when tags do not close as they opened.
pub fn elements(html: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for part in html.split('<').skip(1) {
        let (inside, _text) = part.split_once('>').expect("a tag ends");
        if inside.starts_with('!') {
            continue;
        }
        if let Some(tag) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(tag), "closes in order");
            continue;
        }
        let element = element(inside);
        if !VOID.contains(&element.tag.as_str()) && !inside.ends_with('/') {
            open.push(element.tag.clone());
        }
        elements.push(element);
    }
    assert!(open.is_empty(), "left open: {open:?}");
    elements
}

fn element(inside: &str) -> Element {
    let (tag, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !rest.trim_matches(['/', ' ']).is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("a value ends"),
            None => ("", after),
        };
        attributes.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    Element { tag: tag.to_owned(), attributes }
}
