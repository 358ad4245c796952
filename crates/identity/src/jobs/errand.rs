//! Does the errands left by pages. Each is settled with its effect, once.

use db::jobs::{JobError, JobRun};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Identity,
    flow::{
        address::asking::Asked,
        errands::{Forgotten, Refused, SignUp},
        franceconnect::signing_up::Confirmation,
    },
    vault::Purpose,
};

/// A payload that was sealed.
#[derive(Deserialize)]
pub(super) struct Sealed {
    sealed: String,
}

/// Opens the payload of a job.
pub(super) fn open<T: DeserializeOwned>(identity: &Identity, run: &JobRun) -> Result<T, JobError> {
    let Sealed { sealed } = run.job.payload()?;
    let unreadable = || JobError::GiveUp("the errand cannot be opened with this deployment's secret".to_owned());
    let plain = identity.vault.open(Purpose::Errands, &run.job.kind, &sealed).map_err(|_| unreadable())?;
    serde_json::from_slice(&plain).map_err(|_| unreadable())
}

pub(super) async fn sign_up(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let errand: SignUp = open(&identity, &run)?;
    let mut tx = identity.databases.identity_write().await?;
    errand.run(&identity, &mut tx, &run.moment).await?;
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn certified_sign_up(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let errand: Confirmation = open(&identity, &run)?;
    let mut tx = identity.databases.identity_write().await?;
    errand.run(&identity, &mut tx, &run.moment).await?;
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn refused(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let errand: Refused = open(&identity, &run)?;
    let mut tx = identity.databases.identity_write().await?;
    errand.run(&identity, &mut tx, &run.moment).await?;
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn reset(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let errand: Forgotten = open(&identity, &run)?;
    let mut tx = identity.databases.identity_write().await?;
    errand.run(&identity, &mut tx, &run.moment).await?;
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn address(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let errand: Asked = open(&identity, &run)?;
    let mut tx = identity.databases.identity_write().await?;
    errand.run(&identity, &mut tx, &run.moment).await?;
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}
