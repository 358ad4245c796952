//! Every statement of the part, by what it is about.

pub(crate) mod agents;
pub(crate) mod attachments;
pub(crate) mod cases;
pub(crate) mod completions;
pub(crate) mod contacts;
pub(crate) mod definitions;
pub(crate) mod drafts;
pub(crate) mod examinations;
pub(crate) mod followed;
pub(crate) mod former;
pub(crate) mod imports;
pub(crate) mod journal;
pub(crate) mod messages;
pub(crate) mod opinions;
pub(crate) mod queue;
pub(crate) mod spaces;
pub(crate) mod stops;
pub(crate) mod versions;
pub(crate) mod written;
