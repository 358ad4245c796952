//! An e-mail as the network carries it (RFC 5322, RFC 2045 to 2047).

use kernel::{Timestamp, values::Email};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

use super::SendError;
use crate::{Mail, mail::one_line};

/// The message with its headers. The library encodes bodies and headers; it
/// fails on control characters in a name, so they are taken out first.
pub(super) fn build(mail: &Mail, at: Timestamp) -> Result<Message, SendError> {
    let from = mailbox(&one_line(&mail.from.name), &mail.from.address)?;
    let domain = from.email.domain().to_owned();
    let mut message = Message::builder()
        .to(mailbox("", mail.to.expose())?)
        .from(from)
        .date(at.into())
        .message_id(Some(format!("<{}@{domain}>", token(&mail.key))))
        .subject(one_line(&mail.subject))
        // no absence reply is wanted (RFC 3834 §5)
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(reply_to) = &mail.reply_to {
        message = message.reply_to(mailbox("", reply_to)?);
    }
    let body = MultiPart::alternative()
        .boundary(format!("part-{}", token(&mail.key)))
        .singlepart(SinglePart::plain(mail.text.clone()))
        .singlepart(SinglePart::html(mail.html.clone()));
    message.multipart(body).map_err(|_| SendError::Permanent("the message cannot be built".to_owned()))
}

fn mailbox(name: &str, email: &Email) -> Result<Mailbox, SendError> {
    let address: Address = email.as_str().parse().map_err(|_| SendError::Permanent("the address cannot be written to".to_owned()))?;
    Ok(Mailbox::new((!name.is_empty()).then(|| name.to_owned()), address))
}

/// The key as an atom (RFC 5322 §3.2.3), two keys never the same one.
fn token(key: &str) -> String {
    key.bytes().fold(String::with_capacity(key.len()), |mut token, byte| {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            token.push(char::from(byte));
        } else {
            token.push_str(&format!("_{byte:02x}"));
        }
        token
    })
}
