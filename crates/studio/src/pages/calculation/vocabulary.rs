//! What a calculation may say: the questions before it, by their labels.

use authoring::condition::{Operand, OperandKind};
use ui::{Column, Markup, html};

use crate::pages::sheet::words::{Group, Word};

/// The questions that count, by their labels.
pub(super) fn numbers(operands: &[Operand]) -> Group {
    let counts = |operand: &&Operand| matches!(operand.kind, OperandKind::Number | OperandKind::Amount);
    let own = operands.iter().filter(counts).map(|operand| (operand.path.to_string(), operand));
    // what stands in the items of a block is no number of its own
    let own = own.filter(|(path, _)| !path.contains("[]"));
    ("Questions", own.map(|(code, operand)| Word { code, label: operand.label.clone() }).collect())
}

/// What may stand in a formula: signs, and what was answered, by its question.
pub(super) fn table(operands: &[Operand]) -> Markup {
    let useful =
        |operand: &&Operand| matches!(operand.kind, OperandKind::Number | OperandKind::Amount | OperandKind::Date | OperandKind::YesNo);
    let rows: Vec<Vec<Markup>> =
        operands.iter().filter(useful).map(|operand| vec![html! { (operand.label) }, html! { code { (operand.path) } }]).collect();
    html! {
        p { code { "+" } " plus, " code { "-" } " moins, " code { "×" } " ou " code { "*" } " fois, " code { "/" } " divisé par, avec des parenthèses au besoin." }
        @if rows.is_empty() { p { "Les nombres demandés avant cette question apparaîtront ici." } }
        @else { (ui::table("Ce qui peut y entrer", &[Column::text("Réponse"), Column::text("À écrire")], &rows)) }
    }
}
