//! The last link of a chain, as it is kept elsewhere.

use std::{fmt, str::FromStr};

use crate::record;

record! {
    /// The last link of a chain. Written `position:link`.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Head {
        /// Its position; 0 when nothing is sealed.
        pub position: i64,
        /// The link: SHA-256, in hexadecimal.
        pub chain: String,
    }
}

/// A text that is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head is a position, a colon and 64 hexadecimal digits")]
pub struct NotAHead;

/// Letters of a link.
const LENGTH: usize = 64;

impl Head {
    /// The head of a chain where nothing is sealed.
    pub(super) const fn none() -> Self {
        Self { position: 0, chain: String::new() }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.chain)
    }
}

impl FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (position, chain) = text.trim().split_once(':').ok_or(NotAHead)?;
        let position = position.parse().ok().filter(|position| *position > 0).ok_or(NotAHead)?;
        let chain = chain.to_ascii_lowercase();
        let is_link = chain.len() == LENGTH && chain.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_link { Ok(Self { position, chain }) } else { Err(NotAHead) }
    }
}
