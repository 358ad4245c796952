//! Days, ages and French working time.

use jiff::{Span, ToSpan, civil::Date};
use kernel::calendar;

use super::{Context, wrong};
use crate::{EvalError, Value};

type Outcome = Result<Value, EvalError>;

/// More working days than this is a mistake, and counting them would be long.
const MOST_WORKING_DAYS: i64 = 10_000;

/// The first full year of the Gregorian calendar, without which Easter has no date.
const FIRST_YEAR: i16 = 1583;

/// The day in Paris.
pub(super) fn today(context: &mut Context<'_>, _: &[&Value]) -> Outcome {
    Ok(Value::Date(context.today.day()))
}

pub(super) fn now(context: &mut Context<'_>, _: &[&Value]) -> Outcome {
    Ok(Value::Timestamp(context.today.now))
}

/// In full years, today; negative before birth.
pub(super) fn age(context: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(birth)] = args else { return wrong() };
    Ok(Value::Int(full_years(*birth, context.today.day())))
}

pub(super) fn age_on(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(birth), Value::Date(day)] = args else { return wrong() };
    Ok(Value::Int(full_years(*birth, *day)))
}

/// Who is born on 29 February gets a year older on 1 March of common years.
fn full_years(birth: Date, day: Date) -> i64 {
    let not_yet = (day.month(), day.day()) < (birth.month(), birth.day());
    i64::from(day.year()) - i64::from(birth.year()) - i64::from(not_yet)
}

pub(super) fn add_days(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    added(args, Span::try_days)
}

/// The last day of the month when the month reached is shorter.
pub(super) fn add_months(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    added(args, Span::try_months)
}

/// 28 February when the year reached has no 29 February.
pub(super) fn add_years(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    added(args, Span::try_years)
}

fn added(args: &[&Value], unit: fn(Span, i64) -> Result<Span, jiff::Error>) -> Outcome {
    let [Value::Date(day), Value::Int(n)] = args else { return wrong() };
    let reached = unit(Span::new(), *n).and_then(|span| day.checked_add(span));
    reached.map(Value::Date).map_err(|_| EvalError::DateOutOfRange)
}

/// The n-th working day after the day, or before it when n is negative.
pub(super) fn add_working_days(context: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(day), Value::Int(n)] = args else { return wrong() };
    if n.unsigned_abs() > MOST_WORKING_DAYS.unsigned_abs() {
        return Err(EvalError::DateOutOfRange);
    }
    context.steps.spend(n.unsigned_abs())?;
    let step = n.signum().days();
    let (mut day, mut left) = (*day, n.unsigned_abs());
    while left > 0 {
        day = day.checked_add(step).map_err(|_| EvalError::DateOutOfRange)?;
        left -= u64::from(calendar::is_working_day(gregorian(day)?));
    }
    Ok(Value::Date(day))
}

fn gregorian(day: Date) -> Result<Date, EvalError> {
    if day.year() >= FIRST_YEAR { Ok(day) } else { Err(EvalError::DateOutOfRange) }
}

pub(super) fn is_working_day(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(day)] = args else { return wrong() };
    gregorian(*day).map(|day| Value::Bool(calendar::is_working_day(day)))
}

pub(super) fn is_holiday(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(day)] = args else { return wrong() };
    gregorian(*day).map(|day| Value::Bool(calendar::is_holiday(day)))
}

/// Negative when the second day comes first.
pub(super) fn days_between(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(from), Value::Date(to)] = args else { return wrong() };
    Ok(Value::Int(days(*from, *to)))
}

fn days(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// Working days after the first day, up to the second included: the inverse of
/// `add_working_days`. Negative when the second day comes first.
pub(super) fn working_days_between(context: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(from), Value::Date(to)] = args else { return wrong() };
    let (from, to) = (gregorian(*from)?, gregorian(*to)?);
    context.steps.spend(u64::from(from.year().abs_diff(to.year())))?;
    Ok(Value::Int(if from <= to { working_days(from, to) } else { -working_days(to, from) }))
}

fn working_days(from: Date, to: Date) -> i64 {
    let is_weekday = |day: Date| day.weekday().to_monday_one_offset() <= 5;
    let weeks = days(from, to) / 7;
    let rest = days(from, to) % 7;
    let in_rest = (0..rest).filter_map(|n| to.checked_sub(n.days()).ok()).filter(|day| is_weekday(*day)).count();
    let holidays = (from.year()..=to.year())
        .flat_map(calendar::holidays)
        .filter(|day| from < *day && *day <= to && is_weekday(*day))
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    weeks * 5 + count(in_rest) - count(holidays)
}

pub(super) fn year(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    part(args, |day| day.year().into())
}

pub(super) fn month(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    part(args, |day| day.month().into())
}

pub(super) fn day(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    part(args, |day| day.day().into())
}

/// 1 for Monday to 7 for Sunday.
pub(super) fn weekday(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    part(args, |day| day.weekday().to_monday_one_offset().into())
}

fn part(args: &[&Value], part: fn(Date) -> i64) -> Outcome {
    let [Value::Date(day)] = args else { return wrong() };
    Ok(Value::Int(part(*day)))
}
