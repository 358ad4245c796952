//! What a client may do in its own name, without a person (RFC 6749 §4.4).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

db::text_enum! {
    /// An API that programs call.
    #[derive(Serialize, Deserialize)]
    pub enum ApiScope {
        /// Learn which of the accounts that it knew were deleted.
        #[serde(rename = "accounts:deleted")]
        AccountsDeleted = "accounts:deleted",
    }
}

impl ApiScope {
    /// Its name, as people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AccountsDeleted => "Comptes supprimés",
        }
    }

    /// What it allows.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::AccountsDeleted => "Lire lesquels des comptes que le service connaissait n’existent plus.",
        }
    }
}

/// Several of them, kept as OAuth writes them: names between spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiScopes(BTreeSet<ApiScope>);

impl ApiScopes {
    /// Reads a list. Nothing when one name is not ours: unlike what is asked of
    /// a person, nobody would see that a program got less than it needs.
    pub fn parse(text: &str) -> Option<Self> {
        text.split(' ').filter(|name| !name.is_empty()).map(ApiScope::parse).collect::<Option<_>>().map(Self)
    }
    /// The list in one order.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }
    /// Those that it holds, in one order.
    pub fn iter(&self) -> impl Iterator<Item = ApiScope> {
        self.0.iter().copied()
    }
    /// Whether it holds a scope.
    pub fn contains(&self, scope: ApiScope) -> bool {
        self.0.contains(&scope)
    }
    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Whether all of it is in another list.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }
}

impl FromIterator<ApiScope> for ApiScopes {
    fn from_iter<I: IntoIterator<Item = ApiScope>>(scopes: I) -> Self {
        Self(scopes.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_with_a_name_of_nobody_is_no_list() {
        let deleted = ApiScopes::parse(" accounts:deleted accounts:deleted").unwrap();
        assert_eq!(deleted.to_text(), "accounts:deleted");
        assert!(deleted.contains(ApiScope::AccountsDeleted));
        assert_eq!(ApiScopes::parse("accounts:deleted openid"), None);
        let none = ApiScopes::parse("").unwrap();
        assert!(none.is_empty() && none.is_within(&deleted) && !deleted.is_within(&none));
    }
}
