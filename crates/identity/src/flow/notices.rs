//! What changed in an account's security: a line of the audit trail, and a
//! letter that says what, when, from which browser, and what to do.

use db::{IdentityTx, Result};
use kernel::{Moment, text::date_time};

use super::{
    errands::link,
    letters::{self, letter},
    session,
    visit::Visit,
};
use crate::{Identity, model::account::Account};

/// A change that she must hear of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change<'a> {
    Password,
    CodesOn,
    CodesOff,
    PasskeyAdded(&'a str),
    PasskeyRemoved(&'a str),
    RecoveryCodes,
    RecoveryCodeUsed { left: i64 },
    NewBrowser,
}

impl Change<'_> {
    const fn action(self) -> &'static str {
        match self {
            Self::Password => "identity.password-changed",
            Self::CodesOn => "identity.second-factor-added",
            Self::CodesOff => "identity.second-factor-removed",
            Self::PasskeyAdded(_) => "identity.passkey-added",
            Self::PasskeyRemoved(_) => "identity.passkey-removed",
            Self::RecoveryCodes => "identity.recovery-codes-made",
            Self::RecoveryCodeUsed { .. } => "identity.recovery-code-used",
            Self::NewBrowser => "identity.new-browser",
        }
    }

    const fn subject(self) -> &'static str {
        match self {
            Self::Password => "Votre mot de passe a changé",
            Self::CodesOn => "Code de sécurité activé",
            Self::CodesOff => "Code de sécurité désactivé",
            Self::PasskeyAdded(_) => "Clé d’accès ajoutée",
            Self::PasskeyRemoved(_) => "Clé d’accès retirée",
            Self::RecoveryCodes => "Nouveaux codes de secours",
            Self::RecoveryCodeUsed { .. } => "Un code de secours a servi",
            Self::NewBrowser => "Nouvelle connexion à votre compte",
        }
    }

    fn sentence(self) -> String {
        match self {
            Self::Password => {
                "Le mot de passe de votre compte GrandLyon Connect a changé. Les autres appareils sont déconnectés.".to_owned()
            }
            Self::CodesOn => "Un code de sécurité est maintenant demandé pour vous connecter.".to_owned(),
            Self::CodesOff => "Le code de sécurité n’est plus demandé pour vous connecter.".to_owned(),
            Self::PasskeyAdded(name) => format!("La clé d’accès «\u{a0}{name}\u{a0}» ouvre maintenant votre compte."),
            Self::PasskeyRemoved(name) => format!("La clé d’accès «\u{a0}{name}\u{a0}» n’ouvre plus votre compte."),
            Self::RecoveryCodes => "Vous avez de nouveaux codes de secours. Les anciens ne servent plus.".to_owned(),
            Self::RecoveryCodeUsed { left: 0 } => {
                "Un code de secours a servi à ouvrir votre compte. C’était le dernier\u{a0}: faites-en de nouveaux.".to_owned()
            }
            Self::RecoveryCodeUsed { left: 1 } => "Un code de secours a servi à ouvrir votre compte. Il vous en reste\u{a0}1.".to_owned(),
            Self::RecoveryCodeUsed { left } => format!("Un code de secours a servi à ouvrir votre compte. Il vous en reste\u{a0}{left}."),
            Self::NewBrowser => "Votre compte GrandLyon Connect a été ouvert sur un appareil que nous ne connaissions pas.".to_owned(),
        }
    }
}

/// Writes it down and tells her.
pub(crate) async fn tell(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    account: &Account,
    change: Change<'_>,
    visit: &Visit,
) -> Result<()> {
    session::record(tx, moment, account.id, change.action()).await?;
    let letter = letter(
        &account.email,
        change.subject(),
        &[
            &change.sentence(),
            &when_and_where(moment, visit),
            "C’était vous\u{a0}? Vous n’avez rien à faire.",
            "Ce n’était pas vous\u{a0}? Choisissez tout de suite un autre mot de passe, puis regardez la page «\u{a0}Sécurité\u{a0}» de votre compte.",
        ],
        Some(("Choisir un autre mot de passe", link(identity, "/mot-de-passe/oubli", &[]))),
    );
    letters::post(identity, tx, moment, &letter).await
}

/// « C’était le 3 mai 2026 à 14 h 05, depuis Firefox sur Windows. »
pub(crate) fn when_and_where(moment: &Moment, visit: &Visit) -> String {
    format!("C’était le {}, depuis {}.", date_time(moment.wall), visit.browser)
}
