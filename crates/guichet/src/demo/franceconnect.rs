//! The FranceConnect of the demonstration, which knows one service: our connect site.

use std::time::Duration;

use simulators::franceconnect::{Client, FranceConnect, Proof, SCOPES, Signing};
use web::{Site, Sites};

/// How connect presents itself to it.
pub const CLIENT: (&str, &str) = ("guichet-connect", "guichet-connect-secret-51d0c7e2a94b6f38");

/// Longer than anybody waits.
const SLOWNESS: Duration = Duration::from_secs(60);

/// Makes it, with new keys.
///
/// # Errors
/// A sentence for whoever typed the command.
pub fn make(sites: &Sites) -> Result<FranceConnect, String> {
    let connect = Client {
        id: CLIENT.0.to_owned(),
        name: "Grand Lyon Connect".to_owned(),
        entity: "metropole-de-lyon".to_owned(),
        proof: Proof::Secret(CLIENT.1.to_owned()),
        redirect_uris: vec![sites.url(Site::Connect, "/franceconnect/retour")],
        post_logout_uris: vec![sites.url(Site::Connect, "/franceconnect/deconnexion")],
        scopes: SCOPES.map(|(scope, _)| scope.to_owned()).to_vec(),
        signing: Signing::Es256,
        is_active: true,
    };
    FranceConnect::new(sites.base(Site::FranceConnect), vec![connect], SLOWNESS).map_err(|error| error.to_string())
}
