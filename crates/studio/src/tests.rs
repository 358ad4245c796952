//! The studio as its authors use it, on each engine.

mod bench;

mod beginning;
mod calculating;
mod comments;
mod history;
mod hostile;
mod library;
mod lists;
mod pack;
mod planned;
mod publishing;
mod questions;
mod seeing;
mod texts;
mod together;
mod trying;
mod versions;
