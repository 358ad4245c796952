//! The words of the part.

mod reference;
mod stance;
mod stop;
mod tracking;

use workflow::Nature;

pub use reference::reference;
pub use stance::Stance;
pub use stop::StopReason;
pub use tracking::TrackingCode;

db::text_enum! {
    /// Where a definition comes from.
    pub enum Origin {
        /// The instance's own.
        Own = "own",
        /// The Métropole's, shared: locked here (003 §3.2).
        Shared = "shared",
    }
}

db::text_enum! {
    /// How a case came in.
    pub enum Channel {
        /// By the portal.
        Web = "web",
        /// At the desk or on the phone, entered by an agent.
        Desk = "desk",
        /// Handed over by another authority.
        Transfer = "transfer",
        /// Opened by another case.
        Case = "case",
    }
}

db::text_enum! {
    /// A side of a thread.
    pub enum Author {
        /// Who asks.
        Citizen = "citizen",
        /// Who answers.
        Service = "service",
    }
}

db::text_enum! {
    /// Who joined a file.
    pub enum FileOrigin {
        /// Who asks.
        Citizen = "citizen",
        /// An agent.
        Agent = "agent",
        /// The program: receipts, certificates.
        System = "system",
    }
}

db::text_enum! {
    /// What the antivirus says of a file.
    pub enum Verdict {
        /// Nothing yet: nobody reads it.
        Waiting = "waiting",
        /// It found nothing.
        Clean = "clean",
        /// It found something: the content is erased.
        Infected = "infected",
    }
}

impl Verdict {
    /// What stands beside the name of a file that cannot be opened; nothing when it can.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Waiting => Some("En cours de vérification. Revenez dans quelques minutes."),
            Self::Infected => Some("Ce fichier contenait un virus. Il a été supprimé."),
            Self::Clean => None,
        }
    }
}

db::text_enum! {
    /// What a line of a journal tells.
    pub enum EntryKind {
        /// The case came in.
        Filed = "filed",
        /// It went from one status to another.
        Moved = "moved",
        /// Somebody took it, or gave it back.
        Assigned = "assigned",
        /// Another team or authority has it now.
        Transferred = "transferred",
        /// The citizen was asked for something.
        Asked = "asked",
        /// She gave it.
        Completed = "completed",
        /// It goes on under another version of its definition.
        Version = "version",
        /// A message of the thread.
        Message = "message",
        /// A message left by e-mail.
        Mail = "mail",
        /// An opinion was asked, given or given up.
        Opinion = "opinion",
        /// A document was made or joined.
        Document = "document",
        /// A note among agents.
        Note = "note",
        /// Something the workflow's author wanted written.
        Journal = "journal",
        /// Something could not be done.
        Trouble = "trouble",
    }
}

/// A nature as kept in index columns.
pub(crate) const fn nature_text(nature: Nature) -> &'static str {
    match nature {
        Nature::Filed => "filed",
        Nature::InProgress => "in_progress",
        Nature::Waiting => "waiting",
        Nature::Closed => "closed",
    }
}

/// The nature of a kept text.
pub(crate) fn nature_of(text: &str) -> Nature {
    match text {
        "filed" => Nature::Filed,
        "waiting" => Nature::Waiting,
        "closed" => Nature::Closed,
        _ => Nature::InProgress,
    }
}
