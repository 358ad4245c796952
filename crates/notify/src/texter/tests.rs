use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;

/// What a gateway with this answer makes of a message, and what it was sent.
async fn through_one(status: &'static str) -> (Result<(), SendError>, String) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = socket.accept().await.unwrap();
        let mut heard = Vec::new();
        while !String::from_utf8_lossy(&heard).contains('}') {
            let mut part = [0; 1_024];
            let read = stream.read(&mut part).await.unwrap();
            heard.extend_from_slice(&part[..read]);
        }
        stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes()).await.unwrap();
        String::from_utf8(heard).unwrap()
    });
    let http = Http::new(vec![address.to_string()]).unwrap();
    let settings = GatewaySettings { url: format!("http://{address}/sms"), token: Some("secret".into()), from: "BRON".into() };
    let text = Text { to: "+33612345678".to_owned().into(), body: "Bonjour.".to_owned().into() };
    let outcome = Texter::new(http, Some(settings)).send("k1", &text).await;
    (outcome, heard.await.unwrap())
}

#[tokio::test]
async fn a_gateway_receives_whom_who_what_and_a_key() {
    let (outcome, heard) = through_one("202 Accepted").await;
    assert_eq!(outcome, Ok(()));
    for said in ["POST /sms ", "idempotency-key: k1", "authorization: Bearer secret", r#""to":"+33612345678""#, r#""from":"BRON""#] {
        assert!(heard.contains(said), "{said} in {heard}");
    }
}

#[tokio::test]
async fn what_it_answers_tells_whether_to_try_again() {
    assert_eq!(through_one("400 Bad Request").await.0, Err(SendError::Permanent("the gateway answered 400".into())));
    for later in ["429 Too Many Requests", "503 Service Unavailable"] {
        assert!(matches!(through_one(later).await.0, Err(SendError::Temporary(_))), "{later}");
    }
}

#[tokio::test]
async fn without_a_gateway_nothing_leaves_and_it_is_said() {
    let text = Text { to: "+33612345678".to_owned().into(), body: "Bonjour.".to_owned().into() };
    let outcome = Texter::new(Http::new(vec![]).unwrap(), None).send("k1", &text).await;
    assert!(matches!(outcome, Err(SendError::Permanent(_))));
}
