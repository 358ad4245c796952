//! What is written to telephones.

use db::{
    InstanceTx,
    jobs::{self, NewJob},
};
use kernel::{Moment, Personal, values::Phone};
use notify::SmsOrder;
use web::Failure;

use crate::{
    Cases,
    model::EntryKind,
    readers::Readers,
    store::{self, cases::CaseRow, journal::NewLine},
};

impl Cases {
    /// Asks for text messages to leave after the commit, one to each reader who
    /// has a telephone. The journal tells whether there was any.
    pub(crate) async fn text(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        readers: &Readers,
        words: String,
        key: &str,
    ) -> Result<(), Failure> {
        let numbers: Vec<Phone> = readers.numbers(row).iter().filter_map(|number| Phone::parse(number)).collect();
        let (service, title, visible) =
            (self.service_name(row), told(readers, numbers.len()), tells_citizen(readers) && !numbers.is_empty());
        let line = NewLine { kind: EntryKind::Mail, who: &service, title: &title, body: None, visible };
        store::journal::add(tx, moment, row.id, line).await?;
        for to in numbers {
            // the key holds no number in clear: it is seen in the console
            let key = format!("sms:{}", web::cookie::digest(&format!("{}:{key}:{}", row.id, to.as_str())));
            let order = SmsOrder { to: Personal::new(to), purpose: "case", text: Personal::new(words.clone()) };
            jobs::enqueue(tx, moment, NewJob::from(order).key(key)).await?;
        }
        Ok(())
    }
}

fn tells_citizen(readers: &Readers) -> bool {
    !matches!(readers, Readers::Agents(_))
}

fn told(readers: &Readers, numbers: usize) -> String {
    match (readers, numbers) {
        (Readers::Agents(_), 0) => "SMS non envoyé\u{a0}: aucun agent n’a donné son téléphone".to_owned(),
        (Readers::Agents(_), 1) => "SMS envoyé à 1\u{a0}agent".to_owned(),
        (Readers::Agents(_), many) => format!("SMS envoyé à {many}\u{a0}agents"),
        (Readers::Citizen | Readers::Other(_), 0) => "SMS non envoyé\u{a0}: pas de numéro de téléphone".to_owned(),
        (Readers::Citizen | Readers::Other(_), _) => "SMS envoyé".to_owned(),
    }
}
