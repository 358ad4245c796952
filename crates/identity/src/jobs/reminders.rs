//! Tells the contact of a client that its secret grows old.

use db::jobs::{JobError, JobRun};

use crate::{Identity, flow::letters, model::secret_age, store::client_secrets};

pub(super) async fn remind(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let moment = &run.moment;
    let mut tx = identity.databases.identity_write().await?;
    for secret in client_secrets::ageing(&mut tx, secret_age::oldest_untold(moment.wall)).await? {
        let due = secret_age::reminders(secret.created_at, moment.wall);
        if due > secret.reminders {
            let letter = letters::secret_grows_old(&secret.contact, &secret.client_name, secret_age::renew_before(secret.created_at));
            letters::post(&identity, &mut tx, moment, &letter).await?;
            client_secrets::told(&mut tx, &secret.digest, due).await?;
        }
    }
    Ok(tx.commit().await?)
}
