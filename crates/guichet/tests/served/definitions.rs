//! `guichet definition …`, typed: what it prints, how it ends, what it changes.

mod desk;
mod hostile;
mod importing;
mod publik;
mod words;
