//! Databases are opened, made and brought up to date when first needed.

use std::sync::Arc;

use super::{Databases, Opened};
use crate::{
    DbError, DbKey, Migration, Result, Tx,
    engine::{Db, Mode, Template, sqlite},
    migrate,
};

impl Databases {
    pub(super) async fn database(&self, key: &DbKey, create: bool) -> Result<Db> {
        let cell = Arc::clone(self.0.opened().entry(key.clone()).or_default());
        let opened = cell.get_or_try_init(|| self.first_opened(key, create)).await.cloned();
        if opened.is_err() {
            // what does not exist takes no room here; whoever opens it next gets a new cell
            self.0.opened().retain(|other, cell| other != key || cell.initialized());
        }
        opened
    }

    async fn first_opened(&self, key: &DbKey, create: bool) -> Result<Db> {
        let db = match &self.0.engine {
            Opened::Sqlite(folder) => {
                if create && !folder.has(key) {
                    folder.place(key, self.template(folder, key).await?).await?;
                }
                folder.database(key)?
            }
            Opened::Postgres(server) => server.database(key, create).await?,
        };
        self.bring_up_to_date(&db, key).await?;
        Ok(db)
    }

    /// What a new SQLite database of this kind holds.
    async fn template(&self, folder: &sqlite::Folder, key: &DbKey) -> Result<Template> {
        let version = migrate::version(&self.wanted(key));
        if let Some(template) = Template::of(&version) {
            return Ok(template);
        }
        let mould = folder.mould()?;
        let db = mould.database();
        let migrated = self.bring_up_to_date(&db, key).await;
        // closing moves everything from the log into the file
        db.close().await;
        migrated?;
        mould.finish(version)
    }

    fn wanted(&self, key: &DbKey) -> Vec<Migration> {
        self.0.migrations.iter().filter(|migration| migration.kind == key.kind()).copied().collect()
    }

    async fn bring_up_to_date(&self, db: &Db, key: &DbKey) -> Result<()> {
        // one transaction: a database is never seen half-way, and two replicas wait for each other
        let mut tx = Tx::new(db.begin(Mode::Write).await?, key.clone(), None);
        db.lock_schema(&mut tx).await?;
        for migration in migrate::pending(&mut tx, &self.wanted(key)).await? {
            migrate::apply(&mut tx, migration, self.0.clock.wall())
                .await
                .map_err(|error| DbError::Schema(format!("migration {}/{} of {key}: {error}", migration.part, migration.number)))?;
        }
        tx.commit().await
    }
}
