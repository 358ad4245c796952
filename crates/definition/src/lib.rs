//! The document that joins form, workflow, settings, texts and tests: what is
//! written, checked, published and shared.
//!
//! A [`Definition`] is plain data, the same in TOML and in JSON; its canonical
//! JSON has one hash. [`Compiled::new`] checks everything that can be checked
//! before a citizen comes; [`Compiled::load`] takes what was checked and published
//! to serve it.
//!
//! Invariants: no I/O, no clock; a definition names only logical things
//! (functions, teams, connectors), which each instance binds; templates are
//! data, rendered with names known beforehand; a message's subject says nothing
//! personal.

mod about;
mod canonical;
mod compiled;
mod context;
mod data_text;
mod limits;
mod lint;
mod logical;
mod model;
mod outer;
mod reference;
mod render;
mod schema;
mod served;
mod succession;
mod templates;
mod text;
mod trial;
mod words;

pub use about::About;
pub use canonical::{Hash, NotAHash, canonical_json, hash};
pub use compiled::{Compiled, INPUT_PAGE};
pub use context::{AuthorityContext, CaseContext, Context, Parts, ServiceContext};
pub use limits::is_too_deep;
pub use lint::{RESERVED_PAGES, lint};
pub use logical::{Need, Needed, needs};
pub use model::{
    Advance, AnswerCall, AnswerCompletion, Audience, Block, Competence, Connector, Definition, DocumentTemplate, Expect, ExpectError,
    FailCall, Fill, GiveOpinion, MessageTemplate, Opening, Press, Processing, Row, SCHEMA_VERSION, Send, Settings, SignIn, Test, TestStep,
};
pub use outer::outer_scope;
pub use reference::reference;
pub use render::{CannotRender, Rendered, RenderedBlock, RenderedDocument, render_document, render_message};
pub use schema::json_schema;
pub use served::Served;
pub use succession::{Candidate, QuestionChange, QuestionFate, StatusFate, Succession};
pub use text::{Unreadable, from_json, from_toml, to_toml};
pub use trial::{Happened, Rehearsal, Stopped, TESTS_BEGIN, TestReport, Told, complete_test, run_tests, test_file, tests_begin_on};
pub use workflow::{Finding, Severity};
