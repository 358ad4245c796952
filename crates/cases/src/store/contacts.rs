//! How each team is reached, and when.

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{OpeningHours, Slug};

record! {
    /// What a team says of itself to citizens. Empty: the authority's is said.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Contact {
        /// The name under which it writes.
        pub public_name: String,
        /// Where answers to its e-mails go.
        pub email: String,
        /// Where to call it.
        pub phone: String,
        /// When it is there.
        pub hours: Option<Doc<OpeningHours>>,
    }
}

impl Contact {
    /// When it is there; office hours when nobody said.
    pub fn opening_hours(&self) -> OpeningHours {
        self.hours.as_ref().map_or(OpeningHours::OFFICE, |hours| hours.0)
    }
}

/// What a team says of itself; nothing, when there is no team.
pub async fn of_team(tx: &mut InstanceTx, team: Option<&Slug>) -> Result<Contact> {
    let Some(team) = team else { return Ok(Contact::default()) };
    let found = tx.optional("SELECT public_name, email, phone, hours FROM teams WHERE slug = $1", args![team]).await?;
    Ok(found.unwrap_or_default())
}

/// Whether there is such a team, which now says this of itself.
pub async fn put(tx: &mut InstanceTx, team: &Slug, contact: &Contact) -> Result<bool> {
    let Contact { public_name, email, phone, hours } = contact;
    let sql = "UPDATE teams SET public_name = $2, email = $3, phone = $4, hours = $5 WHERE slug = $1";
    Ok(tx.execute(sql, args![team, public_name, email, phone, hours.clone()]).await? == 1)
}

#[cfg(test)]
mod tests {
    use db::{DbKey, InstanceKey, testing::on_each_engine};

    use super::*;
    use crate::store::agents;

    #[tokio::test]
    async fn a_team_says_where_and_when_it_is_reached() {
        on_each_engine(&[crate::MIGRATIONS], async |bench| {
            let bron = InstanceKey::parse("bron").unwrap();
            bench.databases.create(&DbKey::Instance(bron.clone())).await.unwrap();
            let mut tx = bench.databases.instance_write(&bron).await.unwrap();
            let team: Slug = "etat-civil".parse().unwrap();
            let week = ["8h30-12h, 13h30-17h", "8h30-12h", "", "9h-12h", "", "", ""].map(|day| day.parse().unwrap());
            let contact = Contact {
                public_name: "Service état civil".to_owned(),
                email: "etat-civil@bron.example".to_owned(),
                phone: "04 65 71 00 00".to_owned(),
                hours: OpeningHours::new(week).map(Doc),
            };
            assert!(!put(&mut tx, &team, &contact).await.unwrap(), "there is no such team yet");
            agents::add_team(&mut tx, &team, "État civil").await.unwrap();
            assert_eq!(of_team(&mut tx, Some(&team)).await.unwrap(), Contact::default());
            assert_eq!(Contact::default().opening_hours(), OpeningHours::OFFICE);
            assert!(put(&mut tx, &team, &contact).await.unwrap());
            agents::add_team(&mut tx, &team, "État civil et titres").await.unwrap();
            assert_eq!(of_team(&mut tx, Some(&team)).await.unwrap(), contact, "a new label changes nothing of it");
            assert_eq!(of_team(&mut tx, None).await.unwrap(), Contact::default());
        })
        .await;
    }
}
