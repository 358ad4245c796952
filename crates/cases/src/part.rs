//! The part itself: what its pages and jobs need to work.

use std::sync::Arc;

use db::{Databases, InstanceTx, Keyring, blobs::Blobs};
use definition::{Compiled, Served};
use forms::Lookups;
use kernel::id::CaseId;
use outbound::Clamd;
use records::Records;
use territory::Territory;
use tokio::sync::Notify;
use web::{Failure, Sites, cookie::Secret};

use crate::{connectors::Connectors, model::TrackingCode, recent::Recent, store};

/// What the part is given.
pub struct Services {
    /// Every database.
    pub databases: Databases,
    /// Files.
    pub blobs: Blobs,
    /// Authorities, instances, places.
    pub territory: Territory,
    /// The lists that forms choose from, the records that workflows write.
    pub records: Records,
    /// Where the sites are.
    pub sites: Sites,
    /// The key from which tracking codes are derived.
    pub secret: Secret,
    /// The keys that seal sensitive answers.
    pub keys: Keyring,
    /// Whom our letters come from.
    pub sender: notify::Sender,
    /// The other programs that workflows call.
    pub connectors: Arc<dyn Connectors>,
    /// What examines the files that people send, if the operator has one.
    pub antivirus: Option<Clamd>,
    /// Told when what is offered changed, so that the catalogue is read again.
    pub offers_changed: Arc<Notify>,
}

/// The part. Cheap to clone.
#[derive(Clone)]
pub struct Cases(Arc<Inner>);

struct Inner {
    services: Services,
    compiled: Recent<Compiled>,
}

/// Definitions are kept compiled while the documents of those used last weigh no
/// more than this together, in bytes. Compiled, one takes two to three times the
/// memory of its document: at most 30 MB, some 300 of usual size. Communes share
/// most of theirs, which count once. One that is not kept is loaded in a third of
/// a millisecond.
const MOST_COMPILED: usize = 10_000_000;

impl Cases {
    /// The part.
    pub fn new(services: Services) -> Self {
        Self(Arc::new(Inner { services, compiled: Recent::new(MOST_COMPILED) }))
    }

    pub(crate) fn services(&self) -> &Services {
        &self.0.services
    }
    pub(crate) fn databases(&self) -> &Databases {
        &self.0.services.databases
    }
    /// Authorities, instances, places.
    pub fn territory(&self) -> &Territory {
        &self.0.services.territory
    }
    pub(crate) fn blobs(&self) -> &Blobs {
        &self.0.services.blobs
    }
    pub(crate) fn records(&self) -> &Records {
        &self.0.services.records
    }
    /// The lists that every instance has. What was filed is read with them: it
    /// keeps the labels of the records that it names, withdrawn since or not.
    pub(crate) fn lookups(&self) -> &Lookups {
        self.records().base()
    }

    /// The tracking code of a case: always the same, never kept in clear.
    pub(crate) fn tracking_code(&self, instance: &db::InstanceKey, case: CaseId) -> TrackingCode {
        TrackingCode::derive(instance.clone(), &self.0.services.secret.derive("tracking"), case)
    }

    /// A definition of an instance; its database is opened only for what is not
    /// kept compiled.
    pub(crate) async fn compiled_in(&self, instance: &db::InstanceKey, hash: &str) -> Result<Arc<Compiled>, Failure> {
        match self.0.compiled.get(hash) {
            Some(compiled) => Ok(compiled),
            None => self.compiled(&mut self.databases().instance_read(instance).await?, hash).await,
        }
    }

    /// A definition of an instance. Two who ask for it at once may both load it.
    pub(crate) async fn compiled(&self, tx: &mut InstanceTx, hash: &str) -> Result<Arc<Compiled>, Failure> {
        if let Some(compiled) = self.0.compiled.get(hash) {
            return Ok(compiled);
        }
        let document = store::definitions::written(tx, hash).await?;
        let served: Served =
            serde_json::from_str(&document).map_err(|error| Failure::fault(format!("definition {hash} cannot be read: {error}")))?;
        let known = hash.parse().map_err(|_| Failure::fault(format!("« {hash} » is not the hash of a definition")))?;
        let compiled = Compiled::load(served, known).map_err(|_| Failure::fault(format!("definition {hash} does not compile any more")))?;
        Ok(self.0.compiled.keep(hash, compiled, document.len()))
    }
}
