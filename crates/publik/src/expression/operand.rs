//! What stands on one side of a comparison: a value known at once, a choice
//! among known answers, or a formula with its type.

use super::{Ast, Known, Literal, Names, Pair, Result, Sort, Variable, cannot, filters, literal};

/// A side of a comparison.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Known(Literal),
    /// One answer among several, read as text through filters of texts.
    Choice(Choice),
    /// Several answers.
    Choices {
        source: String,
        options: Vec<Pair>,
    },
    Value(Value),
}

/// A choice whose text is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub source: String,
    /// What is kept, and the text that the expression sees.
    pub seen: Vec<(String, Literal)>,
    /// The text seen when there is no answer.
    pub empty: Literal,
}

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub source: String,
    pub sort: Sort,
    /// The formulas whose absence makes it absent.
    pub needs: Vec<String>,
}

impl Value {
    /// A formula that is never absent.
    pub fn sure(source: impl Into<String>, sort: Sort) -> Self {
        Self { source: source.into(), sort, needs: Vec::new() }
    }

    /// The same, with another formula around.
    pub fn around(&self, source: String, sort: Sort) -> Self {
        Self { source, sort, needs: self.needs.clone() }
    }
}

/// Reads a side of a comparison.
pub(crate) fn operand(ast: &Ast, names: &Names) -> Result<Operand> {
    match ast {
        Ast::Text(text) => Ok(Operand::Known(Literal::Text(text.clone()))),
        Ast::Number(number) => Ok(Operand::Known(Literal::Number(number.clone()))),
        Ast::Bool(yes) => Ok(Operand::Known(Literal::Bool(*yes))),
        Ast::Nothing => Ok(Operand::Known(Literal::Nothing)),
        Ast::List(items) => {
            let texts = items.iter().map(|item| match operand(item, names)? {
                Operand::Known(literal) => Ok(literal.text()),
                _ => cannot("une liste contient autre chose que des valeurs écrites"),
            });
            texts.collect::<Result<_>>().map(|items| Operand::Known(Literal::List(items)))
        }
        Ast::Name(name) => named(name, names),
        Ast::Filter(inner, filter, args) => filters::apply(operand(inner, names)?, filter, args, names),
        Ast::Not(_) | Ast::And(_) | Ast::Or(_) | Ast::Compare(..) => cannot("une condition est employée comme valeur"),
    }
}

fn named(name: &str, names: &Names) -> Result<Operand> {
    match names.find(name) {
        None => cannot(format!("la variable «\u{a0}{name}\u{a0}» n’existe pas ici")),
        Some(Known::Constant(value)) => Ok(Operand::Known(value)),
        Some(Known::Variable(variable, raw)) => Ok(read(variable, raw)),
    }
}

fn read(variable: &Variable, raw: bool) -> Operand {
    let source = if raw { &variable.raw } else { &variable.source };
    match &variable.sort {
        Sort::Choice(options) => {
            let seen = options.iter().map(|pair| (pair.value.clone(), Literal::Text(if raw { &pair.value } else { &pair.label }.clone())));
            Operand::Choice(Choice { source: source.clone(), seen: seen.collect(), empty: Literal::Nothing })
        }
        Sort::Choices(options) => Operand::Choices { source: source.clone(), options: options.clone() },
        sort => {
            let needs = if source.ends_with("()") { vec![] } else { vec![source.clone()] };
            Operand::Value(Value { source: source.clone(), sort: sort.clone(), needs })
        }
    }
}

impl Operand {
    /// As a number.
    pub fn number(self) -> Result<Value> {
        match self {
            Self::Known(known) => match known.number() {
                Some(number) => {
                    let sort = if number % 1_000_000 == 0 { Sort::Int } else { Sort::Decimal };
                    Ok(Value::sure(literal::plain(number), sort))
                }
                None => cannot(format!("«\u{a0}{}\u{a0}» n’est pas un nombre", known.text())),
            },
            Self::Value(value) => match value.sort {
                Sort::Int | Sort::Decimal => Ok(value),
                Sort::Text => Ok(value.around(format!("decimal({})", value.source), Sort::Decimal)),
                _ => cannot("une réponse qui n’est pas un nombre est comptée"),
            },
            Self::Choice(choice) => choice.same().map(|value| value.around(format!("decimal({})", value.source), Sort::Decimal)),
            Self::Choices { .. } => cannot("une liste est comptée comme un nombre"),
        }
    }

    /// As a day.
    pub fn date(self) -> Result<Value> {
        match self {
            Self::Known(known) => match known.date() {
                Some(day) => Ok(Value::sure(format!("date('{day}')"), Sort::Date)),
                None => cannot(format!("«\u{a0}{}\u{a0}» n’est pas une date", known.text())),
            },
            Self::Value(value) if value.sort == Sort::Date => Ok(value),
            _ => cannot("une réponse qui n’est pas une date est comparée à une date"),
        }
    }

    /// As a text to be read, empty when there is nothing.
    pub fn text(self) -> Result<Value> {
        match self {
            Self::Known(known) => Ok(Value::sure(literal::quoted(&known.text()), Sort::Text)),
            Self::Choice(choice) => choice.label(),
            Self::Choices { .. } => cannot("une liste de réponses est mise en texte"),
            Self::Value(value) => {
                let text = match value.sort {
                    Sort::Text => value.source.clone(),
                    Sort::Int | Sort::Decimal | Sort::Date => format!("string({})", value.source),
                    Sort::Bool => return Ok(Value::sure(format!("({} ? 'Oui' : 'Non')", present(&value)), Sort::Text)),
                    _ => return cannot("un bloc, un lieu ou des fichiers sont mis en texte"),
                };
                Ok(match value.needs.as_slice() {
                    [] => Value::sure(text, Sort::Text),
                    needs => Value::sure(format!("({} ? {text} : '')", all_there(needs)), Sort::Text),
                })
            }
        }
    }

    /// As it is, whatever its type.
    pub fn typed(self) -> Result<Value> {
        match self {
            Self::Known(Literal::Number(_)) => self.number(),
            Self::Known(Literal::Bool(yes)) => Ok(Value::sure(yes.to_string(), Sort::Bool)),
            Self::Choice(choice) => choice.same(),
            Self::Choices { source, options } => Ok(Value { needs: vec![source.clone()], source, sort: Sort::Choices(options) }),
            Self::Value(value) => Ok(value),
            known => known.text(),
        }
    }
}

/// A yes or no that is never absent.
fn present(value: &Value) -> String {
    match value.needs.as_slice() {
        [] => value.source.clone(),
        needs => format!("{} && {}", all_there(needs), value.source),
    }
}

/// All these are there.
pub(crate) fn all_there(needs: &[String]) -> String {
    needs.iter().map(|need| format!("has({need})")).collect::<Vec<_>>().join(" && ")
}

impl Choice {
    /// The formula of the text seen, when it is what is kept.
    pub fn same(&self) -> Result<Value> {
        let same = self.seen.iter().all(|(value, seen)| *seen == Literal::Text(value.clone()));
        if same { Ok(Value { source: self.source.clone(), sort: Sort::Text, needs: vec![self.source.clone()] }) } else { self.label() }
    }

    /// A formula of the text seen, empty when there is no answer.
    fn label(&self) -> Result<Value> {
        let source = &self.source;
        let different: Vec<_> = self.seen.iter().filter(|(value, seen)| *seen != Literal::Text(value.clone())).collect();
        if different.len() > 12 {
            return cannot("le libellé d’une longue liste est mis en texte");
        }
        let cases: String = different
            .iter()
            .map(|(value, seen)| format!("{source} == {} ? {} : ", literal::quoted(value), literal::quoted(&seen.text())))
            .collect();
        Ok(Value::sure(format!("(has({source}) ? ({cases}{source}) : {})", literal::quoted(&self.empty.text())), Sort::Text))
    }
}
