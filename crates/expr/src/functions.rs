//! The table of functions. Each may be called `f(a, b)` or `a.f(b)`.
//!
//! An absent argument makes an absent result: implementations never see one.

mod calendar;
mod convert;
mod list;
mod text;

use crate::{EvalError, Today, Type, Value, steps::Steps};

/// What implementations may use besides their arguments.
pub(crate) struct Context<'s> {
    /// The time it is.
    pub today: Today,
    /// What is left of the evaluation's budget.
    pub steps: &'s mut Steps,
}

/// How a function is computed. The arguments have the announced types.
type Run = fn(&mut Context<'_>, &[&Value]) -> Result<Value, EvalError>;

/// One way to call a function; overloads are rows of the same name.
pub(crate) struct Function {
    /// Its name in the language.
    pub name: &'static str,
    /// What it takes.
    pub takes: &'static [Shape],
    /// What it gives.
    pub gives: Shape,
    /// Its implementation.
    pub run: Run,
    /// How it reads in French: `{0}`, `{1}` stand for the arguments.
    pub reads: &'static str,
}

/// The types functions take and give, as constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Bool,
    Int,
    Decimal,
    Text,
    Date,
    Timestamp,
    Ints,
    Decimals,
    Dates,
    AnyList,
}

use Shape::*;

const TABLE: &[Function] = &[
    f("size", &[Text], Int, text::size, "le nombre de caractères de {0}"),
    f("size", &[AnyList], Int, list::size, "le nombre d’éléments de {0}"),
    f("contains", &[Text, Text], Bool, text::contains, "{0} contient {1}"),
    f("startsWith", &[Text, Text], Bool, text::starts_with, "{0} commence par {1}"),
    f("endsWith", &[Text, Text], Bool, text::ends_with, "{0} finit par {1}"),
    f("lower", &[Text], Text, text::lower, "{0} en minuscules"),
    f("upper", &[Text], Text, text::upper, "{0} en majuscules"),
    f("trim", &[Text], Text, text::trim, "{0} sans espace autour"),
    f("int", &[Int], Int, convert::same, "{0}"),
    f("int", &[Decimal], Int, convert::int_from_decimal, "la partie entière de {0}"),
    f("int", &[Text], Int, convert::int_from_text, "le nombre lu dans {0}"),
    f("decimal", &[Decimal], Decimal, convert::same, "{0}"),
    f("decimal", &[Text], Decimal, convert::decimal_from_text, "le nombre lu dans {0}"),
    f("string", &[Text], Text, convert::same, "{0}"),
    f("string", &[Bool], Text, convert::text_from_bool, "{0} en texte"),
    f("string", &[Int], Text, convert::text_from_int, "{0} en texte"),
    f("string", &[Decimal], Text, convert::text_from_decimal, "{0} en texte"),
    f("string", &[Date], Text, convert::text_from_date, "{0} en texte"),
    f("string", &[Timestamp], Text, convert::text_from_timestamp, "{0} en texte"),
    f("date", &[Date], Date, convert::same, "{0}"),
    f("date", &[Text], Date, convert::date_from_text, "la date lue dans {0}"),
    f("date", &[Timestamp], Date, convert::date_from_timestamp, "le jour de {0}"),
    f("today", &[], Date, calendar::today, "aujourd’hui"),
    f("now", &[], Timestamp, calendar::now, "maintenant"),
    f("age", &[Date], Int, calendar::age, "l’âge compté depuis {0}"),
    f("age_on", &[Date, Date], Int, calendar::age_on, "l’âge compté depuis {0}, à la date {1},"),
    f("add_days", &[Date, Int], Date, calendar::add_days, "{0} plus {1} jours"),
    f("add_months", &[Date, Int], Date, calendar::add_months, "{0} plus {1} mois"),
    f("add_years", &[Date, Int], Date, calendar::add_years, "{0} plus {1} ans"),
    f("add_working_days", &[Date, Int], Date, calendar::add_working_days, "{0} plus {1} jours ouvrés"),
    f("is_working_day", &[Date], Bool, calendar::is_working_day, "{0} est un jour ouvré"),
    f("is_holiday", &[Date], Bool, calendar::is_holiday, "{0} est un jour férié"),
    f("days_between", &[Date, Date], Int, calendar::days_between, "le nombre de jours entre {0} et {1}"),
    f("working_days_between", &[Date, Date], Int, calendar::working_days_between, "le nombre de jours ouvrés entre {0} et {1}"),
    f("year", &[Date], Int, calendar::year, "l’année de {0}"),
    f("month", &[Date], Int, calendar::month, "le mois de {0}"),
    f("day", &[Date], Int, calendar::day, "le jour du mois de {0}"),
    f("weekday", &[Date], Int, calendar::weekday, "le jour de la semaine de {0} (1 pour lundi)"),
    f("min", &[Ints], Int, list::min, "le plus petit de {0}"),
    f("min", &[Decimals], Decimal, list::min, "le plus petit de {0}"),
    f("min", &[Dates], Date, list::min, "la première date de {0}"),
    f("max", &[Ints], Int, list::max, "le plus grand de {0}"),
    f("max", &[Decimals], Decimal, list::max, "le plus grand de {0}"),
    f("max", &[Dates], Date, list::max, "la dernière date de {0}"),
    f("sum", &[Ints], Int, list::sum_of_ints, "la somme de {0}"),
    f("sum", &[Decimals], Decimal, list::sum_of_decimals, "la somme de {0}"),
];

const fn f(name: &'static str, takes: &'static [Shape], gives: Shape, run: Run, reads: &'static str) -> Function {
    Function { name, takes, gives, run, reads }
}

/// A way to call a function, for whoever tells of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The function's name.
    pub name: &'static str,
    /// What it takes; a list of `null` is a list of anything.
    pub takes: Vec<Type>,
    /// What it gives.
    pub gives: Type,
    /// How it reads in French: `{0}`, `{1}` stand for the arguments.
    pub reads: &'static str,
}

/// Every way to call every function.
pub fn signatures() -> impl Iterator<Item = Signature> {
    TABLE.iter().map(|function| Signature {
        name: function.name,
        takes: function.takes.iter().map(|shape| shape.ty()).collect(),
        gives: function.gives.ty(),
        reads: function.reads,
    })
}

/// The overloads of a name, in the order in which they are tried.
pub(crate) fn named(name: &str) -> impl Iterator<Item = &'static Function> {
    TABLE.iter().filter(move |function| function.name == name)
}

/// A date as `date()` reads it.
pub(crate) fn read_date(text: &str) -> Option<jiff::civil::Date> {
    convert::read_date(text)
}

/// The names of all functions.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|function| function.name)
}

impl Shape {
    /// As a type; the list of anything is a list of `null`, which any list joins.
    pub fn ty(self) -> Type {
        match self {
            Self::Bool => Type::Bool,
            Self::Int => Type::Int,
            Self::Decimal => Type::Decimal,
            Self::Text => Type::Text,
            Self::Date => Type::Date,
            Self::Timestamp => Type::Timestamp,
            Self::Ints => Type::list(Type::Int),
            Self::Decimals => Type::list(Type::Decimal),
            Self::Dates => Type::list(Type::Date),
            Self::AnyList => Type::list(Type::Null),
        }
    }
}

/// The arguments are not those of the table: the checker forbids it.
fn wrong<T>() -> Result<T, EvalError> {
    Err(EvalError::WrongType("argument".to_owned()))
}
