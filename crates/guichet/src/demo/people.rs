//! The people of the demonstration. Their names and passwords are invented and
//! the same each time.

/// Somebody who signs in.
pub struct Someone {
    pub email: &'static str,
    pub given_name: &'static str,
    pub family_name: &'static str,
    /// The secret of her second factor, in base 32 (RFC 4648), for staff.
    pub totp_secret: Option<&'static str>,
    pub role: Role,
}

/// What somebody is for.
pub enum Role {
    /// A citizen.
    Citizen,
    /// An agent of an authority: `(authority, teams, administers)`.
    Agent(&'static str, &'static [&'static str], bool),
    /// A developer of an organisation that connects a service.
    Partner,
    /// An operator of the Métropole.
    Operator,
}

/// The password of everybody in the demonstration.
pub const PASSWORD: &str = "poulet-basquaise-1987";

/// Everybody.
pub const PEOPLE: &[Someone] = &[
    someone("camille@example.org", "Camille", "Perrin", None, Role::Citizen),
    someone("nadia@example.org", "Nadia", "Belkacem", None, Role::Citizen),
    someone("agent.bron@example.org", "Sonia", "Morel", Some("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), Role::Agent("bron", &["accueil"], true)),
    someone(
        "agent2.bron@example.org",
        "Karim",
        "Haddad",
        Some("KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
        Role::Agent("bron", &["accueil"], false),
    ),
    someone(
        "agent3.bron@example.org",
        "Hélène",
        "Caron",
        Some("MZXW6YTBOJRGC6TRMZXW6YTBOJRGC6TR"),
        Role::Agent("bron", &["accueil"], true),
    ),
    someone(
        "agent4.bron@example.org",
        "Yanis",
        "Lopez",
        Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
        Role::Agent("bron", &["accueil"], false),
    ),
    someone(
        "agent.lyon@example.org",
        "Élodie",
        "Garnier",
        Some("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
        Role::Agent("lyon", &["accueil"], true),
    ),
    someone(
        "agent.villeurbanne@example.org",
        "Thomas",
        "Rey",
        Some("NRUW4ZLTEBQXEZJANRUW4ZLTEBQXEZJA"),
        Role::Agent("villeurbanne", &["accueil"], true),
    ),
    someone(
        "agent.metropole@example.org",
        "Inès",
        "Fabre",
        Some("ONSWG4TFOQYTEMZUONSWG4TFOQYTEMZU"),
        Role::Agent("metropole", &["accueil"], true),
    ),
    someone("developpeur.bron@example.org", "Lucie", "Baron", Some("OBQXE5DFNZQWS4TFOBQXE5DFNZQWS4TF"), Role::Partner),
    someone("operateur@example.org", "Marc", "Vidal", Some("PEQG64DUMVZGC5DFPEQG64DUMVZGC5DF"), Role::Operator),
];

const fn someone(
    email: &'static str,
    given_name: &'static str,
    family_name: &'static str,
    totp_secret: Option<&'static str>,
    role: Role,
) -> Someone {
    Someone { email, given_name, family_name, totp_secret, role }
}

impl Someone {
    /// What she is for, in a few words.
    pub fn purpose(&self) -> String {
        match self.role {
            Role::Citizen => "usager".to_owned(),
            Role::Agent(authority, _, true) => format!("agent et administrateur : {authority}"),
            Role::Agent(authority, _, false) => format!("agent : {authority}"),
            Role::Partner => "développeur d’un partenaire : ses services sur /partenaires".to_owned(),
            Role::Operator => "opérateur de la Métropole".to_owned(),
        }
    }

    /// Her roles, for programs.
    pub fn roles(&self) -> Vec<&'static str> {
        match self.role {
            Role::Citizen => vec!["citizen"],
            Role::Agent(_, _, true) => vec!["agent", "administrator"],
            Role::Agent(_, _, false) => vec!["agent"],
            Role::Partner => vec!["partner"],
            Role::Operator => vec!["operator"],
        }
    }

    /// The instance she works in.
    pub fn instance(&self) -> Option<&'static str> {
        match self.role {
            Role::Agent(authority, ..) => Some(authority),
            _ => None,
        }
    }
}
