//! Two kinds of failure: a problem the person must know of, in her words; and
//! a fault of ours, opaque to her, with an operation number.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::Problem;

/// What a handler returns.
pub type Outcome<T> = Result<T, Failure>;

/// Why a request was not answered as asked.
#[derive(Debug, Clone)]
pub enum Failure {
    /// Something the person or the client can understand.
    Problem(Problem),
    /// A fault of ours: the text is for the log, and holds nothing personal.
    Fault(String),
}

impl Failure {
    /// A fault of ours.
    pub fn fault(reason: impl Into<String>) -> Self {
        Self::Fault(reason.into())
    }
    /// A refusal with a sentence for the person.
    pub fn invalid(sentence: impl Into<String>) -> Self {
        Self::Problem(Problem::Invalid(sentence.into()))
    }
    /// It does not exist, or this person may not know that it does.
    pub const NOT_FOUND: Self = Self::Problem(Problem::NotFound);

    /// The HTTP status that says it.
    pub fn status(&self) -> StatusCode {
        let code = match self {
            Self::Problem(problem) => problem.status(),
            Self::Fault(_) => 500,
        };
        StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<db::DbError> for Failure {
    fn from(error: db::DbError) -> Self {
        match error {
            db::DbError::NotFound => Self::NOT_FOUND,
            db::DbError::Conflict | db::DbError::Unique => {
                Self::Problem(Problem::Conflict("Quelqu’un a agi au même moment. Rechargez la page, puis recommencez.".into()))
            }
            db::DbError::Unavailable(_) => Self::Problem(Problem::Unavailable(
                "Le service est momentanément indisponible. Rien n’a été enregistré. Réessayez dans quelques minutes.".into(),
            )),
            error => Self::Fault(error.to_string()),
        }
    }
}

/// Carried to the guard, which renders it as a page or as JSON.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
