//! When to stop: the terminal's interrupt, or the service manager's word.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Hears that the process is asked to stop, from the moment it is made: made
/// first, nothing said while the program starts is missed.
pub struct Shutdown {
    terminate: Signal,
    interrupt: Signal,
}

impl Shutdown {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the system lets nobody listen to signals.
    pub fn listen() -> Result<Self, String> {
        let hear = |kind| signal(kind).map_err(|error| format!("signals cannot be heard: {error}"));
        Ok(Self { terminate: hear(SignalKind::terminate())?, interrupt: hear(SignalKind::interrupt())? })
    }

    /// Ends when the process is asked to stop.
    pub async fn asked(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
