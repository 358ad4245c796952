//! The names that texts may say.

use std::collections::{BTreeMap, BTreeSet};

use forms::Field;

use crate::{Definition, context::KNOWN};

/// The names that a definition gives to its own things.
pub(crate) struct Words {
    /// The form's questions, with their labels: `answers.…` and `labels.…`.
    pub(crate) labels: BTreeMap<String, String>,
    /// The parts of their answers, by question: `parts.….…`.
    pub(crate) parts: BTreeMap<String, Vec<&'static str>>,
    /// Those that no text says, as texts write them: `answers.…`, `input.…`.
    pub(crate) sensitive: BTreeSet<String>,
    /// `data.…`
    pub(crate) data: BTreeSet<String>,
    /// `input.…`, of all input forms together.
    pub(crate) inputs: BTreeSet<String>,
}

impl Words {
    pub(crate) fn of(definition: &Definition) -> Self {
        let fields = || definition.form.pages.iter().flat_map(|page| &page.fields);
        let named = |prefix: &str, slug: &String| format!("{prefix}.{slug}");
        let sensitive = forms::sensitive(fields());
        let keys = |field: &Field| field.parts().into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        let in_parts = |field: &Field| keys(field).into_iter().map(|key| part(&field.slug, key)).collect::<Vec<_>>();
        let asked = || definition.inputs.values().flatten();
        Self {
            labels: fields().map(|field| (field.slug.clone(), field.label.clone())).collect(),
            parts: fields().map(|field| (field.slug.clone(), keys(field))).filter(|(_, keys)| !keys.is_empty()).collect(),
            sensitive: fields()
                .filter(|field| sensitive.contains(&field.slug))
                .flat_map(in_parts)
                .chain(sensitive.iter().map(|slug| named("answers", slug)))
                .chain(definition.inputs.values().flat_map(forms::sensitive).map(|slug| named("input", &slug)))
                .collect(),
            data: definition.workflow.data.iter().map(|field| field.slug.to_string()).collect(),
            inputs: asked().map(|field| field.slug.clone()).collect(),
        }
    }

    /// All names, as templates write them.
    pub(crate) fn known(&self) -> BTreeSet<String> {
        let prefixed = |prefix: &str, name: &String| format!("{prefix}.{name}");
        let answers = self.labels.keys().flat_map(|name| [prefixed("answers", name), prefixed("labels", name)]);
        let parts = self.parts.iter().flat_map(|(name, keys)| keys.iter().map(|key| part(name, key)));
        let data = self.data.iter().map(|name| prefixed("data", name));
        let inputs = self.inputs.iter().map(|name| prefixed("input", name));
        KNOWN.iter().map(|name| (*name).to_owned()).chain(answers).chain(parts).chain(data).chain(inputs).collect()
    }
}

fn part(question: &str, key: &str) -> String {
    format!("parts.{question}.{key}")
}
