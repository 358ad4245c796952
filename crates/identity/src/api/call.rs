//! A call of a client to one of our endpoints: read, answered, and its refusal
//! kept for the client's developer.

use http::HeaderMap;
use kernel::Moment;
use web::{Answer, Ctx};

use super::{client_auth, error::ApiError, form::Form, proof::Place};
use crate::{
    Identity,
    flow::{
        refusals,
        trial::watch::{self, Bearer},
    },
    model::endpoint::Endpoint,
};

/// A call whose form could be read.
pub(crate) struct Call {
    pub identity: Identity,
    pub ctx: Ctx,
    pub headers: HeaderMap,
    pub form: Form,
    pub endpoint: Endpoint,
}

impl Call {
    /// Reads a call.
    pub(crate) async fn read(identity: Identity, ctx: Ctx, headers: HeaderMap, body: &[u8], endpoint: Endpoint) -> Result<Self, ApiError> {
        match Form::read(&headers, body) {
            Ok(form) => Ok(Self { identity, ctx, headers, form, endpoint }),
            Err(reason) => {
                if let Some(client) = client_auth::named_in(&headers) {
                    refusals::note(&identity, ctx.moment(), &client, endpoint, reason).await;
                }
                Err(reason.into())
            }
        }
    }

    /// When.
    pub(crate) fn moment(&self) -> &Moment {
        self.ctx.moment()
    }

    /// Where its proof of possession is shown.
    pub(crate) const fn place(&self) -> Place<'_> {
        Place { identity: &self.identity, ctx: &self.ctx, headers: &self.headers, path: self.endpoint.path() }
    }

    /// The answer, its refusal kept.
    pub(crate) async fn told(&self, answer: Result<Answer, ApiError>) -> Result<Answer, ApiError> {
        if let Some(reason) = answer.as_ref().err().and_then(ApiError::reason)
            && let Some(client) = client_auth::named(&self.headers, &self.form)
        {
            refusals::note(&self.identity, self.moment(), &client, self.endpoint, reason).await;
            watch::refused(&self.identity, self.moment(), &client, Bearer::Client, reason).await;
        }
        answer
    }
}
