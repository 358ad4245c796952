//! Questions of every type, and rules over those asked before.

use std::{collections::BTreeMap, sync::Arc};

use forms::{FIELDS, Item, List, Lookups};
use proptest::{collection::vec, option::weighted, prelude::*, sample::Index};
use serde_json::{Map, Value as Json, json};

/// A question whose settings are drawn by number.
#[derive(Debug, Clone)]
pub struct Question {
    kind: Index,
    flavour: usize,
    need: Option<Result<bool, Rule>>,
    when: Option<Rule>,
    check: Option<Rule>,
    default: bool,
    sensitive: bool,
    inside: Vec<Question>,
}

/// Something that may hold of a question asked before.
#[derive(Debug, Clone)]
pub struct Rule {
    of: Index,
    flavour: usize,
    not: bool,
    and: Option<Box<Rule>>,
}

pub fn rule() -> impl Strategy<Value = Rule> {
    let leaf = (any::<Index>(), 0..4usize, any::<bool>()).prop_map(|(of, flavour, not)| Rule { of, flavour, not, and: None });
    leaf.prop_recursive(3, 4, 1, |more| {
        (any::<Index>(), 0..4usize, any::<bool>(), more).prop_map(|(of, flavour, not, more)| Rule {
            of,
            flavour,
            not,
            and: Some(Box::new(more)),
        })
    })
}

pub fn question() -> impl Strategy<Value = Question> {
    let leaf = one(Just(vec![]).boxed());
    leaf.prop_recursive(2, 8, 3, |inside| one(vec(inside, 1..4).boxed()))
}

fn one(inside: BoxedStrategy<Vec<Question>>) -> impl Strategy<Value = Question> {
    let need = prop_oneof![any::<bool>().prop_map(Ok), rule().prop_map(Err)];
    let parts =
        (any::<Index>(), 0..8usize, weighted(0.5, need), weighted(0.25, rule()), weighted(0.15, rule()), any::<bool>(), any::<bool>());
    (parts, inside).prop_map(|((kind, flavour, need, when, check, default, sensitive), inside)| Question {
        kind,
        flavour,
        need,
        when,
        check,
        default,
        sensitive,
        inside,
    })
}

/// The questions asked so far: name, type, flavour.
#[derive(Debug, Clone, Default)]
pub struct Known {
    asked: Vec<(String, &'static str, usize)>,
    sensitive: Vec<String>,
    next: usize,
}

impl Known {
    /// None, but whose names come after these.
    pub fn after(other: &Self) -> Self {
        Self { next: other.next, ..Self::default() }
    }

    /// The names that messages may say.
    pub fn open(&self) -> Vec<String> {
        self.asked.iter().map(|(name, ..)| name.clone()).filter(|name| !self.sensitive.contains(name)).collect()
    }

    fn numbers(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().filter(|(_, kind, _)| *kind == "number").map(|(name, ..)| name.as_str())
    }
}

impl Rule {
    /// The expression over what was asked.
    pub fn written(&self, known: &Known) -> String {
        let first = if known.asked.is_empty() { "1 < 2".to_owned() } else { self.about(self.of.get(&known.asked)) };
        let first = if self.not { format!("!({first})") } else { first };
        match &self.and {
            Some(more) if self.flavour.is_multiple_of(2) => format!("({first}) && ({})", more.written(known)),
            Some(more) => format!("({first}) || ({})", more.written(known)),
            None => first,
        }
    }

    fn about(&self, (name, kind, flavour): &(String, &'static str, usize)) -> String {
        let pick = |rules: [&str; 4]| rules[self.flavour].replace('N', name);
        match *kind {
            "yes_no" | "acceptance" => pick(["N == true", "N != true", "N", "has(N)"]),
            "number" | "amount" => pick(["N > 3", "N <= 50", "N * 2 != 24", "has(N)"]),
            "computed" => match flavour % 4 {
                0 | 1 => pick(["N > 3", "N / 2 < 9", "-N < 0", "has(N)"]),
                2 => pick(["N == 'ab'", "size(N) > 1", "N != ''", "has(N)"]),
                _ => pick(["N > today()", "year(N) > 2020", "N != null", "has(N)"]),
            },
            "date" => pick(["N > date('2026-01-01')", "age(N) >= 18", "days_between(N, today()) > 3", "has(N)"]),
            "choices" | "ranked" => pick(["size(N) > 1", "'a' in N", "N[0] == 'b'", "N.exists(e, e == 'c')"]),
            "files" => pick(["size(N) > 1", "size(N) == 0", "has(N)", "N.all(e, e != '')"]),
            "referential" | "commune" | "country" => pick(["N.id == 'e1'", "has(N.label)", "N != null", "N.label.contains('Jean')"]),
            "block" => pick(["size(N) > 1", "size(N) == 0", "has(N)", "size(N) < 3"]),
            "table" => pick(["N.eau.montant > 3", "has(N.gaz.note)", "has(N)", "N.eau.montant + 1 < N.gaz.montant"]),
            "address" => pick(["has(N.city)", "N.postcode == '69003'", "N.lat > 45", "has(N)"]),
            "place" => pick(["has(N.text)", "N.lat > 45", "has(N.commune)", "has(N)"]),
            "identity" => pick(["has(N)", "N != null", "N == null", "has(N)"]),
            _ => pick(["has(N)", "N != 'a'", "size(N) > 2", "N.lower().contains('e')"]),
        }
    }
}

impl Question {
    /// The question in JSON; from then on it is known.
    pub fn written(&self, known: &mut Known, outermost: bool) -> Json {
        let kinds: Vec<_> = FIELDS.iter().filter(|kind| kind.name != "block" || !self.inside.is_empty()).collect();
        let kind = if self.inside.is_empty() { self.kind.get(&kinds).name } else { "block" };
        let slug = format!("f{}", known.next);
        known.next += 1;
        let sensitive_above = known.sensitive.len();
        let reads_one =
            self.is_of_number(kind) && known.numbers().next().is_some_and(|read| known.sensitive.iter().any(|name| name == read));
        let mut written = self.settings(kind, known);
        let hostile = if self.flavour == 7 { " <script>x</script> \"'&" } else { "" };
        written.insert("slug".to_owned(), json!(slug));
        written.insert("label".to_owned(), json!(format!("Question {slug}{hostile}")));
        written.insert("type".to_owned(), json!(kind));
        written.extend(self.when.as_ref().map(|rule| ("condition".to_owned(), json!(rule.written(known)))));
        let need = self.need.as_ref().map(|need| need.as_ref().map_or_else(|rule| json!(rule.written(known)), |always| json!(always)));
        written.extend(need.map(|need| ("required".to_owned(), need)));
        let start = if outermost && self.default { start(kind) } else { None };
        written.extend(start.map(|start| ("default".to_owned(), json!(start))));
        if kind != "text_block" {
            known.asked.push((slug.clone(), kind, self.flavour));
            let check = self
                .check
                .as_ref()
                .filter(|_| kind != "computed")
                .map(|rule| json!([{ "condition": rule.written(known), "message": "Choisissez autre chose." }]));
            written.extend(check.map(|check| ("checks".to_owned(), check)));
        }
        // no message says it: it is sensitive, or a question inside it, or what it is computed from
        if self.sensitive || reads_one || known.sensitive.len() > sensitive_above {
            known.sensitive.push(slug);
        }
        if self.sensitive {
            written.insert("sensitive".to_owned(), json!(true));
        }
        written.into()
    }

    /// Whether it is computed from the first number asked.
    fn is_of_number(&self, kind: &str) -> bool {
        kind == "computed" && self.flavour % 4 == 1
    }

    fn settings(&self, kind: &'static str, known: &mut Known) -> Map<String, Json> {
        let mut settings: Map<String, Json> = serde_json::from_str(forms::kind(kind).unwrap().example).unwrap();
        let least = known.numbers().next().unwrap_or("2").to_owned();
        let more = match (kind, self.flavour % 4) {
            ("text", 1) => json!({ "max_length": 8 }),
            ("text", 2) => json!({ "format": "reference", "min_length": 2 }),
            ("text", 3) => json!({ "format": "digits" }),
            ("long_text", 1) => json!({ "min_length": 3, "max_length": 60 }),
            ("phone", 1) => json!({ "mobile": true }),
            ("number", 1) => json!({ "decimals": 2, "unit": "m²" }),
            ("number", 2) => json!({ "min": format!("{least} - 1"), "max": 500 }),
            ("amount", 1) => json!({ "min": 0, "max": least }),
            ("date", 1) => json!({ "min": "today()" }),
            ("date", 2) => json!({ "precision": "month" }),
            ("date", 3) => json!({ "max": "2030-01-01", "birthday": true }),
            ("choices", 1) => json!({ "min": 2, "max": 3 }),
            ("ranked", 1) => json!({ "count": 2 }),
            ("files", 1) => json!({ "min": 1, "max": 2, "accept": ["document"] }),
            ("place", 1) => json!({ "position": true }),
            ("identity", 1) => json!({ "parts": ["birth_date", "birthplace"] }),
            ("table", 1) => json!({ "complete": true }),
            ("computed", 1) => json!({ "expression": format!("{least} * 3.5"), "result": "amount" }),
            ("computed", 2) => json!({ "expression": "'a' + 'b'", "result": "text" }),
            ("computed", 3) => json!({ "expression": "add_days(today(), 3)", "result": "date", "shown": false }),
            ("text_block", 1) => json!({ "text": "**Lisez** [ceci](/aide).\n\n- un\n- deux" }),
            _ => json!({}),
        };
        settings.extend(more.as_object().unwrap().clone());
        if kind == "block" && !self.inside.is_empty() {
            let around = known.asked.clone();
            let fields: Vec<Json> = self.inside.iter().map(|question| question.written(known, false)).collect();
            known.asked = around;
            settings.extend([("fields".to_owned(), fields.into()), ("min".to_owned(), json!(self.flavour % 3))]);
        }
        settings
    }
}

/// What a question begins with.
fn start(kind: &str) -> Option<&'static str> {
    match kind {
        "number" => Some("3"),
        "amount" => Some("2.5"),
        "text" | "long_text" => Some("'abc'"),
        "date" => Some("today()"),
        "yes_no" => Some("1 < 2"),
        "choice" => Some("'a'"),
        "commune" | "country" | "referential" => Some("'e1'"),
        _ => None,
    }
}

/// Short lists and one that must be searched.
pub fn lookups() -> Lookups {
    let numbered = |count: usize| (0..count).map(|n| Item::new(format!("n{n}"), format!("Lieu numéro {n}"))).collect();
    let schools = vec![Item::new("e1", "École Jean-Macé"), Item::new("e2", "École Jean Moulin")];
    let lists = [("ecoles", schools), ("communes", numbered(58)), ("countries", numbered(12))];
    let lists: BTreeMap<_, _> = lists.into_iter().map(|(name, items)| (name.to_owned(), Arc::new(List::new(items)))).collect();
    Lookups { lists, commune_of: Some(|_| Some("69123")) }
}
