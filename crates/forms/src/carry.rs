//! Answers read again under another version of their form: what it takes over,
//! what it does not tell any more, what it asks and nobody was asked.

use std::{collections::BTreeSet, slice};

use expr::{Today, Values};
use maud::Markup;
use serde_json::Value as Json;

use crate::{
    Answers, CompiledField, CompiledForm, FileRef, Journey, Lookups, Submitted,
    group::{Env, settle},
    summary::shown,
};

/// The answers that a form takes over from those given under other versions of
/// it; `given` has the latest first. What it would read otherwise than it was
/// read stays behind, where [`kept`] finds it.
pub fn carried(given: &[Journey<'_>], form: &CompiledForm, lookups: &Lookups, today: Today, extra: &Values) -> Answers {
    let env = Env { lookups, today };
    let (mut taken, mut values) = (Answers::new(), extra.clone());
    for page in &form.pages {
        if page.condition.as_ref().is_some_and(|condition| !condition.holds(&values, today)) {
            continue;
        }
        for field in &page.fields {
            let answered = given.iter().find_map(|journey| answer_to(journey, field.slug()));
            let offered = answered.filter(|(origin, _)| origin.kind.is_asked() && field.kind.is_asked());
            if let Some(answer) = offered.and_then(|(origin, answer)| taken_over(origin, field, &answer, env, &values)) {
                taken.set(field.slug(), answer);
            }
            settle(slice::from_ref(field), Some(taken.map()), env, &mut values);
        }
    }
    Journey::new(form, &taken, lookups, today, extra).filed_answers()
}

/// The answers told before, oldest first, that are not told now in the same
/// words, each under the label it had. `file` shows a file, as in [`crate::given`].
pub fn kept(before: &[Journey<'_>], now: &Journey<'_>, file: &dyn Fn(&FileRef) -> Markup) -> Vec<ui::Row> {
    let (lookups, mut rows, mut seen) = (now.env.lookups, Vec::new(), BTreeSet::new());
    for (field, answer) in before.iter().flat_map(|before| untold(before, now)) {
        if seen.insert((field.slug(), field.kind.text(&answer, lookups))) {
            rows.push(shown(field, &answer, lookups, file));
        }
    }
    rows
}

/// The questions that need an answer and have none.
pub fn unanswered<'a>(journey: &Journey<'a>) -> Vec<&'a CompiledField> {
    let needs_one = |field: &CompiledField| field.with_ctx(field.slug(), &Json::Null, journey.env, &journey.values, |ctx| ctx.required);
    let asked = journey.stages().iter().flat_map(|stage| stage.visible()).filter(|(field, _)| field.kind.is_asked());
    let empty = asked.filter(|(_, settled)| settled.answer.as_deref().is_none_or(Json::is_null));
    empty.map(|(field, _)| field).filter(|field| field.kind.is_reported() && needs_one(field)).collect()
}

/// The question of this name that a journey asks or computes, with its answer.
fn answer_to<'a>(journey: &Journey<'a>, slug: &str) -> Option<(&'a CompiledField, Json)> {
    let mut met = journey.stages().iter().flat_map(|stage| stage.visible());
    met.find_map(|(field, settled)| Some((field, settled.answer.as_deref().filter(|_| field.slug() == slug)?.clone())))
}

/// What one journey tells and the other does not tell as well.
fn untold<'a>(before: &Journey<'a>, now: &Journey<'_>) -> Vec<(&'a CompiledField, Json)> {
    let told = before.stages().iter().flat_map(|stage| stage.visible()).filter(|(field, _)| field.kind.is_reported());
    let given = told.filter_map(|(field, settled)| Some((field, settled.answer.as_deref().filter(|answer| !answer.is_null())?.clone())));
    given.filter(|(field, answer)| !is_told(now, field, answer)).collect()
}

fn is_told(now: &Journey<'_>, field: &CompiledField, answer: &Json) -> bool {
    let Some((other, today)) = answer_to(now, field.slug()).filter(|(other, _)| other.kind.is_reported()) else { return false };
    let (env, values) = (now.env, &now.values);
    let understood = || is_same_kind(field, other) && today == *answer && read_back(other, answer, env, values).as_ref() == Some(answer);
    say_the_same(field, answer, other, &today, env.lookups) || understood()
}

/// The answer as another version of its question has it: whole, or what is left
/// of it. Nothing when it means nothing there.
fn taken_over(origin: &CompiledField, field: &CompiledField, answer: &Json, env: Env<'_>, values: &Values) -> Option<Json> {
    let same_words = || say_the_same(origin, answer, field, answer, env.lookups);
    match answer {
        Json::Null => Some(Json::Null),
        Json::Array(items) if !origin.children.is_empty() && !field.children.is_empty() => {
            Some(items.iter().map(|item| item_taken_over(origin, field, item, env, values)).collect())
        }
        answer if is_same_kind(origin, field) => read_back(field, answer, env, values).or_else(|| same_words().then(|| answer.clone())),
        answer => read_back(field, answer, env, values).filter(|read| read == answer && same_words()),
    }
}

/// An item of a block, question by question.
fn item_taken_over(origin: &CompiledField, field: &CompiledField, item: &Json, env: Env<'_>, values: &Values) -> Json {
    let taken = |child: &CompiledField| {
        let was = origin.children.iter().find(|was| was.slug() == child.slug())?;
        Some((child.slug().to_owned(), taken_over(was, child, item.get(child.slug())?, env, values)?))
    };
    Json::Object(field.children.iter().filter_map(taken).collect())
}

/// An answer as the citizen would give it again today; nothing when it would be refused.
fn read_back(field: &CompiledField, answer: &Json, env: Env<'_>, values: &Values) -> Option<Json> {
    let again = Submitted { values: field.kind.typed(field.slug(), answer), ..Submitted::default() };
    let read = field.with_ctx(field.slug(), answer, env, values, |ctx| field.kind.parse(ctx, &again));
    (read.errors.is_empty() && !read.answer.is_null()).then_some(read.answer)
}

fn say_the_same(one: &CompiledField, answer: &Json, other: &CompiledField, as_now: &Json, lookups: &Lookups) -> bool {
    one.kind.text(answer, lookups) == other.kind.text(as_now, lookups)
}

/// Whether two versions of a question, and of those inside it, are of one type.
fn is_same_kind(one: &CompiledField, other: &CompiledField) -> bool {
    let same = |child: &CompiledField| {
        let twin = other.children.iter().find(|twin| twin.slug() == child.slug());
        twin.is_none_or(|twin| is_same_kind(child, twin))
    };
    one.field.kind == other.field.kind && one.children.iter().all(same)
}

#[cfg(test)]
mod tests;
