//! Where clients call, and where they send people.

/// Where a client's programs read which accounts were deleted.
pub const DELETED_ACCOUNTS: &str = "/api/deleted-accounts";
/// Where what its programs may call is described.
pub const OPENAPI: &str = "/api/openapi.json";

db::text_enum! {
    /// An endpoint of the protocol.
    pub enum Endpoint {
        /// Where a person is sent.
        Authorize = "authorize",
        /// Where a request is pushed.
        Par = "par",
        /// Where tokens are given.
        Token = "token",
        /// Where a token is described.
        Introspect = "introspect",
        /// Where a token is given back.
        Revoke = "revoke",
        /// Where a person's data are read.
        Userinfo = "userinfo",
    }
}

impl Endpoint {
    /// Its path on the connect site.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Authorize => "/authorize",
            Self::Par => "/par",
            Self::Token => "/token",
            Self::Introspect => "/introspect",
            Self::Revoke => "/revoke",
            Self::Userinfo => "/userinfo",
        }
    }
}
