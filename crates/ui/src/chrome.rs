//! All that surrounds a page: who provides it, who reads it, where one may go.

use crate::Link;

/// What the web layer knows for each request, beside the page itself.
#[derive(Clone, Debug, Default)]
pub struct Chrome {
    /// Which site this is.
    pub site: SiteName,
    /// Who provides the service: shown at the top of every page.
    pub provider: Provider,
    /// The person signed in.
    pub account: Option<Account>,
    /// Link to sign in, shown while there is no account.
    pub sign_in: Option<Link>,
    /// Main navigation.
    pub nav: Vec<NavItem>,
    /// Nonce of the content security policy.
    pub nonce: String,
    /// Help, in the same place on every page (WCAG 3.2.6).
    pub help: Option<Link>,
    /// Legal and practical links: accessibility, legal notice, personal data, site map.
    pub footer: Vec<Link>,
    /// A warning over the whole site: test instance, demonstration.
    pub banner: Option<Banner>,
}

/// The sites of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SiteName {
    /// Citizens' counter.
    #[default]
    Portal,
    /// Agents' desk.
    Desk,
    /// Accounts and sign-on.
    Connect,
    /// The Métropole's operators.
    Console,
    /// Doubles of outside services, in the demonstration.
    Simulators,
}

impl SiteName {
    /// The words beside the provider's name; citizens' counter needs none.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Portal => None,
            Self::Desk => Some("Espace agents"),
            Self::Connect => Some("Compte"),
            Self::Console => Some("Pilotage"),
            Self::Simulators => Some("Simulateurs"),
        }
    }
}

/// The authority that answers for the page.
#[derive(Clone, Debug, Default)]
pub struct Provider {
    /// « Ville de Bron », « Métropole de Lyon ».
    pub name: String,
    /// Its home page.
    pub home: String,
    /// Address of its logo; a monogram stands for it otherwise.
    pub logo: Option<String>,
    /// Address of the style sheet of its [`crate::Theme`].
    pub theme: Option<String>,
    /// A few words under the name.
    pub baseline: Option<String>,
}

/// The person signed in, as the header shows her.
#[derive(Clone)]
pub struct Account {
    /// Displayed name.
    pub name: String,
    /// Her pages.
    pub links: Vec<Link>,
    /// How she leaves.
    pub sign_out: Option<SignOut>,
    /// Unread messages; 0 shows nothing.
    pub unread: u32,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("name", &"‹personal›").field("unread", &self.unread).finish_non_exhaustive()
    }
}

/// The form that signs out.
#[derive(Clone)]
pub struct SignOut {
    /// Where it posts.
    pub action: String,
    /// Anti-forgery token.
    pub csrf: String,
}

/// An entry of the main navigation.
#[derive(Clone, Debug, Default)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What is read.
    pub label: String,
    /// True on the page or section being read.
    pub current: bool,
    /// Things waiting there.
    pub count: Option<u64>,
}

/// A warning over the whole site.
#[derive(Clone, Debug)]
pub struct Banner {
    /// « Instance de test », « Démonstration ».
    pub text: String,
    /// Where to learn more.
    pub link: Option<Link>,
}

impl Banner {
    /// That of a space where one tries things out.
    pub fn of_test_space() -> Self {
        Self { text: "Espace de test\u{a0}: rien de ce que vous faites ici n’est réel.".to_owned(), link: None }
    }
}
