//! What FranceConnect shows instead of going on, each with its code.

/// One kind of incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Incident {
    /// What the support asks for.
    pub code: &'static str,
    /// What the person reads.
    pub says: &'static str,
    /// What her service is told when she goes back to it: the `error`. Nothing goes back otherwise.
    pub error: Option<&'static str>,
}

const fn page(code: &'static str, says: &'static str) -> Incident {
    Incident { code, says, error: None }
}

const fn on_the_way(code: &'static str, error: &'static str, says: &'static str) -> Incident {
    Incident { code, says, error: Some(error) }
}

const DENIED: &str = "access_denied";
const DOWN: &str = "temporarily_unavailable";

/// A parameter is missing or wrong.
pub(super) const PARAMETER: Incident = page("Y030007", "La demande de connexion n’est pas correcte.");
/// Nobody knows this client, or it was disabled.
pub(super) const CLIENT: Incident = page("Y04EA6EF", "Ce service n’est pas connu de FranceConnect.");
/// The address to come back to is not registered.
pub(super) const REDIRECTION: Incident = page("Y04C013C", "L’adresse de retour de ce service n’est pas connue.");
/// What the protocol refuses otherwise.
pub(super) const PROTOCOL: Incident = page("Y040001", "La demande de ce service n’est pas correcte.");
/// She waited too long, or came from another browser.
pub(super) const SESSION: Incident = page("Y190001", "Votre session a expiré.");
/// The identity provider did not tell enough.
pub(super) const INCOMPLETE: Incident = on_the_way("Y600006", "server_error", "Votre compte ne donne pas toutes les informations utiles.");

/// The incidents that the registers raise.
const REGISTERS: [Incident; 9] = [
    on_the_way("Y180001", DENIED, "Vous avez désactivé votre accès à FranceConnect."),
    on_the_way("Y100011", DENIED, "Vous avez bloqué ce compte."),
    on_the_way("Y010004", DENIED, "Votre identité n’a pas été retrouvée."),
    on_the_way("Y010006", DENIED, "Plusieurs personnes ont la même identité que vous."),
    on_the_way("Y010007", DENIED, "Votre compte donne votre nom d’usage à la place de votre nom de naissance."),
    on_the_way("Y010008", DENIED, "Votre identité n’a pas été retrouvée."),
    on_the_way("Y010015", DENIED, "Votre identité n’a pas pu être vérifiée."),
    on_the_way("Y010011", DOWN, "La vérification de votre identité est en panne. Réessayez plus tard."),
    on_the_way("Y010012", DOWN, "La vérification de votre identité prend trop de temps. Réessayez plus tard."),
];

/// The incident of a register, by its code.
pub(super) fn of_register(code: &str) -> Option<Incident> {
    REGISTERS.iter().find(|incident| incident.code == code).copied()
}
