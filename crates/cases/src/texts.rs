//! What is written to a citizen's telephone.

use db::{
    InstanceTx,
    jobs::{self, NewJob},
};
use kernel::{Moment, Personal, values::Phone};
use notify::SmsOrder;
use web::Failure;
use workflow::Recipient;

use crate::{
    Cases,
    letters::Sending,
    model::EntryKind,
    store::{self, cases::CaseRow, journal::NewLine},
};

impl Cases {
    /// Asks for a text message to leave after the commit. Agents have none: they
    /// are written to by e-mail.
    pub(crate) async fn text(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        sending: &Sending<'_>,
        (typed, words, who): (Option<&str>, String, &str),
    ) -> Result<(), Failure> {
        let number = match sending.to {
            Recipient::Citizen => row.phone.as_ref().map(|phone| phone.expose().as_str()),
            Recipient::Field(_) => typed,
            Recipient::Team | Recipient::Assignee | Recipient::Function(_) => return Ok(()),
        };
        let to = number.and_then(Phone::parse);
        let title = if to.is_some() { "SMS envoyé" } else { "SMS non envoyé\u{a0}: pas de numéro de téléphone" };
        let line = NewLine { kind: EntryKind::Mail, who, title, body: None, visible: to.is_some() };
        store::journal::add(tx, moment, row.id, line).await?;
        let Some(to) = to else { return Ok(()) };
        let key = format!("sms:{}", web::cookie::digest(&format!("{}:{}", row.id, sending.key)));
        let order = SmsOrder { to: Personal::new(to), purpose: "case", text: Personal::new(words) };
        jobs::enqueue(tx, moment, NewJob::from(order).key(key)).await?;
        Ok(())
    }
}
