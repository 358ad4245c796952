//! Reading a page that was sent.

use expr::Values;
use serde_json::Value as Json;

use crate::{
    Answers, CompiledField, CompiledForm, Journey, Submitted,
    action::{Action, SHOWN},
    blanks,
    journey::broken_exits,
};

/// What a page that was sent gives.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// All the answers, with the good ones of this page. Worth storing in any case.
    pub answers: Answers,
    /// What was typed, as typed, and what to correct.
    pub state: ui::FormState,
    /// Whether the page must be shown again though nothing is wrong: an item was
    /// added, a list searched, or a new question appeared.
    pub stays: bool,
}

impl Outcome {
    /// Whether the next page may come.
    pub fn may_go_on(&self) -> bool {
        !self.stays && !self.state.has_errors()
    }

    /// Whether something that was typed is wrong, and so not among the answers.
    pub fn loses(&self, form: &CompiledForm) -> bool {
        let is_lost = |error: &ui::FieldError| form.place_of(&error.field).is_some_and(|place| self.is_lost(&place));
        self.state.errors().iter().any(is_lost)
    }

    fn is_lost(&self, place: &str) -> bool {
        let mut path = place.split('.');
        let answer = path.next().and_then(|slug| self.answers.get(slug));
        let kept = path.fold(answer, |inside, part| match part.parse::<usize>() {
            Ok(index) => inside?.get(index),
            Err(_) => inside?.get(part),
        });
        let is_its = |input: &&str| input.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let is_typed = |input: &str| self.state.values(input).iter().any(|typed| !typed.trim().is_empty());
        kept.is_none_or(Json::is_null) && self.state.names().filter(is_its).any(is_typed)
    }
}

impl Journey<'_> {
    /// Reads what was typed on a page; `None` when that page is not asked.
    pub fn submit(&self, slug: &str, submitted: &Submitted) -> Option<Outcome> {
        let page = self.stage(slug)?.page;
        let (mut submitted, mut answers) = (submitted.clone().without_controls(), self.answers.clone().into_owned());
        let action = Action::of(&submitted);
        if let Some(action) = &action {
            action.apply(&mut submitted, &mut answers);
        }
        let mut reading =
            Reading { journey: self, values: self.values.clone(), answers, state: typed(&submitted), stays: action.is_some() };
        for field in &page.fields {
            reading.field(field, &submitted);
        }
        if reading.may_check() {
            reading.check(&page.fields);
        }
        if reading.may_check() {
            let messages: Vec<&str> = broken_exits(page, self.env, &reading.values).collect();
            messages.into_iter().for_each(|message| reading.state.add_error("", message));
        }
        if reading.may_check() {
            reading.drop_blanks(&page.fields, &mut submitted);
        }
        // a draft is hers to change on the day when nobody vouches any more
        Some(Outcome { answers: reading.answers.without_proofs(), state: reading.state, stays: reading.stays })
    }
}

/// What was typed, without what buttons and the engine added.
fn typed(submitted: &Submitted) -> ui::FormState {
    let mut state = ui::FormState::default();
    for (name, values) in submitted.values.iter().filter(|(name, _)| !name.starts_with('_')) {
        state.set(name.clone(), values.clone());
    }
    state
}

/// A page while it is read, question after question.
struct Reading<'j> {
    journey: &'j Journey<'j>,
    values: Values,
    answers: Answers,
    state: ui::FormState,
    stays: bool,
}

impl Reading<'_> {
    /// Whether nothing keeps one on the page so far: only then are the rules over several answers worth checking.
    fn may_check(&self) -> bool {
        !self.stays && !self.state.has_errors()
    }

    fn field(&mut self, field: &CompiledField, submitted: &Submitted) {
        let is_visible = field.is_visible(self.journey.env, &self.values);
        let answer = if is_visible { self.answer(field, submitted) } else { Json::Null };
        self.values.insert(field.slug().to_owned(), field.value(&answer));
    }

    /// Reads a visible field, keeps what is good of it, and gives what it counts for.
    fn answer(&mut self, field: &CompiledField, submitted: &Submitted) -> Json {
        let slug = field.slug();
        if self.journey.answers.proof(slug).is_some() {
            // shown and not asked: what was sent in its place is nothing
            return self.answers.get(slug).cloned().unwrap_or_default();
        }
        if field.kind.is_asked() && was_absent(slug, submitted) {
            // It appears because of an answer of this very page: show it before asking for it.
            self.stays = true;
            return self.answers.get(slug).cloned().unwrap_or_default();
        }
        let previous = self.answers.get(slug).cloned().unwrap_or_default();
        let parsed = field.read(slug, &previous, self.journey.env, &self.values, submitted);
        self.stays |= parsed.appeared;
        let is_good = parsed.errors.is_empty() && !(self.stays && parsed.answer.is_null());
        match field.kind.is_asked() {
            true if is_good || !parsed.answer.is_null() => self.answers.set(slug, parsed.answer.clone()),
            true => self.answers.remove(slug),
            // A text that was read, a value that is recomputed each time.
            false => self.answers.set(slug, Json::Null),
        }
        if !self.stays {
            parsed.errors.into_iter().for_each(|error| self.state.add_error(error.name, error.message));
        }
        parsed.answer
    }

    /// The author's rules on the answers of the page.
    fn check(&mut self, fields: &[CompiledField]) {
        for field in fields {
            let answer = self.answers.get(field.slug()).cloned().unwrap_or_default();
            if field.is_visible(self.journey.env, &self.values) {
                let broken = field.broken_checks(field.slug(), &answer, self.journey.env, &self.values);
                broken.into_iter().for_each(|error| self.state.add_error(error.name, error.message));
            }
        }
    }

    /// The page is left: items left blank give their places up, in the answers and in the inputs.
    fn drop_blanks(&mut self, fields: &[CompiledField], submitted: &mut Submitted) {
        for field in fields.iter().filter(|field| !field.children.is_empty()) {
            if let Some(answer) = self.answers.get(field.slug()).cloned() {
                blanks::move_up(field, field.slug(), &answer, submitted);
                self.answers.set(field.slug(), blanks::dropped(field, &answer));
            }
        }
        self.state = typed(submitted);
    }
}

/// Whether the page that was sent did not show this question.
fn was_absent(slug: &str, submitted: &Submitted) -> bool {
    let shown = submitted.all(SHOWN);
    !shown.is_empty() && !shown.iter().any(|shown| shown == slug)
}
