//! Where a citizen is in a form, computed from her answers alone.

use std::borrow::Cow;

use expr::{Today, Values};
use serde_json::{Map, Value as Json};

use crate::{
    Answers, Certified, CompiledField, CompiledForm, CompiledPage, Lookups, blanks,
    compiled::value_of,
    group::{Env, Settled, settle},
    prefill,
};

/// A form, the answers given so far, and what follows from them.
pub struct Journey<'a> {
    pub(crate) answers: Cow<'a, Answers>,
    pub(crate) env: Env<'a>,
    pub(crate) values: Values,
    pages: Vec<Stage<'a>>,
}

/// A page that is asked.
pub(crate) struct Stage<'a> {
    pub page: &'a CompiledPage,
    /// One per field of the page, in order.
    pub fields: Vec<Settled<'a>>,
    is_complete: bool,
}

impl<'a> Journey<'a> {
    /// Walks the form. `extra` holds the records that the form was compiled with: `case`, `citizen`.
    pub fn new(form: &'a CompiledForm, answers: &'a Answers, lookups: &'a Lookups, today: Today, extra: &Values) -> Self {
        Self::walk(form, Cow::Borrowed(answers), Env { lookups, today }, extra)
    }

    /// The same for a citizen of whom some things are certified: these are her
    /// answers, whatever was typed.
    pub fn for_citizen(
        form: &'a CompiledForm,
        answers: &'a Answers,
        lookups: &'a Lookups,
        today: Today,
        extra: &Values,
        certified: &Certified,
    ) -> Self {
        let env = Env { lookups, today };
        Self::walk(form, certain(form, answers, env, extra, certified), env, extra)
    }

    fn walk(form: &'a CompiledForm, answers: Cow<'a, Answers>, env: Env<'a>, extra: &Values) -> Self {
        let (mut values, mut pages) = (extra.clone(), Vec::new());
        for page in &form.pages {
            let is_asked = page.condition.as_ref().is_none_or(|condition| condition.holds(&values, env.today));
            if !is_asked {
                continue;
            }
            let fields = match &answers {
                Cow::Borrowed(answers) => settle(&page.fields, Some(answers.map()), env, &mut values),
                // these answers live in the journey itself
                Cow::Owned(answers) => {
                    settle(&page.fields, Some(answers.map()), env, &mut values).into_iter().map(Settled::into_owned).collect()
                }
            };
            if fields.iter().any(|field| field.is_visible) {
                pages.push(Stage { page, is_complete: is_complete(page, &fields, &answers, env, &values), fields });
            }
        }
        Self { answers, env, values, pages }
    }

    /// The pages that are asked now.
    pub fn pages(&self) -> impl Iterator<Item = &'a CompiledPage> {
        self.pages.iter().map(|stage| stage.page)
    }

    /// The first page that still needs something; `None` when all is answered.
    pub fn first_to_do(&self) -> Option<&'a str> {
        self.pages.iter().find(|stage| !stage.is_complete).map(|stage| stage.page.slug.as_str())
    }

    /// Whether everything that is asked is answered.
    pub fn is_complete(&self) -> bool {
        self.first_to_do().is_none()
    }

    /// The page after this one; `None` after the last, where the summary comes.
    pub fn next(&self, after: &str) -> Option<&'a str> {
        self.pages.get(self.index(after)? + 1).map(|stage| stage.page.slug.as_str())
    }

    /// The page before this one.
    pub fn previous(&self, before: &str) -> Option<&'a str> {
        self.pages.get(self.index(before)?.checked_sub(1)?).map(|stage| stage.page.slug.as_str())
    }

    /// Whether one may open this page: it is asked, and all before it is answered.
    pub fn can_visit(&self, slug: &str) -> bool {
        self.index(slug).is_some_and(|index| self.pages[..index].iter().all(|stage| stage.is_complete))
    }

    /// « Étape 2 sur 5 », as numbers.
    pub fn step(&self, slug: &str) -> Option<(usize, usize)> {
        self.index(slug).map(|index| (index + 1, self.pages.len()))
    }

    /// The questions asked now on a page.
    pub fn visible_fields(&self, slug: &str) -> Vec<&'a CompiledField> {
        self.stage(slug).map_or_else(Vec::new, |stage| stage.visible().map(|(field, _)| field).collect())
    }

    /// The answers as expressions read them, hidden ones absent, with the records given.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// What is sent: the answers to what is asked, and the computed values. What
    /// was answered before it became hidden stays in the draft only. Who vouches
    /// for an answer is kept with it.
    pub fn filed_answers(&self) -> Answers {
        let visible = self.pages.iter().flat_map(Stage::visible);
        let reported = visible.filter(|(field, _)| field.kind.is_asked() || field.kind.value_type() != expr::Type::Null);
        let answers =
            reported.filter_map(|(field, settled)| Some((field.slug().to_owned(), blanks::dropped(field, settled.answer.as_deref()?))));
        Answers::from_json(Json::Object(answers.collect::<Map<_, _>>())).with_proofs_of(&self.answers)
    }

    /// What stands in the inputs of a page when it opens: the answers, or what is
    /// known from the citizen's account, or the defaults.
    pub fn state(&self, slug: &str) -> ui::FormState {
        let mut state = ui::FormState::default();
        for (field, _) in self.stage(slug).into_iter().flat_map(Stage::visible) {
            for (name, values) in field.kind.typed(field.slug(), &self.opening_answer(field)) {
                state.set(name, values);
            }
        }
        state
    }

    /// The answer a field shows when its page opens.
    fn opening_answer(&self, field: &CompiledField) -> Json {
        if let Some(answer) = self.answers.get(field.slug()) {
            return answer.clone();
        }
        let default = || field.default.as_ref().map(|default| value_of(default, self.env, &self.values));
        self.known(field).unwrap_or_else(|| default().map_or(Json::Null, |value| field.kind.answer_of(&value, self.env.lookups)))
    }

    /// What the citizen's account says for a field.
    fn known(&self, field: &CompiledField) -> Option<Json> {
        let claim = prefill::claim(&self.values, field.field.prefill.as_deref()?)?;
        Some(field.kind.answer_of(claim, self.env.lookups))
    }

    /// Whether a field shows what the citizen's account says.
    pub(crate) fn is_of_account(&self, field: &CompiledField) -> bool {
        let answer = self.answers.get(field.slug());
        self.known(field).is_some_and(|known| answer.is_none_or(|answer| *answer == known))
    }

    pub(crate) fn stages(&self) -> &[Stage<'a>] {
        &self.pages
    }

    pub(crate) fn stage(&self, slug: &str) -> Option<&Stage<'a>> {
        self.pages.get(self.index(slug)?)
    }

    fn index(&self, slug: &str) -> Option<usize> {
        self.pages.iter().position(|stage| stage.page.slug == slug)
    }
}

impl<'a> Stage<'a> {
    /// The fields asked, with their answers.
    pub fn visible(&self) -> impl Iterator<Item = (&'a CompiledField, &Settled<'a>)> {
        self.page.fields.iter().zip(&self.fields).filter(|(_, settled)| settled.is_visible)
    }
}

/// The answers, with those that are certified. What a question cannot take is asked all the same.
fn certain<'a>(form: &CompiledForm, answers: &'a Answers, env: Env<'_>, extra: &Values, certified: &Certified) -> Cow<'a, Answers> {
    let mut certain = Cow::Borrowed(answers);
    for field in form.fields() {
        let name = field.field.prefill.as_deref().unwrap_or_default();
        let Some((claim, proof)) = prefill::claim(extra, name).zip(certified.get(name)) else { continue };
        let answer = field.kind.answer_of(claim, env.lookups);
        let faults = field.with_ctx(field.slug(), &answer, env, extra, |ctx| field.kind.check(ctx, &answer));
        if !answer.is_null() && faults.is_empty() {
            certain.to_mut().certify(field.slug(), answer, proof.clone());
        }
    }
    certain
}

/// Whether a page is answered and may be left.
fn is_complete(page: &CompiledPage, fields: &[Settled<'_>], answers: &Answers, env: Env<'_>, values: &Values) -> bool {
    let visible = || page.fields.iter().zip(fields).filter(|(_, settled)| settled.is_visible);
    let sound = visible().all(|(field, settled)| settled.faults(field, field.slug(), env, values).is_empty());
    // A page of texts is done once it was read: sending it leaves a null by each text.
    let read = visible().any(|(field, _)| field.kind.is_asked()) || visible().any(|(field, _)| answers.get(field.slug()).is_some());
    sound && read && broken_exits(page, env, values).next().is_none()
}

/// What keeps one from leaving a page.
pub(crate) fn broken_exits<'p>(page: &'p CompiledPage, env: Env<'p>, values: &'p Values) -> impl Iterator<Item = &'p str> {
    page.exit.iter().filter(move |(condition, _)| !condition.holds(values, env.today)).map(|(_, message)| message.as_str())
}
