//! Telling a citizen that the answer will take longer, and why.

use db::InstanceTx;
use kernel::{Moment, text};
use notify::{Action, Letter};
use web::Failure;
use workflow::Period;

use crate::{
    Cases,
    advance::Hand,
    model::EntryKind,
    store::{self, cases::CaseRow, journal::NewLine},
};

impl Cases {
    /// In the history that she reads, and by e-mail unless the author wrote a message.
    pub(crate) async fn tell_extension(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        (by, reason, letter): (Period, &str, bool),
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        // a clock that is stopped has no last day yet
        let told = match row.state.0.clock.due {
            Some(due) => format!("jusqu’au {}", text::date(due)),
            None => format!("de {}", in_words(by)),
        };
        let (service, title) = (self.service_name(row), format!("Le délai de réponse est prolongé {told}"));
        let line = NewLine { kind: EntryKind::Journal, who: &service, title: &title, body: Some(reason), visible: true };
        store::journal::add(tx, moment, row.id, line).await?;
        if !letter {
            return Ok(());
        }
        let letter = Letter {
            subject: format!("Le délai de réponse est prolongé – demande {}", row.reference),
            paragraphs: vec![format!("{title}."), format!("Pourquoi\u{a0}: {reason}")],
            action: Some(Action { label: "Voir ma demande".to_owned(), url: self.citizen_url(hand.instance, row) }),
            ..Letter::default()
        };
        self.mail_citizen(tx, moment, row, letter, "extension").await
    }
}

fn in_words(period: Period) -> String {
    match period {
        Period::Months(months) => format!("{months}\u{a0}mois"),
        Period::Days(days) => text::count(days.into(), "jour"),
        Period::WorkingDays(days) => format!("{days}\u{a0}jours ouvrés"),
    }
}
