//! What becomes of somebody who proved who she is: a pure function of who owns
//! this identity, who is signed in, and what that account is certified as.

use kernel::id::AccountId;

/// Who is signed in on the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Here {
    pub account: AccountId,
    pub standing: Standing,
}

/// What her account is certified as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing.
    Declared,
    /// Somebody whose civil status, once corrected, may be this one.
    MaybeHerself,
    /// Somebody else.
    SomebodyElse,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// She signs in to her account.
    Enter(AccountId),
    /// Nobody has this identity, nobody is signed in: she says whether she has an account.
    Choose,
    /// Nobody has this identity: her account may take it.
    Link(AccountId),
    /// Her account has another of her identities: she says that it was corrected.
    Correct(AccountId),
    /// Another account has this identity: she says which one she keeps.
    Merge {
        /// The one that she is signed in to.
        here: AccountId,
        /// The one certified with this identity.
        there: AccountId,
    },
    /// Her account is certified as somebody else.
    Refuse,
}

/// What comes next. `owner` is the account that has this identity;
/// `certifies` tells whether she asked to certify the account of `here`.
pub(crate) fn next(certifies: bool, here: Option<Here>, owner: Option<AccountId>) -> Decision {
    match (here, owner) {
        (Some(here), Some(owner)) if here.account == owner => Decision::Enter(owner),
        (Some(here), Some(there)) if certifies => match here.standing {
            Standing::Declared => Decision::Merge { here: here.account, there },
            Standing::MaybeHerself | Standing::SomebodyElse => Decision::Refuse,
        },
        (_, Some(owner)) => Decision::Enter(owner),
        (None, None) => Decision::Choose,
        (Some(here), None) => match here.standing {
            Standing::Declared => Decision::Link(here.account),
            Standing::MaybeHerself => Decision::Correct(here.account),
            Standing::SomebodyElse => Decision::Refuse,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_situation_has_its_end() {
        let account = |last: char| format!("01890a5d-ac96-774b-bcce-b302099a805{last}").parse::<AccountId>().unwrap();
        let (ana, bob) = (account('1'), account('2'));
        let here = |standing| Some(Here { account: ana, standing });
        let (declared, herself, other) = (here(Standing::Declared), here(Standing::MaybeHerself), here(Standing::SomebodyElse));
        for (certifies, here, owner, expected) in [
            (false, None, None, Decision::Choose),
            (false, None, Some(bob), Decision::Enter(bob)),
            (false, declared, Some(bob), Decision::Enter(bob)),
            (false, declared, None, Decision::Link(ana)),
            (true, declared, None, Decision::Link(ana)),
            (true, declared, Some(ana), Decision::Enter(ana)),
            (true, herself, Some(ana), Decision::Enter(ana)),
            (true, declared, Some(bob), Decision::Merge { here: ana, there: bob }),
            (true, herself, None, Decision::Correct(ana)),
            (true, other, None, Decision::Refuse),
            (true, other, Some(bob), Decision::Refuse),
            (true, herself, Some(bob), Decision::Refuse),
            (true, None, Some(bob), Decision::Enter(bob)),
            (true, None, None, Decision::Choose),
        ] {
            assert_eq!(next(certifies, here, owner), expected, "{certifies} {here:?} {owner:?}");
        }
    }
}
