//! What each offer gives (annexe Toodego of 2025, § 4), as data.

use Offer::{Connected, Partner, Subscriber};

use crate::directory::Offer;

/// A function or service that a commune may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// Her inhabitants reach shared, municipal and metropolitan téléservices.
    Access,
    /// They follow their requests in a dashboard.
    Dashboard,
    /// They are told how their requests advance.
    Notifications,
    /// Her agents follow and process requests here.
    ProcessCases,
    /// The Métropole manages her agents' access.
    AccessByMetropole,
    /// Her agents are supported by the Métropole.
    AgentSupport,
    /// A space of her own, isolated from the others.
    OwnInstance,
    /// A second copy of it, for trying.
    TestCopy,
    /// She builds and publishes her own téléservices.
    OwnTeleservices,
    /// She manages her agents' access herself.
    ManageAgents,
    /// A seat in the committees.
    Governance,
    /// Her administrators are supported by the Métropole.
    AdministratorSupport,
    /// Requests travel to and from her own software.
    Relay,
    /// The accounts of her portal are GrandLyon Connect's.
    Identity,
}

/// What functions are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// The counter for citizens.
    Portal,
    /// The tool for agents.
    Desk,
    /// The administration of an instance.
    Instance,
    /// The connector with another tool.
    Connector,
    /// Accounts.
    Identity,
}

impl Group {
    /// As operators read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Portal => "Guichet des usagers",
            Self::Desk => "Outil des agents",
            Self::Instance => "Espace de la commune",
            Self::Connector => "Connecteur",
            Self::Identity => "Identité",
        }
    }
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The function.
    pub function: Function,
    /// What it is about.
    pub group: Group,
    /// As operators read it.
    pub label: &'static str,
    /// The offers that give it.
    pub offers: &'static [Offer],
}

const fn line(function: Function, group: Group, label: &'static str, offers: &'static [Offer]) -> Line {
    Line { function, group, label, offers }
}

/// The table, in the order of the article. Its two lines on spaces come from
/// the convention of 2018, art. 4.2, which the annexe keeps without repeating.
pub const TABLE: &[Line] = &[
    line(Function::Access, Group::Portal, "Accès aux démarches en ligne", &[Connected, Subscriber, Partner]),
    line(Function::Dashboard, Group::Portal, "Suivi des demandes par l’usager", &[Connected, Subscriber, Partner]),
    line(Function::Notifications, Group::Portal, "Messages à chaque étape", &[Connected, Subscriber, Partner]),
    line(Function::ProcessCases, Group::Desk, "Suivi et traitement des demandes", &[Subscriber, Partner]),
    line(Function::AccessByMetropole, Group::Desk, "Accès des agents gérés par la Métropole", &[Subscriber]),
    line(Function::AgentSupport, Group::Desk, "Aide aux agents traitants", &[Subscriber]),
    line(Function::OwnInstance, Group::Instance, "Espace isolé des autres", &[Subscriber, Partner]),
    line(Function::TestCopy, Group::Instance, "Espace de test", &[Partner]),
    line(Function::OwnTeleservices, Group::Instance, "Création de ses propres téléservices", &[Partner]),
    line(Function::ManageAgents, Group::Instance, "Accès des agents gérés par la commune", &[Partner]),
    line(Function::Governance, Group::Instance, "Participation à la gouvernance", &[Partner]),
    line(Function::AdministratorSupport, Group::Instance, "Aide aux agents administrateurs", &[Partner]),
    line(Function::Relay, Group::Connector, "Échange automatique avec le logiciel de la commune", &[Connected]),
    line(Function::Identity, Group::Identity, "Compte GrandLyon Connect sur le portail communal", &[Connected, Subscriber, Partner]),
];

/// Whether an offer gives a function.
pub fn allows(offer: Offer, function: Function) -> bool {
    TABLE.iter().any(|line| line.function == function && line.offers.contains(&offer))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ticks of the article, column by column.
    #[test]
    fn each_offer_gives_what_the_article_ticks() {
        let given = |offer| TABLE.iter().filter(|line| allows(offer, line.function)).count();
        assert_eq!((given(Connected), given(Subscriber), given(Partner)), (5, 8, 11));
        assert!(!allows(Connected, Function::ProcessCases) && allows(Connected, Function::Relay));
        assert!(allows(Subscriber, Function::AccessByMetropole) && !allows(Subscriber, Function::OwnTeleservices));
        assert!(!allows(Subscriber, Function::TestCopy) && !allows(Subscriber, Function::Governance));
        assert!(allows(Partner, Function::ManageAgents) && !allows(Partner, Function::AgentSupport) && !allows(Partner, Function::Relay));
    }

    #[test]
    fn a_function_stands_on_one_line() {
        for (index, line) in TABLE.iter().enumerate() {
            assert!(TABLE[..index].iter().all(|other| other.function != line.function), "{line:?}");
        }
    }
}
