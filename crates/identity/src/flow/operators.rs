//! Writes to operators when something waits for them. Nobody is named in these
//! letters: they say how much waits, and where.

use db::{IdentityTx, Result};
use kernel::{Moment, Personal};
use web::Site;

use super::letters::{self, letter};
use crate::{
    Crowd, Identity, Letter, Operators,
    model::queue::{Queue, Told, Waiting},
    store::queues,
};

/// Looks at each queue; writes to every operator when a letter is due.
pub(crate) async fn tell(identity: &Identity, operators: &dyn Operators, moment: &Moment) -> Result<()> {
    let mut tx = identity.databases.identity_read().await?;
    let is_quiet = due(&mut tx, moment).await?.is_empty();
    drop(tx);
    if is_quiet {
        return Ok(());
    }
    let crowd = operators.all().await?;
    let mut tx = identity.databases.identity_write().await?;
    let addresses = addresses(identity, &mut tx, &crowd).await?;
    if addresses.is_empty() {
        tracing::warn!("something waits for operators, and none of them can be written to");
        return Ok(());
    }
    for (queue, waiting) in due(&mut tx, moment).await? {
        for to in &addresses {
            letters::post(identity, &mut tx, moment, &written(identity, to, queue, waiting.count)).await?;
        }
        queues::tell(&mut tx, queue, Told { at: moment.wall, latest: waiting.latest }).await?;
    }
    tx.commit().await
}

async fn due(tx: &mut IdentityTx, moment: &Moment) -> Result<Vec<(Queue, Waiting)>> {
    let mut due = Vec::new();
    for queue in Queue::ALL {
        let waiting = queues::waiting(tx, *queue).await?;
        if waiting.is_due(queues::told(tx, *queue).await?.as_ref(), moment.wall) {
            due.push((*queue, waiting));
        }
    }
    Ok(due)
}

/// The addresses of the operators' accounts, as they are now: their identifiers
/// say nothing, so those who must have two factors are tried one by one.
async fn addresses(identity: &Identity, tx: &mut IdentityTx, crowd: &Crowd) -> Result<Vec<Personal<String>>> {
    let staff = queues::staff(tx).await?.into_iter();
    Ok(staff.filter(|staff| crowd.subjects.contains(&identity.salt.subject(&crowd.sector, staff.id))).map(|staff| staff.email).collect())
}

fn written(identity: &Identity, to: &Personal<String>, queue: Queue, count: i64) -> Letter {
    let (path, label) = match queue {
        Queue::Organisations | Queue::Proposals => ("/partenaires", "Voir les demandes"),
        Queue::Alerts => ("/alertes", "Voir les alertes"),
    };
    let subject = queue.spoken(count);
    let what = format!("Dans le pilotage de GrandLyon Connect, {subject}.");
    let pause = "Nous vous écrivons à ce sujet une fois par heure au plus, et seulement s’il y a du nouveau.";
    letter(to, &subject, &[&what, pause], Some((label, identity.sites.url(Site::Console, path))))
}
