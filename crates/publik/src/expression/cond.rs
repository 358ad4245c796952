//! Conditions: formulas that hold exactly when w.c.s. would say yes.

use expr::{Expr, Scope};

use super::{
    Ast, Comparison, Literal, Names, Operand, Result, Sort, Untranslated, Value, cannot,
    literal::{quoted, quoted_list},
    operand,
    operand::{Choice, all_there},
    parse,
};

/// A condition once translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cond {
    Always,
    Never,
    When(String, Binding),
}

/// How tightly a formula holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Binding {
    Or,
    And,
    Tight,
}

/// Translates a condition and proves that it compiles.
pub(crate) fn condition(source: &str, names: &Names, scope: &Scope) -> Result<Cond> {
    let cond = holds(&parse(source)?, names, true, false)?;
    if let Cond::When(formula, _) = &cond
        && let Err(mistakes) = Expr::condition(formula, scope)
    {
        let first = mistakes.into_iter().next().map(|mistake| mistake.message).unwrap_or_default();
        return Err(Untranslated(first.trim_end_matches('.').to_owned()));
    }
    Ok(cond)
}

/// The formula that holds when the expression is true (`want`), or when it is
/// false. When `total`, the formula is never absent.
pub(crate) fn holds(ast: &Ast, names: &Names, want: bool, total: bool) -> Result<Cond> {
    match ast {
        Ast::Not(inner) => holds(inner, names, !want, total),
        Ast::And(parts) | Ast::Or(parts) => {
            let all = matches!(ast, Ast::And(_)) == want;
            let parts: Vec<_> = parts.iter().map(|part| holds(part, names, want, total)).collect();
            // one part that decides makes the others count for nothing, even those that cannot be said
            let settling = if all { Cond::Never } else { Cond::Always };
            if parts.contains(&Ok(settling.clone())) {
                return Ok(settling);
            }
            let parts = parts.into_iter().collect::<Result<Vec<_>>>()?;
            Ok(if all { both(parts) } else { either(parts) })
        }
        // Django says no to what is looked for in nothing, and no again to its opposite
        Ast::Compare(Comparison::In, a, b) if names.reads_absent(a) || names.reads_absent(b) => {
            if want {
                Ok(Cond::Never)
            } else {
                cannot("on cherche dans une réponse que ce formulaire ne demande pas")
            }
        }
        Ast::Compare(comparison, a, b) => compared(*comparison, operand(a, names)?, operand(b, names)?, want, total),
        other => truth(operand(other, names)?, want, total),
    }
}

fn known(yes: bool) -> Cond {
    if yes { Cond::Always } else { Cond::Never }
}

fn tight(formula: impl Into<String>) -> Cond {
    Cond::When(formula.into(), Binding::Tight)
}

fn both(parts: Vec<Cond>) -> Cond {
    joined(parts, " && ", Binding::And, &Cond::Always, Cond::Never)
}

fn either(parts: Vec<Cond>) -> Cond {
    joined(parts, " || ", Binding::Or, &Cond::Never, Cond::Always)
}

/// `neutral` parts change nothing, a `settling` one decides.
fn joined(parts: Vec<Cond>, sign: &str, binding: Binding, neutral: &Cond, settling: Cond) -> Cond {
    if parts.contains(&settling) {
        return settling;
    }
    let mut formulas: Vec<(String, Binding)> = Vec::new();
    for part in parts.into_iter().filter(|part| part != neutral) {
        if let Cond::When(formula, inner) = part
            && !formulas.iter().any(|(known, _)| *known == formula)
        {
            formulas.push((formula, inner));
        }
    }
    match formulas.as_slice() {
        [] => neutral.clone(),
        [(formula, inner)] => Cond::When(formula.clone(), *inner),
        several => {
            let wrapped = several.iter().map(|(formula, inner)| if *inner < binding { format!("({formula})") } else { formula.clone() });
            Cond::When(wrapped.collect::<Vec<_>>().join(sign), binding)
        }
    }
}

/// A formula that may be absent. When it is wanted true, its absence says no;
/// when it is wanted false (`opposite`), its absence says yes.
fn leaf(needs: &[String], formula: String, opposite: String, want: bool, total: bool) -> Cond {
    match (want, needs) {
        (true, []) => tight(formula),
        (true, needs) if total => Cond::When(format!("{} && {formula}", all_there(needs)), Binding::And),
        (true, _) => tight(formula),
        (false, []) => tight(opposite),
        (false, needs) => {
            let absent = needs.iter().map(|need| format!("{need} == null")).collect::<Vec<_>>().join(" || ");
            Cond::When(format!("{absent} || {opposite}"), Binding::Or)
        }
    }
}

/// A value taken as a condition.
fn truth(operand: Operand, want: bool, total: bool) -> Result<Cond> {
    let there = |source: &str| tight(if want { format!("has({source})") } else { format!("!has({source})") });
    Ok(match operand {
        Operand::Known(literal) => known(literal.is_true() == want),
        Operand::Choice(choice) => among(&choice, |seen| seen.is_true(), want, total),
        Operand::Choices { source, .. } => there(&source),
        Operand::Value(value) => match value.sort {
            Sort::Bool => leaf(&value.needs, value.source.clone(), format!("!{}", value.source), want, total),
            Sort::Int | Sort::Decimal => {
                leaf(&value.needs, format!("{} != 0", value.source), format!("{} == 0", value.source), want, total)
            }
            _ => there(&value.source),
        },
    })
}

/// What a test of the text seen makes of each possible answer.
fn among(choice: &Choice, test: impl Fn(&Literal) -> bool, want: bool, total: bool) -> Cond {
    let source = &choice.source;
    let (yes, no): (Vec<_>, Vec<_>) = choice.seen.iter().partition(|(_, seen)| test(seen) == want);
    let empty = test(&choice.empty) == want;
    let values = |side: &[&(String, Literal)]| side.iter().map(|(value, _)| value.clone()).collect::<Vec<_>>();
    let answered = match (yes.len(), no.len()) {
        (0, _) if empty => return tight(format!("!has({source})")),
        (0, _) => return Cond::Never,
        (_, 0) if empty => return Cond::Always,
        (_, 0) => return tight(format!("has({source})")),
        (yes_count, no_count) if yes_count <= no_count => one_of(source, &values(&yes)),
        _ => none_of(source, &values(&no)),
    };
    match (empty, total) {
        (true, _) => Cond::When(format!("{source} == null || {answered}"), Binding::Or),
        (false, true) => Cond::When(format!("has({source}) && {answered}"), Binding::And),
        (false, false) => tight(answered),
    }
}

fn one_of(source: &str, values: &[String]) -> String {
    match values {
        [value] => format!("{source} == {}", quoted(value)),
        values => format!("{source} in {}", quoted_list(values.iter().map(String::as_str))),
    }
}

fn none_of(source: &str, values: &[String]) -> String {
    match values {
        [value] => format!("{source} != {}", quoted(value)),
        values => format!("!({source} in {})", quoted_list(values.iter().map(String::as_str))),
    }
}

fn compared(comparison: Comparison, a: Operand, b: Operand, want: bool, total: bool) -> Result<Cond> {
    use Operand::{Choice as One, Choices, Known as Fixed, Value as Formula};
    match (comparison, a, b) {
        (comparison, Fixed(a), Fixed(b)) => Ok(known(says(comparison, &a, &b) == want)),
        (comparison, One(choice), Fixed(other)) => Ok(among(&choice, |seen| says(comparison, seen, &other), want, total)),
        (comparison, Fixed(other), One(choice)) => Ok(among(&choice, |seen| says(comparison, &other, seen), want, total)),
        (Comparison::In, Fixed(part), Choices { source, options }) => {
            let part = part.text();
            let held = options.iter().filter(|option| option.label.contains(&part) || option.value == part);
            Ok(either_or_neither(held.map(|option| (format!("{} in {source}", quoted(&option.value)), source.clone())), want, total))
        }
        (Comparison::Equal, Choices { source, .. }, Fixed(Literal::Nothing)) => {
            Ok(tight(if want { format!("!has({source})") } else { format!("has({source})") }))
        }
        (Comparison::In, Formula(value), Fixed(list)) => within(&value, &list, want, total),
        (Comparison::In, Fixed(part), Formula(value)) if value.sort == Sort::Text => {
            let formula = format!("{}.contains({})", value.source, quoted(&part.text()));
            Ok(leaf(&value.needs, formula.clone(), format!("!{formula}"), want, total))
        }
        (Comparison::In, ..) => cannot("une appartenance («\u{a0}in\u{a0}») porte sur deux réponses"),
        (Comparison::Equal, Formula(value), Fixed(other)) | (Comparison::Equal, Fixed(other), Formula(value)) => {
            equal(value, other, want, total)
        }
        (comparison, a, b) => ordered(comparison, a, b, want, total),
    }
}

/// As Django would say of two values known at once.
fn says(comparison: Comparison, a: &Literal, b: &Literal) -> bool {
    let order = match (a.number(), b.number()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.text().cmp(&b.text()),
    };
    let comparable = *a != Literal::Nothing && *b != Literal::Nothing;
    match comparison {
        Comparison::Equal => a.text() == b.text(),
        Comparison::In => match b {
            Literal::List(items) => items.contains(&a.text()),
            Literal::Nothing => false,
            text => *a != Literal::Nothing && text.text().contains(&a.text()),
        },
        Comparison::Less => comparable && order.is_lt(),
        Comparison::LessOrEqual => comparable && order.is_le(),
        Comparison::Greater => comparable && order.is_gt(),
        Comparison::GreaterOrEqual => comparable && order.is_ge(),
    }
}

/// One of these holds, or none of them does.
fn either_or_neither(formulas: impl Iterator<Item = (String, String)>, want: bool, total: bool) -> Cond {
    let parts: Vec<_> = formulas.map(|(formula, need)| leaf(&[need], formula.clone(), format!("!({formula})"), want, total)).collect();
    if want { either(parts) } else { both(parts) }
}

/// A formula in a list, or a text inside a text.
fn within(value: &Value, list: &Literal, want: bool, total: bool) -> Result<Cond> {
    if value.sort != Sort::Text {
        return cannot("une réponse qui n’est pas un texte est cherchée dans une liste");
    }
    let formula = match list {
        Literal::List(items) if items.is_empty() => return Ok(known(!want)),
        Literal::List(items) => format!("{} in {}", value.source, quoted_list(items.iter().map(String::as_str))),
        Literal::Nothing => return Ok(known(!want)),
        text => format!("{}.contains({})", quoted(&text.text()), value.source),
    };
    Ok(leaf(&value.needs, formula.clone(), format!("!({formula})"), want, total))
}

/// A formula compared with a value known at once.
fn equal(value: Value, other: Literal, want: bool, total: bool) -> Result<Cond> {
    let empty = matches!(&other, Literal::Nothing) || other.text().is_empty();
    if empty {
        return Ok(tight(if want { format!("!has({})", value.source) } else { format!("has({})", value.source) }));
    }
    if value.sort == Sort::Bool {
        let yes = match other.text().as_str() {
            "True" | "true" | "Oui" | "oui" | "Yes" | "1" => true,
            "False" | "false" | "Non" | "non" | "No" | "0" => false,
            text => return cannot(format!("une case à cocher est comparée à «\u{a0}{text}\u{a0}»")),
        };
        return truth(Operand::Value(value), want == yes, total);
    }
    ordered(Comparison::Equal, Operand::Value(value), Operand::Known(other), want, total)
}

/// Two values of one type, compared.
fn ordered(comparison: Comparison, a: Operand, b: Operand, want: bool, total: bool) -> Result<Cond> {
    let sort = |operand: &Operand| match operand {
        Operand::Value(value) => Some(value.sort.clone()),
        _ => None,
    };
    let is = |wanted: &[Sort]| [sort(&a), sort(&b)].into_iter().flatten().any(|sort| wanted.contains(&sort));
    let order = comparison != Comparison::Equal;
    let (a, b) = if is(&[Sort::Date]) {
        (a.date()?, b.date()?)
    } else if is(&[Sort::Int, Sort::Decimal]) || (order && numeric(&a, &b)) {
        (a.number()?, b.number()?)
    } else if is(&[Sort::Text]) || matches!((&a, &b), (Operand::Choice(_), Operand::Choice(_))) {
        (textual(a)?, textual(b)?)
    } else {
        return cannot("la comparaison porte sur un bloc, un lieu ou des fichiers");
    };
    let (sign, opposite) = match comparison {
        Comparison::Less => ("<", ">="),
        Comparison::LessOrEqual => ("<=", ">"),
        Comparison::Greater => (">", "<="),
        Comparison::GreaterOrEqual => (">=", "<"),
        Comparison::Equal | Comparison::In => ("==", "!="),
    };
    let needs: Vec<String> = a.needs.iter().chain(&b.needs).cloned().collect();
    let formula = |sign: &str| format!("{} {sign} {}", a.source, b.source);
    Ok(leaf(&needs, formula(sign), formula(opposite), want, total))
}

/// Whether one side is a number written.
fn numeric(a: &Operand, b: &Operand) -> bool {
    [a, b].into_iter().any(|side| matches!(side, Operand::Known(known) if known.number().is_some()))
}

/// A text that is absent when there is nothing.
fn textual(operand: Operand) -> Result<Value> {
    match operand {
        Operand::Choice(choice) => choice.same(),
        Operand::Value(value) if value.sort == Sort::Text => Ok(value),
        Operand::Known(known) => Ok(Value::sure(quoted(&known.text()), Sort::Text)),
        _ => cannot("un texte est comparé à autre chose"),
    }
}
