//! The names that texts may say.

use std::collections::{BTreeMap, BTreeSet};

use forms::Field;

use crate::{Definition, context::KNOWN};

/// The names that a definition gives to its own things.
pub(crate) struct Words {
    /// The form's questions, with their labels: `answers.…` and `labels.…`.
    pub(crate) labels: BTreeMap<String, String>,
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
        let sensitive = |prefix: &'static str, field: &Field| field.is_sensitive().then(|| format!("{prefix}.{}", field.slug));
        let asked = || definition.inputs.values().flatten();
        Self {
            labels: fields().map(|field| (field.slug.clone(), field.label.clone())).collect(),
            sensitive: fields()
                .filter_map(|field| sensitive("answers", field))
                .chain(asked().filter_map(|field| sensitive("input", field)))
                .collect(),
            data: definition.workflow.data.iter().map(|field| field.slug.to_string()).collect(),
            inputs: asked().map(|field| field.slug.clone()).collect(),
        }
    }

    /// All names, as templates write them.
    pub(crate) fn known(&self) -> BTreeSet<String> {
        let prefixed = |prefix: &str, name: &String| format!("{prefix}.{name}");
        let answers = self.labels.keys().flat_map(|name| [prefixed("answers", name), prefixed("labels", name)]);
        let data = self.data.iter().map(|name| prefixed("data", name));
        let inputs = self.inputs.iter().map(|name| prefixed("input", name));
        KNOWN.iter().map(|name| (*name).to_owned()).chain(answers).chain(data).chain(inputs).collect()
    }
}
