//! Whole pages, as they are sent.
