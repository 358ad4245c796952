//! What can go wrong, as far as a person or a client must know.

/// A refusal, told to whoever asked. Whatever is not one of these is a fault
/// of ours and stays opaque (an operation number, the rest in the log).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It does not exist, or this person may not know that it does.
    NotFound,
    /// This person may not do that.
    Forbidden,
    /// Somebody else acted in between; the text says who and what to do.
    Conflict(String),
    /// It was here and is no more.
    Gone(String),
    /// What was sent cannot be understood; the text says why and what to do.
    Invalid(String),
    /// What was sent is too large; the text names the limit.
    TooLarge(String),
    /// Too many attempts; seconds to wait.
    TooMany {
        /// Seconds to wait before trying again.
        retry_after: u32,
    },
    /// It cannot be done now, nothing was kept; try again later.
    Unavailable(String),
}

impl Problem {
    /// The HTTP status that says it (RFC 9110 §15).
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::Conflict(_) => 409,
            Self::Gone(_) => 410,
            Self::Invalid(_) => 422,
            Self::TooLarge(_) => 413,
            Self::TooMany { .. } => 429,
            Self::Unavailable(_) => 503,
        }
    }
}
