//! A form filled by itself: for the demo, the studio's preview and tests.

use expr::{Today, Values};

use crate::{Answers, CompiledForm, Journey, Lookups, Submitted};

/// Valid answers to the whole form, varied by `index`. `None` when an author's rule
/// refuses what the types propose.
pub fn sample_answers(form: &CompiledForm, lookups: &Lookups, today: Today, extra: &Values, index: usize) -> Option<Answers> {
    let mut answers = Answers::new();
    // A page may come back twice: once for the questions that its own answers open.
    for _ in 0..=2 * form.pages().len() {
        let journey = Journey::new(form, &answers, lookups, today, extra);
        let Some(page) = journey.first_to_do() else { return Some(answers) };
        answers = journey.submit(page, &sample_page(&journey, page, index))?.answers;
    }
    Journey::new(form, &answers, lookups, today, extra).is_complete().then_some(answers)
}

/// The page filled with samples of what it asks.
pub fn sample_page(journey: &Journey<'_>, page: &str, index: usize) -> Submitted {
    let mut submitted = Submitted::default();
    for field in journey.visible_fields(page) {
        let kept = journey.answers.get(field.slug()).unwrap_or(&serde_json::Value::Null);
        let sample = field.with_ctx(field.slug(), kept, journey.env, &journey.values, |ctx| field.kind().sample(ctx, index));
        submitted.extend(sample);
    }
    submitted
}
