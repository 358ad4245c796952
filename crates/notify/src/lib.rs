//! Messages to people: letters by e-mail, text messages, notices in the application.
//!
//! A part writes a [`Letter`] and enqueues a [`MailOrder`] in its own
//! transaction; the job composes the message and hands it to the relay.
//!
//! Invariants: what was accepted by the relay is never sent again; a line in
//! `sendings` tells what became of a message and holds neither address nor
//! content; no text of a person can add a header to a message.

mod brand;
mod jobs;
mod letter;
pub mod mail;
mod mailer;
mod store;
mod texter;

use db::{Kind, Migration};

pub use brand::{Brand, Sender};
pub use jobs::{MailOrder, SmsOrder, jobs, schedules};
pub use letter::{Action, Letter};
pub use mail::Mail;
pub use mailer::{Mailer, SendError, SettingsError, SmtpSettings, Tls};
pub use store::{notices, sendings};
pub use texter::{GatewaySettings, Text, Texter};

/// The tables of notices and sendings.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "notify", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/platform/0001_notify.sql") }];
