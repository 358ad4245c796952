//! What can go wrong: when an expression is written, and when it is computed.

use std::{fmt, ops::Range};

/// A mistake in the source of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where, in bytes of the source.
    pub at: Range<usize>,
    /// What is wrong and what to write instead, in French, for an administrator.
    pub message: String,
}

impl Diagnostic {
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Why a well-typed expression gave no value. Never carries the values read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvalError {
    /// Division by zero, or remainder of it.
    DivisionByZero,
    /// A number out of its range: 64 bits, or about nine thousand billion for decimals.
    Overflow,
    /// A date out of the calendar, or a number of days nobody waits for.
    DateOutOfRange,
    /// A text that `int()` or `decimal()` cannot read.
    NotANumber,
    /// A text that `date()` cannot read.
    NotADate,
    /// Lists or texts so large that the computation was stopped.
    TooLong,
    /// The value given for this name is not of its declared type: a defect of the caller.
    WrongType(String),
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DivisionByZero => f.write_str("Le calcul divise par zéro."),
            Self::Overflow => f.write_str("Le calcul donne un nombre trop grand."),
            Self::DateOutOfRange => f.write_str("Le calcul sort du calendrier."),
            Self::NotANumber => f.write_str("Le texte lu n’est pas un nombre."),
            Self::NotADate => f.write_str("Le texte lu n’est pas une date."),
            Self::TooLong => f.write_str("Le calcul est trop long."),
            Self::WrongType(name) => write!(f, "La valeur de «\u{a0}{name}\u{a0}» n’est pas du type annoncé."),
        }
    }
}

impl std::error::Error for EvalError {}
