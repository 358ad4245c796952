//! The relay that keeps what it is given.

mod connection;
mod session;

use std::{future::Future, sync::Arc, time::Duration};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
};

use crate::Simulators;

/// Conversations held at once; more wait in the system's queue.
const AT_ONCE: usize = 32;

/// Receives mail until `stop`.
pub(crate) async fn serve(socket: TcpListener, simulators: Simulators, stop: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    let mut open = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => return,
            Some(_) = open.join_next() => {}
            Some((stream, place)) = accept(&socket, &room) => {
                let simulators = simulators.clone();
                open.spawn(async move {
                    talk(stream, &simulators).await;
                    drop(place);
                });
            }
        }
    }
}

/// The next connection, once there is room for it.
async fn accept(socket: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    loop {
        match socket.accept().await {
            Ok((stream, _)) => return Some((stream, place)),
            // out of descriptors: wait for some to be freed
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn talk(stream: TcpStream, simulators: &Simulators) {
    let inner = &simulators.0;
    let keep = |envelope, raw: &[u8]| inner.inbox.receive(envelope, raw, inner.clock.now());
    if let Err(error) = connection::converse(stream, keep).await {
        tracing::debug!(%error, "a conversation with the mail catcher broke");
    }
}
