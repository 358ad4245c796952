//! The identity provider's letters, in the name of the platform.

use identity::{Letter, Mailer};
use kernel::{Clock, Personal, values::Email};
use notify::{Action, Brand, mail::compose};
use std::sync::Arc;
use web::house::BoxFuture;

/// Sends the identity provider's letters by the deployment's relay.
pub struct Post {
    pub mailer: notify::Mailer,
    pub brand: Brand,
    pub clock: Arc<dyn Clock>,
}

impl Mailer for Post {
    fn send<'a>(&'a self, letter: &'a Letter, key: &'a str) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            let to = Email::parse(letter.to.expose()).ok_or("the address cannot be written to")?;
            let written = notify::Letter {
                subject: letter.subject.clone(),
                paragraphs: letter.paragraphs.clone(),
                action: letter.action.clone().map(|(label, url)| Action { label, url }),
                signature: vec![self.brand.name.clone()],
                ..notify::Letter::default()
            };
            let mail = compose(&written, &self.brand, Personal::new(to), key);
            self.mailer.send(&mail, self.clock.now()).await.map_err(|error| error.to_string())
        })
    }
}
