//! The citizen's pages as a browser without script sees them, on both engines.

mod browser;
mod certified;
mod counter;

mod account;
mod drafts;
mod files;
mod follow;
mod held;
mod hostile;
mod journey;
mod late_answer;
mod lists;
mod places;
mod test_space;
