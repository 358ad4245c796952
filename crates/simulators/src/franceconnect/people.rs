//! The people who may sign in, all invented: one for each case that a service
//! provider must bear.

mod list;

pub(super) use list::PEOPLE;

/// Somebody, as her identity provider declares her.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    /// What she types, and what tests choose her by.
    pub login: &'static str,
    /// What she is here for.
    pub case: &'static str,
    /// Her given names, with spaces between.
    pub given_name: &'static str,
    /// Her birth name.
    pub family_name: &'static str,
    /// The name that she uses, if it is another.
    pub preferred_username: &'static str,
    /// `male`, `female` or `unspecified`.
    pub gender: &'static str,
    /// `YYYY-MM-DD`, `00` for what nobody knows.
    pub birthdate: &'static str,
    /// INSEE code of a commune (COG); empty abroad.
    pub birthplace: &'static str,
    /// INSEE code of a country (COG).
    pub birthcountry: &'static str,
    /// Where one writes to her.
    pub email: Mailbox,
    /// What the registers answer about her.
    pub fate: Fate,
}

/// The e-mail address that her provider knows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mailbox {
    /// One of her own, made from her login.
    Own,
    /// This one, which others may have too.
    At(&'static str),
    /// None.
    Missing,
}

/// What happens once she has proved who she is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The national register (RNIPP) knows her.
    Known,
    /// It, or FranceConnect, refuses her with this code.
    Refused(&'static str),
}

impl Person {
    /// Her address; nothing when her provider has none.
    pub fn email(&self) -> Option<String> {
        match self.email {
            Mailbox::Own => Some(format!("{}@example.org", self.login)),
            Mailbox::At(address) => Some(address.to_owned()),
            Mailbox::Missing => None,
        }
    }
}

/// The identity providers: FranceConnect tells which was used (`idp_id`).
pub(super) const PROVIDERS: [(&str, &str); 2] = [("compte-essai", "Compte d’essai"), ("identite-essai", "Identité numérique d’essai")];

/// Somebody, by her login.
pub(super) fn find(login: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.login == login)
}
