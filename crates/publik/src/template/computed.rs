//! Templates whose value is kept: computed fields, agents' data, arguments.

use super::{
    Node,
    nodes::{parse, python},
};
use crate::expression::{self, Ast, Cond, Names, Operand, Result, Sort, Untranslated, Value, quoted};

/// The longest formula made of a template, in bytes.
const LONGEST: usize = 3_800;

/// The formula of a template. A template that is one expression keeps its
/// type; any other is a text. After `=`, old exports write Python.
pub(crate) fn computed(source: &str, names: &Names) -> Result<Value> {
    match source.trim().strip_prefix('=') {
        Some(source) => computed_in_python(source, names),
        None => formula(&parse(source.trim())?, names),
    }
}

/// The formula of an expression in Python.
pub(crate) fn computed_in_python(source: &str, names: &Names) -> Result<Value> {
    formula(&python(source.trim())?, names)
}

fn formula(nodes: &[Node], names: &Names) -> Result<Value> {
    let value = match nodes {
        [] => Value::sure("''", Sort::Text),
        [Node::Print(ast)] => expression::operand(ast, names)?.typed()?,
        [Node::With(assignments, nodes)] => formula(&assigned(nodes, assignments), names)?,
        [Node::Text(text)] if is_number(text.trim()) => Value::sure(text.trim().to_owned(), number_sort(text)),
        nodes => chosen_value(nodes, names)?.map_or_else(|| text(nodes, names), Ok)?,
    };
    if value.source.len() > LONGEST {
        return Err(Untranslated("la formule obtenue est trop longue".into()));
    }
    Ok(value)
}

fn is_number(text: &str) -> bool {
    let mut parts = text.splitn(2, '.');
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(digits) && parts.next().is_none_or(|decimals| digits(decimals) && decimals.len() <= 6)
}

fn number_sort(text: &str) -> Sort {
    if text.contains('.') { Sort::Decimal } else { Sort::Int }
}

/// `{% if … %}10{% else %}20{% endif %}`: a number; `True` and `False`: yes or no.
fn chosen_value(nodes: &[Node], names: &Names) -> Result<Option<Value>> {
    let said: Vec<_> = nodes.iter().filter(|node| !matches!(node, Node::Text(text) if text.trim().is_empty())).collect();
    let [Node::If(cases, otherwise)] = said.as_slice() else { return Ok(None) };
    let Some(values) = cases.iter().map(|(_, nodes)| only(nodes)).chain([only(otherwise)]).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let yes_or_no = |value: &String| matches!(value.as_str(), "true" | "false");
    let sort = match values.iter().filter(|value| yes_or_no(value)).count() {
        0 if values.iter().any(|value| value.contains('.')) => Sort::Decimal,
        0 => Sort::Int,
        all if all == values.len() => Sort::Bool,
        _ => return Ok(None),
    };
    let mut formula = values.last().cloned().unwrap_or_default();
    for ((condition, _), value) in cases.iter().zip(&values).rev() {
        formula = chosen(condition, value.clone(), formula, names)?;
    }
    Ok(Some(Value::sure(formula, sort)))
}

/// The number or the yes or no that a passage says, alone.
fn only(nodes: &[Node]) -> Option<String> {
    let said: Vec<_> = nodes.iter().filter(|node| !matches!(node, Node::Text(text) if text.trim().is_empty())).collect();
    match said.as_slice() {
        [Node::Text(text)] if is_number(text.trim()) => Some(text.trim().to_owned()),
        [Node::Text(text)] if matches!(text.trim(), "True" | "False") => Some(text.trim().to_lowercase()),
        [Node::Print(Ast::Bool(yes))] => Some(yes.to_string()),
        [Node::Print(Ast::Number(number))] if is_number(number) => Some(number.clone()),
        _ => None,
    }
}

fn chosen(condition: &Ast, yes: String, no: String, names: &Names) -> Result<String> {
    Ok(match expression::holds(condition, names, true, true)? {
        Cond::Always => yes,
        Cond::Never => no,
        Cond::When(condition, _) => format!("({condition} ? {yes} : {no})"),
    })
}

/// Nodes in which the names that stand for values are those values.
fn assigned(nodes: &[Node], assignments: &[(String, Ast)]) -> Vec<Node> {
    let in_ast = |ast: &Ast| ast.with(assignments);
    let in_nodes = |nodes: &[Node]| assigned(nodes, assignments);
    let one = |node: &Node| match node {
        Node::Print(ast) => Node::Print(in_ast(ast)),
        Node::If(cases, otherwise) => {
            Node::If(cases.iter().map(|(test, nodes)| (in_ast(test), in_nodes(nodes))).collect(), in_nodes(otherwise))
        }
        // a name given again inside is the inner one
        Node::With(inner, nodes) => {
            let outer: Vec<_> = assignments.iter().filter(|(name, _)| !inner.iter().any(|(again, _)| again == name)).cloned().collect();
            Node::With(inner.iter().map(|(name, ast)| (name.clone(), in_ast(ast))).collect(), assigned(nodes, &outer))
        }
        Node::FirstOf(values) => Node::FirstOf(values.iter().map(in_ast).collect()),
        other => other.clone(),
    };
    nodes.iter().map(one).collect()
}

/// All the pieces, end to end.
fn text(nodes: &[Node], names: &Names) -> Result<Value> {
    let mut pieces = Vec::new();
    for node in nodes {
        pieces.push(match node {
            Node::Text(text) => quoted(text),
            Node::Print(ast) => expression::operand(ast, names)?.text()?.source,
            Node::If(cases, otherwise) => {
                let mut formula = text(otherwise, names)?.source;
                for (condition, nodes) in cases.iter().rev() {
                    formula = chosen(condition, text(nodes, names)?.source, formula, names)?;
                }
                formula
            }
            Node::FirstOf(values) => first_of(values, names)?,
            Node::With(assignments, nodes) if assignments.is_empty() => text(nodes, names)?.source,
            Node::With(assignments, nodes) => text(&assigned(nodes, assignments), names)?.source,
            Node::Unknown(why) => return Err(Untranslated(why.clone())),
        });
    }
    pieces.retain(|piece| piece != "''");
    let formula = if pieces.is_empty() { "''".to_owned() } else { pieces.join(" + ") };
    let formula = if pieces.len() > 1 { format!("({formula})") } else { formula };
    if formula.len() > LONGEST {
        return Err(Untranslated("la formule obtenue est trop longue".into()));
    }
    Ok(Value::sure(formula, Sort::Text))
}

fn first_of(values: &[Ast], names: &Names) -> Result<String> {
    let mut formula = "''".to_owned();
    for value in values.iter().rev() {
        let there = expression::holds(value, names, true, true)?;
        let said = expression::operand(value, names).and_then(Operand::text)?.source;
        formula = match there {
            Cond::Always => said,
            Cond::Never => formula,
            Cond::When(condition, _) => format!("({condition} ? {said} : {formula})"),
        };
    }
    Ok(formula)
}
