//! Another program, on this machine.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Answers what it is told to, to whoever asks.
pub(super) struct Machine {
    pub address: String,
    answer: Arc<Mutex<(u16, String)>>,
    received: Arc<Mutex<Vec<String>>>,
}

impl Machine {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (answer, received) = (Arc::new(Mutex::new((200, "{}".to_owned()))), Arc::new(Mutex::new(Vec::new())));
        let (told, kept) = (Arc::clone(&answer), Arc::clone(&received));
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut request = Vec::new();
                while !is_whole(&request) {
                    let mut chunk = [0; 4096];
                    let read = socket.read(&mut chunk).await.unwrap_or(0);
                    request.extend_from_slice(&chunk[..read]);
                    if read == 0 {
                        break;
                    }
                }
                kept.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
                let (status, body) = told.lock().unwrap().clone();
                let length = body.len();
                let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
                let _ = socket.write_all(answer.as_bytes()).await;
            }
        });
        Self { address, answer, received }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/demandes", self.address)
    }

    pub(super) fn says(&self, status: u16, body: &str) {
        *self.answer.lock().unwrap() = (status, body.to_owned());
    }

    /// Each request, headers and body, as it came.
    pub(super) fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }
}

/// Whether the body is as long as it says.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).and_then(|length| length.parse().ok());
    body.len() >= length.unwrap_or(0)
}
