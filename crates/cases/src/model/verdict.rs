//! What an opinion says.

db::text_enum! {
    /// What an opinion says.
    pub enum Verdict {
        /// Yes.
        Favourable = "favourable",
        /// Yes, on conditions.
        Reserved = "reserved",
        /// No.
        Unfavourable = "unfavourable",
    }
}

impl Verdict {
    /// As agents read it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Favourable => "Avis favorable",
            Self::Reserved => "Avis favorable avec réserves",
            Self::Unfavourable => "Avis défavorable",
        }
    }
}

impl From<Verdict> for workflow::Opinion {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Favourable => Self::Favourable,
            Verdict::Reserved => Self::Reserved,
            Verdict::Unfavourable => Self::Unfavourable,
        }
    }
}
