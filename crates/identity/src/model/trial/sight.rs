//! What is seen of an honest client.

db::text_enum! {
    /// A thing that is seen.
    pub enum Sight {
        /// It comes back to a registered address.
        ReturnAddress = "return-address",
        /// Its `state` is new each time.
        State = "state-random",
        /// Its `nonce` is new each time.
        Nonce = "nonce-random",
        /// It proves with PKCE that it is who asked.
        Pkce = "pkce",
        /// It exchanges the code once, in time.
        Code = "code-once",
        /// It reads userinfo with the `Authorization` header.
        Userinfo = "userinfo-read",
        /// It sends people who sign out to us, with the ID token.
        SignOut = "sign-out-sent",
        /// It hears that a session ended.
        SignOutHeard = "sign-out-heard",
        /// It refuses to hear it from a stranger.
        SignOutDoubted = "sign-out-doubted",
    }
}
