//! Why a document could not be made.

/// A document that could not be made. Its message holds nothing of the document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The fonts built into the program cannot be read.
    #[error("the embedded fonts cannot be read")]
    Fonts,
    /// The PDF library or its PDF/UA-1 validator refused the document.
    #[error("the document was refused at export: {0}")]
    Export(String),
}
