//! Settings described as data: what an author can set in a field type or in an
//! effect. The editor, the schema and the reference are made from it.

/// Something an author can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its key in the document.
    pub name: &'static str,
    /// What authors read, in French.
    pub label: &'static str,
    /// A line of help, in French; empty when the label says enough.
    pub hint: &'static str,
    /// What can be given.
    pub shape: Shape,
    /// Whether it must be given.
    pub is_required: bool,
}

/// What can be given for a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `true` or `false`; `false` unless given.
    YesNo,
    /// The same, `true` unless given.
    NoOrYes,
    /// A line of text.
    Text,
    /// Several lines, in the small markdown.
    LongText,
    /// Several texts, one a line.
    Texts,
    /// A whole number between two bounds.
    Count(u64, u64),
    /// A number, or an expression that gives one.
    Bound,
    /// A day, or an expression that gives one.
    Day,
    /// An expression.
    Expression,
    /// The same, most often what an agent wrote in the form of a transition.
    Input,
    /// Expressions by name.
    Expressions,
    /// Where each datum stands in an answer: paths by datum.
    DataPaths,
    /// One of these: value and label.
    OneOf(&'static [(&'static str, &'static str)]),
    /// Some of these, in any order.
    SomeOf(&'static [(&'static str, &'static str)]),
    /// Answers to choose from: value, label, help.
    Options,
    /// Rows of a value and a label, with a content among these when there are any.
    Rows(&'static [(&'static str, &'static str)]),
    /// Questions.
    Fields,
    /// The name of something that stands elsewhere.
    Named(Named),
    /// The names of several of them.
    SeveralNamed(Named),
    /// To whom a message goes.
    Recipient,
    /// To whom a case is handed over.
    Destination,
    /// Teams by the value of something.
    Teams,
}

/// What a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A question of the form.
    Field,
    /// A message of the definition.
    Message,
    /// A document of the definition.
    Document,
    /// A transition of the workflow.
    Transition,
    /// A function of the workflow: somebody's part in the processing.
    Function,
    /// A datum that agents set.
    Datum,
    /// A connector of the definition.
    Connector,
    /// A list of the instance.
    Referential,
    /// Another téléservice.
    Teleservice,
    /// A tag: any word.
    Tag,
}

impl Setting {
    /// A setting that may be left out.
    pub const fn new(name: &'static str, label: &'static str, shape: Shape) -> Self {
        Self { name, label, hint: "", shape, is_required: false }
    }

    /// Must be given.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// With a line of help.
    #[must_use]
    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}
