//! The questions of fixed answers that an expression may name, with those answers.

use std::{borrow::Cow, collections::BTreeMap};

use forms::Field;

use super::expressions::children;

/// A question of fixed answers.
#[derive(Debug, Clone)]
pub(super) struct Question<'a> {
    pub(super) label: Cow<'a, str>,
    answers: Vec<String>,
}

impl<'a> Question<'a> {
    fn of(label: Cow<'a, str>, field: &Field) -> Option<Self> {
        let options = field.settings.get("options")?.as_array()?;
        let answers = options.iter().filter_map(|option| option.get("value")?.as_str().map(str::to_owned)).collect();
        Some(Self { label, answers })
    }

    /// Whether this is one of its answers; nothing chosen is one.
    pub(super) fn has(&self, answer: &str) -> bool {
        answer.is_empty() || self.answers.iter().any(|known| known == answer)
    }
}

/// Questions by the names that expressions give them: `motif`, `enfants.classe`, `input.cause`.
#[derive(Debug, Clone, Default)]
pub(super) struct Questions<'a>(BTreeMap<String, Question<'a>>);

impl<'a> Questions<'a> {
    /// Those of a form, and those inside its blocks.
    pub(super) fn of(fields: impl IntoIterator<Item = &'a Field>) -> Self {
        let mut all = BTreeMap::new();
        for field in fields {
            all.extend(Question::of(Cow::Borrowed(&field.label), field).map(|question| (field.slug.clone(), question)));
            let inside = children(field).into_iter();
            all.extend(inside.filter_map(|child| {
                let name = format!("{}.{}", field.slug, child.slug);
                Some((name, Question::of(Cow::Owned(child.label.clone()), &child)?))
            }));
        }
        Self(all)
    }

    /// Inside a block, its questions are named by themselves.
    pub(super) fn inside(&self, block: &str) -> Self {
        let prefix = format!("{block}.");
        let own = self.0.iter().filter_map(|(name, question)| Some((name.strip_prefix(&prefix)?.to_owned(), question.clone())));
        Self(self.0.clone().into_iter().chain(own).collect())
    }

    /// With those that the agent is asked.
    pub(super) fn with_input(&self, fields: impl IntoIterator<Item = &'a Field>) -> Self {
        let asked = Self::of(fields).0.into_iter().map(|(name, question)| (format!("input.{name}"), question));
        Self(self.0.clone().into_iter().chain(asked).collect())
    }

    pub(super) fn named(&self, name: &str) -> Option<&Question<'a>> {
        self.0.get(name)
    }
}
