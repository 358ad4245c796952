//! Filters: what each makes of a value known at once, of a choice, of a formula.

use super::{Ast, Literal, Names, Operand, Result, Sort, Value, cannot, literal, operand, operand::all_there};

/// Filters that change how a value is written, not what it is.
const CLEAR: [&str; 14] = [
    "safe",
    "force_text",
    "json_dumps",
    "unlazy_filter",
    "force_escape",
    "escape",
    "unlazy",
    "linebreaks",
    "removetags",
    "striptags",
    "str",
    "unicode",
    "raw",
    "as_template",
];

pub(crate) fn apply(inner: Operand, filter: &str, args: &[Ast], names: &Names) -> Result<Operand> {
    let arg =
        || args.first().map_or_else(|| cannot(format!("il manque quelque chose après «\u{a0}{filter}\u{a0}»")), |arg| operand(arg, names));
    match filter {
        filter if CLEAR.contains(&filter) => Ok(inner),
        "lower" | "upper" | "strip" | "trim" | "slugify" => textual(inner, filter),
        "default" | "default_if_none" => Ok(default(inner, arg()?)),
        "length" | "len" | "count" => length(inner),
        "add" | "subtract" | "multiply" | "divide" => arithmetic(inner, filter, arg()?),
        "decimal" | "Decimal" | "int" | "float" | "floatformat" | "integer" => counted(inner),
        "date" | "parse_date" | "datetime" => date(inner, args.first()),
        "add_days" | "add_months" | "add_years" | "add_working_days" => shifted(inner, filter, arg()?),
        "age_in_years" => one(inner.date()?, |day| format!("age({day})"), Sort::Int),
        "age_in_days" => one(inner.date()?, |day| format!("days_between({day}, today())"), Sort::Int),
        "is_working_day" => one(inner.date()?, |day| format!("is_working_day({day})"), Sort::Bool),
        "year" => one(inner.date()?, |day| format!("year({day})"), Sort::Int),
        "month" => one(inner.date()?, |day| format!("month({day})"), Sort::Int),
        "startswith" | "endswith" | "contains" => affix(inner, filter, &arg()?),
        "split" => split(inner, args),
        "is_strong_authentication" => {
            Ok(Operand::Value(Value { needs: vec!["citizen.certified".into()], ..Value::sure("citizen.certified", Sort::Bool) }))
        }
        other => cannot(format!("le filtre «\u{a0}{other}\u{a0}» n’a pas d’équivalent")),
    }
}

/// As a number; what is known at once stays known.
fn counted(inner: Operand) -> Result<Operand> {
    match inner {
        Operand::Known(known) => match known.number() {
            Some(number) => Ok(Operand::Known(Literal::Number(literal::plain(number)))),
            None => cannot(format!("«\u{a0}{}\u{a0}» n’est pas un nombre", known.text())),
        },
        inner => inner.number().map(Operand::Value),
    }
}

fn one(value: Value, around: impl Fn(&str) -> String, sort: Sort) -> Result<Operand> {
    Ok(Operand::Value(value.around(around(&value.source), sort)))
}

fn textual(inner: Operand, filter: &str) -> Result<Operand> {
    let through = |literal: &Literal| literal.filtered(filter).unwrap_or_else(|| literal.clone());
    match inner {
        Operand::Known(known) => Ok(Operand::Known(through(&known))),
        Operand::Choice(mut choice) => {
            choice.seen.iter_mut().for_each(|(_, seen)| *seen = through(seen));
            choice.empty = through(&choice.empty);
            Ok(Operand::Choice(choice))
        }
        Operand::Value(value) if value.sort == Sort::Text => match filter {
            "slugify" => cannot("le filtre «\u{a0}slugify\u{a0}» n’a pas d’équivalent"),
            "strip" => one(value, |text| format!("trim({text})"), Sort::Text),
            filter => one(value, |text| format!("{filter}({text})"), Sort::Text),
        },
        other => Ok(other),
    }
}

/// What stands when there is nothing.
fn default(inner: Operand, other: Operand) -> Operand {
    match (inner, other) {
        (Operand::Known(Literal::Nothing), other) => other,
        (Operand::Choice(mut choice), Operand::Known(other)) => {
            choice.empty = if choice.empty == Literal::Nothing { other } else { choice.empty };
            Operand::Choice(choice)
        }
        (Operand::Value(value), Operand::Known(other)) if !value.needs.is_empty() => {
            let needs = all_there(&value.needs);
            let other = match value.sort {
                Sort::Int | Sort::Decimal => Operand::Known(other).number().ok().map(|number| number.source),
                Sort::Text => Some(literal::quoted(&other.text())),
                _ => None,
            };
            match other {
                Some(other) => Operand::Value(Value::sure(format!("({needs} ? {} : {other})", value.source), value.sort)),
                None => Operand::Value(value),
            }
        }
        (inner, _) => inner,
    }
}

/// How many: none when there is nothing.
fn length(inner: Operand) -> Result<Operand> {
    let size = |source: &str| Operand::Value(Value::sure(format!("(has({source}) ? size({source}) : 0)"), Sort::Int));
    match inner {
        Operand::Known(Literal::List(items)) => Ok(Operand::Known(Literal::Number(items.len().to_string()))),
        Operand::Known(known) => Ok(Operand::Known(Literal::Number(known.text().chars().count().to_string()))),
        Operand::Choices { source, .. } => Ok(size(&source)),
        Operand::Value(value) => match value.sort {
            Sort::List => Ok(size(&value.source)),
            Sort::Text if value.needs.is_empty() => Ok(Operand::Value(Value::sure(format!("size({})", value.source), Sort::Int))),
            Sort::Text => Ok(Operand::Value(Value::sure(format!("({} ? size({}) : 0)", all_there(&value.needs), value.source), Sort::Int))),
            _ => cannot("on compte la longueur de ce qui n’est ni un texte ni une liste"),
        },
        Operand::Choice(choice) => {
            choice.same().map(|value| Operand::Value(Value::sure(format!("(has({0}) ? size({0}) : 0)", value.source), Sort::Int)))
        }
    }
}

fn arithmetic(a: Operand, filter: &str, b: Operand) -> Result<Operand> {
    // `add:0` makes a number of a text
    if let (Operand::Known(Literal::Number(zero)), true) = (&b, matches!(filter, "add" | "subtract"))
        && zero == "0"
    {
        return match a {
            Operand::Known(known) if known.number().is_none() => Ok(Operand::Known(Literal::Number("0".into()))),
            Operand::Known(known) => Ok(Operand::Known(Literal::Number(known.text()))),
            a => a.number().map(Operand::Value),
        };
    }
    if let (Operand::Known(x), Operand::Known(y)) = (&a, &b)
        && let (Some(x), Some(y)) = (x.number(), y.number())
    {
        let result = match filter {
            "add" => Some(x + y),
            "subtract" => Some(x - y),
            "multiply" => Some(x * y / 1_000_000),
            _ => (y != 0).then(|| x * 1_000_000 / y),
        };
        return result
            .map_or_else(|| cannot("une division par zéro"), |number| Ok(Operand::Known(Literal::Number(literal::plain(number)))));
    }
    let is_text = |operand: &Operand| matches!(operand, Operand::Known(known) if known.number().is_none());
    if filter == "add" && (is_text(&a) || is_text(&b)) {
        let (a, b) = (a.text()?, b.text()?);
        return Ok(Operand::Value(Value::sure(format!("({} + {})", a.source, b.source), Sort::Text)));
    }
    let (a, b) = (a.number()?, b.number()?);
    let sign = match filter {
        "add" => "+",
        "subtract" => "-",
        "multiply" => "*",
        _ => "/",
    };
    // a division of whole numbers is exact in Django
    let (left, sort) = match (&a.sort, &b.sort) {
        (Sort::Int, Sort::Int) if filter == "divide" => (format!("decimal({})", a.source), Sort::Decimal),
        (Sort::Int, Sort::Int) => (a.source.clone(), Sort::Int),
        _ => (a.source.clone(), Sort::Decimal),
    };
    let needs = a.needs.iter().chain(&b.needs).cloned().collect();
    Ok(Operand::Value(Value { source: format!("({left} {sign} {})", b.source), sort, needs }))
}

/// A day, or a part of it when a format asks for one.
fn date(inner: Operand, format: Option<&Ast>) -> Result<Operand> {
    let day = inner.date()?;
    match format {
        None => Ok(Operand::Value(day)),
        Some(Ast::Text(format)) => match format.as_str() {
            "Y-m-d" | "d/m/Y" | "j F Y" | "SHORT_DATE_FORMAT" => Ok(Operand::Value(day)),
            "Y" => one(day, |day| format!("year({day})"), Sort::Int),
            "m" | "n" => one(day, |day| format!("month({day})"), Sort::Int),
            "d" | "j" => one(day, |day| format!("day({day})"), Sort::Int),
            "N" => one(day, |day| format!("weekday({day})"), Sort::Int),
            other => cannot(format!("le format de date «\u{a0}{other}\u{a0}» n’a pas d’équivalent")),
        },
        Some(_) => cannot("le format d’une date est calculé"),
    }
}

fn shifted(inner: Operand, function: &str, by: Operand) -> Result<Operand> {
    let (day, by) = (inner.date()?, by.number()?);
    let count = if by.sort == Sort::Int { by.source.clone() } else { format!("int({})", by.source) };
    let needs = day.needs.iter().chain(&by.needs).cloned().collect();
    Ok(Operand::Value(Value { source: format!("{function}({}, {count})", day.source), sort: Sort::Date, needs }))
}

/// Whether a text begins with, ends with or contains another.
fn affix(inner: Operand, filter: &str, part: &Operand) -> Result<Operand> {
    let Operand::Known(part) = part else { return cannot("un texte est comparé à un début calculé") };
    let part = part.text();
    let test = |text: &str| match filter {
        "startswith" => text.starts_with(&part),
        "endswith" => text.ends_with(&part),
        _ => text.contains(&part),
    };
    match inner {
        Operand::Known(known) => Ok(Operand::Known(Literal::Bool(test(&known.text())))),
        Operand::Choice(mut choice) => {
            choice.seen.iter_mut().for_each(|(_, seen)| *seen = Literal::Bool(test(&seen.text())));
            choice.empty = Literal::Bool(false);
            Ok(Operand::Choice(choice))
        }
        Operand::Value(value) if value.sort == Sort::Text => {
            let method = match filter {
                "startswith" => "startsWith",
                "endswith" => "endsWith",
                _ => "contains",
            };
            one(value, |text| format!("{text}.{method}({})", literal::quoted(&part)), Sort::Bool)
        }
        _ => cannot("ce qui n’est pas un texte est comparé à un début de texte"),
    }
}

fn split(inner: Operand, args: &[Ast]) -> Result<Operand> {
    let separator = match args {
        [] => " ",
        [Ast::Text(separator)] if !separator.is_empty() => separator,
        _ => return cannot("le séparateur d’une liste est calculé"),
    };
    match inner {
        Operand::Known(known) => Ok(Operand::Known(Literal::List(known.text().split(separator).map(str::to_owned).collect()))),
        _ => cannot("une réponse est découpée en liste"),
    }
}
