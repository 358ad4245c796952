use std::sync::Mutex;

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use super::*;

#[tokio::test]
async fn our_own_machines_are_refused_unless_listed() {
    let http = Http::new(vec!["localhost:9".to_owned()]).unwrap();
    for url in [
        "http://127.0.0.1:9/",
        "http://[::1]:9/",
        "http://2130706433:9/",
        "http://0x7f.1:9/",
        "file:///etc/passwd",
        "http://u:p@example.org/",
        "pas une adresse",
    ] {
        assert_eq!(http.send(Request::get(url)).await.unwrap_err(), CallError::Refused, "{url}");
    }
    assert_eq!(http.send(Request::get("http://localhost:8/")).await.unwrap_err(), CallError::Unreachable, "resolved, then refused");
    assert_eq!(http.send(Request::get("http://localhost:9/")).await.unwrap_err(), CallError::Unreachable, "listed: called, nobody there");
}

/// A server that keeps connections, but hangs up on the second call of each.
/// What it heard, by method.
async fn hangs_up() -> (String, Arc<Mutex<Vec<String>>>) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = socket.local_addr().unwrap().to_string();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _)) = socket.accept().await {
            tokio::spawn(one_answer(BufReader::new(stream), Arc::clone(&told)));
        }
    });
    (host, heard)
}

async fn one_answer(mut stream: BufReader<TcpStream>, heard: Arc<Mutex<Vec<String>>>) {
    for answer in ["HTTP/1.1 204 No Content\r\n\r\n", ""] {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).await.unwrap() == 0 {
                return;
            }
        }
        heard.lock().unwrap().push(head.split(' ').next().unwrap().to_owned());
        stream.write_all(answer.as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn a_read_goes_again_when_the_server_hangs_up_and_nothing_else_does() {
    let (host, heard) = hangs_up().await;
    let http = Http::new(vec![host.clone()]).unwrap();
    let url = format!("http://{host}/");
    for _ in 0..4 {
        assert_eq!(http.send(Request::get(&url)).await.unwrap().status, 204);
    }
    // it may leave on the connection that hangs up, or on a new one: it is said once
    let _ = http.send(Request::text(&url, "text/plain", String::new())).await;
    let heard = heard.lock().unwrap();
    assert_eq!(heard.iter().filter(|method| *method == "POST").count(), 1, "{heard:?}");
    assert!(heard.iter().filter(|method| *method == "GET").count() >= 4, "{heard:?}");
}
