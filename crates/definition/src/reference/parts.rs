//! What the program knows of itself, as Markdown.

use expr::Type;
use kernel::setting::{Named, Setting, Shape};
use serde_json::{Value as Json, json};

use crate::{context::KNOWN, outer_scope};

/// Every type of field: its settings, what expressions read, an example.
pub(super) fn fields() -> String {
    forms::FIELDS.iter().map(field).collect()
}

fn field(kind: &forms::Kind) -> String {
    let example: Json = serde_json::from_str(kind.example).unwrap_or_default();
    let read = example.as_object().and_then(|settings| (kind.load)(settings.clone()).ok()).map(|field| field.value_type());
    let read = read.filter(|ty| *ty != Type::Null).map(|ty| format!("\nExpressions read: {}.\n", word(&ty))).unwrap_or_default();
    let has_settings = example.as_object().is_some_and(|settings| !settings.is_empty());
    let example = if has_settings { format!("\n```toml\n{}```\n", written(kind, example)) } else { String::new() };
    format!("#### `{}` « {} »\n{}{read}{example}\n", kind.name, kind.label, table(kind.settings))
}

/// A question of this type, in TOML.
fn written(kind: &forms::Kind, settings: Json) -> String {
    let mut field = json!({ "slug": "exemple", "label": kind.label, "type": kind.name });
    for (name, value) in settings.as_object().into_iter().flatten() {
        field[name] = value.clone();
    }
    toml::to_string(&json!({ "fields": [field] })).unwrap_or_default()
}

/// Every effect with its settings.
pub(super) fn effects() -> String {
    let effect = |kind: &workflow::EffectKind| format!("#### `{}` « {} »\n{}\n", kind.name, kind.label, table(kind.settings));
    workflow::EFFECTS.iter().map(effect).collect()
}

fn table(settings: &[Setting]) -> String {
    if settings.is_empty() {
        return String::new();
    }
    let rows: String = settings.iter().map(row).collect();
    format!("\n| Setting | In the studio | What can be given |\n|---|---|---|\n{rows}")
}

fn row(setting: &Setting) -> String {
    let Setting { name, label, hint, .. } = setting;
    let given = shape(setting.shape);
    let given = if setting.is_required { format!("**required**: {given}") } else { given };
    let hint = if hint.is_empty() { String::new() } else { format!(". {hint}") };
    format!("| `{name}` | {label}{hint} | {given} |\n")
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::YesNo => "`true`; `false` unless written".to_owned(),
        Shape::NoOrYes => "`false`; `true` unless written".to_owned(),
        Shape::Text => "a text".to_owned(),
        Shape::LongText => "a text, in the small markdown".to_owned(),
        Shape::Texts => "a list of texts".to_owned(),
        Shape::Count(least, most) => format!("a whole number from {least} to {most}"),
        Shape::Bound => "a number, or an expression of one".to_owned(),
        Shape::Day => "a day, or an expression of one".to_owned(),
        Shape::Expression | Shape::Input => "an expression".to_owned(),
        Shape::Teams => "teams by value: `{ \"69001\" = \"…\" }`".to_owned(),
        Shape::Expressions => "expressions by name".to_owned(),
        Shape::DataPaths => "paths by datum, as `\"dossier.numero\"`".to_owned(),
        Shape::OneOf(choices) => one_of(choices),
        Shape::SomeOf(choices) => format!("a list among {}", one_of(choices)),
        Shape::Options => "a list of `value`, `label` and, if need be, `hint`".to_owned(),
        Shape::Rows([]) => "a list of `slug` and `label`".to_owned(),
        Shape::Rows(contents) => format!("a list of `slug`, `label` and `type`: {}", one_of(contents)),
        Shape::Fields => "a list of fields".to_owned(),
        Shape::Named(what) => format!("the name of {}", named(what)),
        Shape::SeveralNamed(what) => format!("a list of names, each of {}", named(what)),
        Shape::Recipient => "`\"citizen\"`, `\"team\"`, `\"assignee\"`, `{ function = \"…\" }`, `{ field = \"…\" }`".to_owned(),
        Shape::Destination => "`{ team = \"…\" }`, `{ authority = \"expression of a slug\" }`".to_owned(),
    }
}

fn one_of(choices: &[(&str, &str)]) -> String {
    choices.iter().map(|(value, label)| format!("`{value}` ({label})")).collect::<Vec<_>>().join(", ")
}

fn named(what: Named) -> &'static str {
    match what {
        Named::Field => "a field",
        Named::Message => "a message",
        Named::Document => "a document",
        Named::Transition => "a transition",
        Named::Function => "a function",
        Named::Datum => "a datum of the agents",
        Named::Connector => "a connector",
        Named::Referential => "a list of the instance",
        Named::Teleservice => "a téléservice",
        Named::Tag => "a tag: any word",
    }
}

/// The names that every text may say.
pub(super) fn names() -> String {
    let row = |(name, what): &(&str, &str)| format!("| `{name}` | {what} |");
    KNOWN.iter().zip(MEANINGS).map(|(name, what)| row(&(name, what))).collect::<Vec<_>>().join("\n")
}

/// In the order of [`KNOWN`].
const MEANINGS: [&str; KNOWN.len()] = [
    "the title of the téléservice",
    "the number of the request",
    "its page, for the citizen",
    "the day it arrived",
    "the day of the legal decision",
    "its status, as the citizen reads it",
    "the name of the authority that answers",
    "its postal address",
    "its e-mail address",
    "its telephone number",
    "the name of the service that has the case: its team's in this instance, `responder` unless it has one",
    "its e-mail address, or the authority's",
    "its telephone number, or the authority's",
    "its opening hours",
    "the list of what the citizen is asked to add",
];

/// The names that every expression may read.
pub(super) fn scope() -> String {
    let scope = outer_scope();
    let rows = scope.iter().flat_map(|(name, ty)| match ty {
        Type::Record(inside) => inside.iter().map(|(part, ty)| (format!("{name}.{part}"), ty)).collect(),
        ty => vec![(name.to_owned(), ty)],
    });
    rows.map(|(name, ty)| format!("| `{name}` | {} |", word(ty))).collect::<Vec<_>>().join("\n")
}

/// Every way to call every function that does something.
pub(super) fn functions() -> String {
    let useful = expr::signatures().filter(|signature| signature.reads != "{0}");
    useful.map(|signature| call(&signature)).collect::<Vec<_>>().join("\n")
}

fn call(signature: &expr::Signature) -> String {
    let arguments = signature.takes.iter().zip(["a", "b"]);
    let arguments: Vec<String> = arguments.map(|(ty, name)| format!("{name}: {}", word(ty))).collect();
    let reads = signature.reads.replace("{0}", "*a*").replace("{1}", "*b*");
    // some go on in the middle of a sentence
    let reads = reads.trim_end_matches(',');
    format!("| `{}({})` | {} | {reads} |", signature.name, arguments.join(", "), word(&signature.gives))
}

/// A type in a word.
fn word(ty: &Type) -> String {
    match ty {
        Type::Bool => "yes or no".to_owned(),
        Type::Int => "whole number".to_owned(),
        Type::Decimal => "decimal".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Timestamp => "instant".to_owned(),
        Type::Null => "anything".to_owned(),
        Type::List(item) if **item == Type::Null => "list".to_owned(),
        Type::List(item) => format!("list of {}", word(item)),
        Type::Record(parts) => {
            let parts: Vec<String> = parts.iter().map(|(name, ty)| format!("`{name}` {}", word(ty))).collect();
            format!("record ({})", parts.join(", "))
        }
    }
}
