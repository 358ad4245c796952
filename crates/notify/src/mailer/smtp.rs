//! Through a relay, by SMTP (RFC 5321).

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{self, authentication::Credentials},
};
use tokio::time::timeout;

use super::SendError;

/// To connect, and for each answer of the relay.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// For a whole message.
const SENT_WITHIN: Duration = Duration::from_secs(60);

/// Where the relay is. Holds a secret: it prints nothing of itself.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name, also the one its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// User and password, where the relay asks for them.
    pub login: Option<(String, String)>,
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Not at all: a relay on this machine, the demo.
    None,
    /// Encrypted after a clear greeting, or not used (RFC 3207).
    StartTls,
    /// Encrypted from its first byte (RFC 8314).
    Implicit,
}

/// The relay's name cannot bear a certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no TLS can be set up with the mail relay {0}")]
pub struct SettingsError(String);

/// A relay, with the connections to it.
#[derive(Clone)]
pub(super) struct Relay(AsyncSmtpTransport<Tokio1Executor>);

impl Relay {
    pub(super) fn new(settings: SmtpSettings) -> Result<Self, SettingsError> {
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match settings.tls {
            Tls::None => Ok(Transport::builder_dangerous(&settings.host)),
            Tls::StartTls => Transport::starttls_relay(&settings.host),
            Tls::Implicit => Transport::relay(&settings.host),
        };
        let builder = builder.map_err(|_| SettingsError(settings.host))?.port(settings.port).timeout(Some(ANSWER_WITHIN));
        let builder = match settings.login {
            Some((user, password)) => builder.credentials(Credentials::new(user, password)),
            None => builder,
        };
        Ok(Self(builder.build()))
    }

    pub(super) async fn send(&self, message: &Message) -> Result<(), SendError> {
        match timeout(SENT_WITHIN, self.0.send_raw(message.envelope(), &message.formatted())).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classified(&error)),
            Err(_) => Err(SendError::Temporary("the mail relay did not answer in time".to_owned())),
        }
    }
}

/// The answer's words stay out: relays repeat addresses in them.
fn classified(error: &smtp::Error) -> SendError {
    match error.status() {
        Some(code) => refused(code.into()),
        None if error.is_tls() => SendError::Temporary("no TLS with the mail relay".to_owned()),
        None => SendError::Temporary("the mail relay cannot be reached".to_owned()),
    }
}

/// A 5xx is final (RFC 5321 §4.2.1), unless it is about us and not about the
/// message: a command not understood (50x), a login refused (530 to 538,
/// RFC 4954 §6). Whoever operates the service mends those.
pub(super) fn refused(code: u16) -> SendError {
    let reason = format!("the mail relay answered {code}");
    match code {
        500..=504 | 530..=538 => SendError::Temporary(reason),
        500.. => SendError::Permanent(reason),
        _ => SendError::Temporary(reason),
    }
}
