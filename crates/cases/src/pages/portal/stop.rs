//! Why a page is not shown: a failure, or something else to see first.

use axum::response::{IntoResponse, Response};
use web::{Failure, redirect};

/// What is answered instead of the page.
pub(super) enum Stop {
    Failure(Failure),
    Elsewhere(Box<Response>),
}

impl Stop {
    /// Another answer than the page.
    pub(super) fn instead(answer: impl IntoResponse) -> Self {
        Self::Elsewhere(Box::new(answer.into_response()))
    }

    /// Go and see another page.
    pub(super) fn to(path: &str) -> Self {
        Self::instead(redirect(path))
    }
}

impl<F: Into<Failure>> From<F> for Stop {
    fn from(failure: F) -> Self {
        Self::Failure(failure.into())
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Self::Failure(failure) => failure.into_response(),
            Self::Elsewhere(response) => *response,
        }
    }
}
