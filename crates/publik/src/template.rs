//! Texts of w.c.s. (Django templates, sometimes HTML) put into our texts, our
//! small markdown, or formulas.

mod computed;
mod fixed;
mod holes;
mod html;
mod nodes;
mod words;

pub(crate) use computed::{computed, computed_in_python};
pub(crate) use fixed::fixed;
pub(crate) use html::{markdown, plain};
pub(crate) use nodes::{Node, parse};
pub(crate) use words::{Said, said};

#[cfg(test)]
mod tests;
