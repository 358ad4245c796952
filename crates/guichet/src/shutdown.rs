//! When to stop: the terminal's interrupt, or the service manager's word.

/// Ends when the process is asked to stop.
pub async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        // no way to hear the manager: the terminal's interrupt remains
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}
