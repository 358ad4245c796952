//! The antivirus: clamd, asked in its own protocol (clamd(8)) on a socket that
//! the operator named. Whatever is not a plain « OK » is no « OK ».

#[cfg(test)]
mod tests;

use std::{path::PathBuf, sync::Arc, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    sync::Semaphore,
    time::timeout,
};

use crate::CallError;

/// Contents examined at the same time: each costs clamd a thread and memory.
const AT_ONCE: usize = 4;
/// Time for one content, unless a test is in a hurry.
const EXAMINE_WITHIN: Duration = Duration::from_secs(120);
/// Time to say that it is there.
const PONG_WITHIN: Duration = Duration::from_secs(2);
/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;
/// The longest answer, in bytes: a name and a word.
const LONGEST_ANSWER: u64 = 1_000;

/// A clamd. Cheap to clone.
#[derive(Clone)]
pub struct Clamd(Arc<Inner>);

struct Inner {
    address: Address,
    slots: Semaphore,
    /// Time for one content, sent and examined.
    within: Duration,
}

#[derive(Debug, Clone)]
enum Address {
    Socket(PathBuf),
    Network(String),
}

/// What clamd says of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It found nothing.
    Clean,
    /// It found this, by its signature's name.
    Infected(String),
}

impl Clamd {
    /// At a socket's path, `/run/clamav/clamd.ctl`, or at `host:port`; nothing
    /// when the text is neither.
    pub fn at(address: &str) -> Option<Self> {
        Self::patient(address, EXAMINE_WITHIN)
    }

    fn patient(address: &str, within: Duration) -> Option<Self> {
        let address = match address.rsplit_once(':') {
            _ if address.starts_with('/') => Address::Socket(address.into()),
            Some((host, port)) if !host.is_empty() && port.parse().is_ok_and(|port: u16| port > 0) => Address::Network(address.to_owned()),
            _ => return None,
        };
        Some(Self(Arc::new(Inner { address, slots: Semaphore::new(AT_ONCE), within })))
    }

    /// What a content holds. Waits for its turn.
    ///
    /// # Errors
    /// [`CallError`] when there is no verdict: too large for clamd
    /// (`StreamMaxLength`), no answer in time, an answer that is none.
    pub async fn examine(&self, content: impl AsyncRead + Unpin) -> Result<Verdict, CallError> {
        // invariant: never closed
        let _turn = self.0.slots.acquire().await.map_err(|_| CallError::Unreachable)?;
        let answer = match timeout(self.0.within, self.say(b"zINSTREAM\0", Some(content))).await {
            Ok(answer) => answer?,
            Err(_) => return Err(CallError::TimedOut),
        };
        verdict(&answer)
    }

    /// Whether it is there.
    pub async fn answers(&self) -> bool {
        let pong = timeout(PONG_WITHIN, self.say(b"zPING\0", None::<&[u8]>)).await;
        matches!(pong, Ok(Ok(answer)) if answer == "PONG")
    }

    async fn say(&self, command: &[u8], content: Option<impl AsyncRead + Unpin>) -> Result<String, CallError> {
        match &self.0.address {
            Address::Socket(path) => talk(UnixStream::connect(path).await, command, content).await,
            Address::Network(address) => talk(TcpStream::connect(address).await, command, content).await,
        }
    }
}

/// One command and its answer, which ends by a zero.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: std::io::Result<S>,
    command: &[u8],
    content: Option<impl AsyncRead + Unpin>,
) -> Result<String, CallError> {
    let mut stream = stream.map_err(|_| CallError::Unreachable)?;
    let sent = send(&mut stream, command, content).await;
    // it may refuse what it is sent before the end: its reason is worth more than the broken pipe
    let mut answer = Vec::new();
    let read = stream.take(LONGEST_ANSWER).read_to_end(&mut answer).await;
    match (answer.strip_suffix(b"\0").map(std::str::from_utf8), sent) {
        (Some(Ok(answer)), Ok(())) => Ok(answer.to_owned()),
        (Some(Ok(answer)), Err(_)) if is_refusal(answer) => Ok(answer.to_owned()),
        (_, Err(error)) => Err(error),
        _ if read.is_err() || answer.is_empty() => Err(CallError::Unreachable),
        _ => Err(unreadable()),
    }
}

async fn send<S: AsyncWrite + Unpin>(stream: &mut S, command: &[u8], content: Option<impl AsyncRead + Unpin>) -> Result<(), CallError> {
    let broken = |_| CallError::Unreachable;
    stream.write_all(command).await.map_err(broken)?;
    if let Some(mut content) = content {
        // room for the length before each part, so that both leave together
        let mut part = vec![0; 4 + CHUNK];
        loop {
            let length = content.read(&mut part[4..]).await.map_err(|_| CallError::Unreadable("the content".to_owned()))?;
            // invariant: at most CHUNK; a part of no length is the end
            part[..4].copy_from_slice(&u32::try_from(length).unwrap_or(0).to_be_bytes());
            stream.write_all(&part[..4 + length]).await.map_err(broken)?;
            if length == 0 {
                break;
            }
        }
    }
    stream.flush().await.map_err(broken)
}

fn is_refusal(answer: &str) -> bool {
    answer.ends_with(" ERROR")
}

fn verdict(answer: &str) -> Result<Verdict, CallError> {
    match answer.strip_prefix("stream: ").and_then(|found| found.strip_suffix(" FOUND")) {
        _ if answer == "stream: OK" => Ok(Verdict::Clean),
        Some(name) => Ok(Verdict::Infected(name.to_owned())),
        None if is_refusal(answer) && answer.contains("size limit exceeded") => Err(CallError::TooLarge),
        None => Err(unreadable()),
    }
}

fn unreadable() -> CallError {
    // never the answer itself: it could be anything
    CallError::Unreadable("the antivirus answered neither OK nor FOUND".to_owned())
}
