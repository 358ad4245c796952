//! Looks where there is work, and starts it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use kernel::{Moment, Rng, Timestamp};
use tokio::{
    sync::{Notify, mpsc::UnboundedReceiver},
    task::JoinSet,
    time::{Instant, sleep_until, timeout},
};

use super::{Handler, Schedule, agenda::Agenda, schedule, store, work::Workshop};
use crate::{Databases, DbKey, Result, housekeeping};

/// Jobs running at once in this process.
const AT_ONCE: usize = 8;
/// Jobs of one database running at once: a slow one leaves room to the others.
const PER_DATABASE: usize = 4;
/// Every database is looked at this often, for what no wake-up announced.
const SWEEP: Duration = Duration::from_secs(60);
/// A database that does not answer is left alone this long.
const REST: Duration = Duration::from_secs(5);
/// Running jobs may take this long to end when the process stops.
const LAST_CALL: Duration = Duration::from_secs(10);

/// Runs the jobs of every database. Each replica has one.
pub struct Runner {
    workshop: Arc<Workshop>,
    schedules: Vec<Schedule>,
    /// The last period asked for, per database and schedule.
    asked: Mutex<HashMap<(DbKey, &'static str), i64>>,
    look_everywhere: Notify,
}

impl Runner {
    /// A runner for these kinds of work.
    pub fn new(databases: Databases, rng: Arc<dyn Rng>, handlers: Vec<Handler>, schedules: Vec<Schedule>) -> Self {
        let schedules: Vec<Schedule> = housekeeping::schedules(&databases).into_iter().chain(schedules).collect();
        let periodic = schedules.iter().map(|schedule| schedule.handler.clone());
        let handlers = handlers.into_iter().chain(periodic).map(|handler| (handler.kind(), handler)).collect();
        let workshop = Arc::new(Workshop { databases, rng, handlers });
        Self { workshop, schedules, asked: Mutex::default(), look_everywhere: Notify::new() }
    }

    /// Runs jobs until `shutdown`, then lets those that run end. Called once.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) {
        let mut running = JoinSet::new();
        tokio::select! {
            () = shutdown => {}
            () = self.serve(&mut running) => {}
        }
        if timeout(LAST_CALL, async { while ended(&mut running).await.is_some() {} }).await.is_err() {
            tracing::warn!(jobs = running.len(), "jobs were cut by the end of the process; their leases will end");
        }
    }

    /// Runs jobs until nothing is due: for tests and for the demo's data.
    ///
    /// # Errors
    /// When the databases cannot be listed.
    pub async fn drain(&self) -> Result<()> {
        let mut running = JoinSet::new();
        loop {
            let mut agenda = Agenda::default();
            self.sweep(&mut agenda).await?;
            let mut idle = true;
            self.start(&mut agenda, &mut running).await;
            while let Some(key) = ended(&mut running).await {
                idle = false;
                agenda.ended(key);
                self.start(&mut agenda, &mut running).await;
            }
            if idle {
                return Ok(());
            }
        }
    }

    /// Looks everywhere: business time was moved.
    pub fn wake_all(&self) {
        self.look_everywhere.notify_one();
    }

    async fn serve(&self, running: &mut JoinSet<DbKey>) {
        let mut woken = self.workshop.databases.take_woken().await;
        let mut agenda = Agenda::default();
        let mut sweep = Instant::now();
        loop {
            if sweep <= Instant::now() {
                sweep = Instant::now() + SWEEP;
                if let Err(error) = self.sweep(&mut agenda).await {
                    tracing::warn!(%error, "the databases could not be listed");
                    sweep = Instant::now() + REST;
                }
            }
            self.start(&mut agenda, running).await;
            tokio::select! {
                key = next_woken(&mut woken) => agenda.look_at(key),
                Some(key) = ended(running) => agenda.ended(key),
                () = sleep_until(agenda.next_look().unwrap_or(sweep).min(sweep)) => agenda.ripen(Instant::now()),
                () = self.look_everywhere.notified() => sweep = Instant::now(),
            }
        }
    }

    /// Asks for periodic work, and puts every database on the agenda.
    async fn sweep(&self, agenda: &mut Agenda) -> Result<()> {
        for key in self.workshop.databases.list().await? {
            if let Err(error) = self.ask_periodic(&key).await {
                tracing::warn!(db = %key, %error, "periodic work could not be asked for");
            }
            agenda.look_at(key);
        }
        Ok(())
    }

    async fn ask_periodic(&self, key: &DbKey) -> Result<()> {
        let moment = self.workshop.moment();
        let period = |schedule: &Schedule| ((key.clone(), schedule.name), schedule.period(moment.now));
        let asked = |schedule: &Schedule| {
            let (of, period) = period(schedule);
            self.asked.lock().unwrap_or_else(PoisonError::into_inner).get(&of) == Some(&period)
        };
        let due: Vec<&Schedule> = self.schedules.iter().filter(|schedule| schedule.is_on(key) && !asked(schedule)).collect();
        if !due.is_empty() {
            schedule::enqueue_all(&self.workshop.databases, key, &due, &moment).await?;
            self.asked.lock().unwrap_or_else(PoisonError::into_inner).extend(due.into_iter().map(period));
        }
        Ok(())
    }

    /// Starts what can be, as far as there is room.
    async fn start(&self, agenda: &mut Agenda, running: &mut JoinSet<DbKey>) {
        while running.len() < AT_ONCE
            && let Some(key) = agenda.next_ready()
        {
            let room = AT_ONCE - running.len();
            let room = room.min(PER_DATABASE.saturating_sub(agenda.running_of(&key)));
            if room > 0
                && let Err(error) = self.look(&key, room, agenda, running).await
            {
                tracing::warn!(db = %key, %error, "the jobs of a database could not be read");
                agenda.look_later(key, REST);
            }
        }
    }

    async fn look(&self, key: &DbKey, room: usize, agenda: &mut Agenda, running: &mut JoinSet<DbKey>) -> Result<()> {
        let moment = self.workshop.moment();
        // a lease that the power takes away is a job that runs again
        let mut tx = self.workshop.databases.any_note(key).await?;
        let jobs = store::claim(&mut tx, &moment, u32::try_from(room).unwrap_or(1)).await?;
        let more = jobs.len() == room;
        let next = if more { None } else { Some(store::next(&mut tx, &moment).await?) };
        tx.commit().await?;
        if more {
            agenda.look_at(key.clone());
        }
        if let Some(wait) = next.and_then(|next| wait(&next, &moment)) {
            // what is far is left to the sweep
            agenda.look_later(key.clone(), wait.min(SWEEP));
        }
        for job in jobs {
            agenda.began(key);
            running.spawn(Arc::clone(&self.workshop).work(key.clone(), job));
        }
        Ok(())
    }
}

/// The database of the next job that ends; nothing when none runs.
async fn ended(running: &mut JoinSet<DbKey>) -> Option<DbKey> {
    loop {
        match running.join_next().await? {
            Ok(key) => return Some(key),
            // handlers' panics are caught before: this one is ours, and its job's lease will end
            Err(error) => tracing::error!(%error, "a worker stopped"),
        }
    }
}

/// How long until something is due, or a lease ends, by their own clocks.
fn wait(next: &store::Next, moment: &Moment) -> Option<Duration> {
    let until = |at: Timestamp, now: Timestamp| Duration::try_from(at.duration_since(now)).unwrap_or_default();
    let due = next.due_at.map(|at| until(at, moment.now));
    let lease = next.lease_until.map(|at| until(at, moment.wall));
    due.into_iter().chain(lease).min()
}

/// The next database that has new work.
async fn next_woken(woken: &mut Option<UnboundedReceiver<DbKey>>) -> DbKey {
    if let Some(receiver) = woken
        && let Some(key) = receiver.recv().await
    {
        return key;
    }
    // another runner of this process listens
    std::future::pending().await
}
