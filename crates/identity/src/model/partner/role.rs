//! What a person may do for an organisation.

use std::collections::BTreeSet;

db::text_enum! {
    /// A role.
    pub enum Role {
        /// Declares services, holds their secrets, says who does what.
        Developer = "developer",
        /// Sees whether a person's sign-in to a service of the organisation works.
        Support = "support",
        /// Signs in to services on trial.
        Tester = "tester",
    }
}

impl Role {
    /// Its name, as people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Developer => "Développeur",
            Self::Support => "Assistance",
            Self::Tester => "Testeur",
        }
    }

    /// What it allows.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Developer => "Déclare les services, gère les secrets et l’équipe.",
            Self::Support => "Vérifie si la connexion d’un usager fonctionne.",
            Self::Tester => "Se connecte aux services en essai.",
        }
    }
}

/// The roles of one person in one organisation; none when she is not of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles(BTreeSet<Role>);

impl Roles {
    /// Reads names between spaces; those that we do not know are ignored.
    pub fn parse(text: &str) -> Self {
        text.split(' ').filter_map(Role::parse).collect()
    }
    /// Names between spaces, in one order.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
    }
    /// Their names, as people read them.
    pub fn spoken(&self) -> String {
        self.0.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ")
    }
    /// Whether she has this one.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }
    /// Whether she has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// These, and those.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.0.extend(&others.0);
        self
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_kept_in_one_order_without_what_we_do_not_know() {
        let roles = Roles::parse("support king developer support");
        assert_eq!(roles.to_text(), "developer support");
        assert_eq!(roles.spoken(), "Développeur, Assistance");
        assert!(roles.has(Role::Support) && !roles.has(Role::Tester));
        assert!(Roles::parse("").is_empty());
        assert_eq!(roles.and(&Roles::parse("tester")).to_text(), "developer support tester");
    }
}
