//! HTTP/1.1 over one connection that is kept open (RFC 9112).

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A server that is silent for so long is stuck, however loaded the machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer, as it came.
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
    headers: Vec<(String, String)>,
}

impl Response {
    /// The values of a header, in order; `name` in lower case.
    pub fn header(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// Whether the connection serves again.
    pub fn keeps_open(&self) -> bool {
        self.header("connection").all(|value| !value.eq_ignore_ascii_case("close"))
    }
}

/// The bytes of a request.
pub fn request(method: &str, host: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    [text.as_bytes(), body].concat()
}

/// A connection to `host:port`.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// Opens it.
    pub fn open(host: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a request, or a piece of one.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.get_mut().write_all(bytes)
    }

    /// Reads an answer. `ConnectionAborted` when the server closed without a
    /// word, `UnexpectedEof` when it stopped in the middle of one.
    pub fn receive(&mut self) -> io::Result<Response> {
        if self.0.fill_buf()?.is_empty() {
            return Err(io::Error::new(ErrorKind::ConnectionAborted, "closed without an answer"));
        }
        let status = self.line()?.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut response = Response { status, headers, body: Vec::new() };
        response.body = self.body(&response)?;
        Ok(response)
    }

    /// Sends a request and reads its answer.
    pub fn exchange(&mut self, bytes: &[u8]) -> io::Result<Response> {
        self.send(bytes)?;
        self.receive()
    }

    fn body(&mut self, response: &Response) -> io::Result<Vec<u8>> {
        if matches!(response.status, 100..200 | 204 | 304) {
            return Ok(Vec::new());
        }
        if response.header("transfer-encoding").any(|coding| coding.eq_ignore_ascii_case("chunked")) {
            return self.chunks();
        }
        let length = response.header("content-length").next().and_then(|length| length.parse().ok()).ok_or_else(broken)?;
        self.bytes(length)
    }

    /// RFC 9112 §7.1, without trailers.
    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = usize::from_str_radix(self.line()?.split(';').next().unwrap_or_default().trim(), 16).map_err(|_| broken())?;
            body.extend(self.bytes(size)?);
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    fn bytes(&mut self, count: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        self.0.read_until(b'\n', &mut line)?;
        if line.pop() != Some(b'\n') {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }
}

fn broken() -> io::Error {
    super::odd("the answer is not HTTP/1.1")
}
