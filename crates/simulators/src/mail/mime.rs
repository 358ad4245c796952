//! The parts of a message (RFC 5322 §2.2, RFC 2046 §5.1).

use super::decode;

/// Parts within parts are read this deep.
const DEEPEST: usize = 5;

/// A message, or a part of one: headers and a body not decoded yet.
pub(super) struct Part<'a> {
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Splits headers from body at the first empty line.
    pub(super) fn read(raw: &'a [u8]) -> Self {
        let (mut headers, mut rest) = (Vec::<(String, String)>::new(), raw);
        while let Some((line, after)) = next_line(rest) {
            rest = after;
            let line = String::from_utf8_lossy(trimmed(line)).into_owned();
            if line.is_empty() {
                break;
            }
            match (line.starts_with([' ', '\t']), headers.last_mut(), line.split_once(':')) {
                // a folded header goes on (RFC 5322 §2.2.3)
                (true, Some((_, value)), _) => value.push_str(&line),
                (false, _, Some((name, value))) => headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
                _ => {}
            }
        }
        Self { headers, body: rest }
    }

    /// A header by its name in lower case; empty when absent.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(each, _)| each == name).map_or("", |(_, value)| value)
    }

    /// The text of the first part of this media type.
    pub(super) fn first(&self, kind: &str) -> Option<String> {
        self.find(kind, DEEPEST)
    }

    fn find(&self, kind: &str, depth: usize) -> Option<String> {
        let own = self.kind();
        if let (true, Some(boundary)) = (own.starts_with("multipart/"), self.parameter("boundary")) {
            let depth = depth.checked_sub(1)?;
            return split(self.body, &boundary).into_iter().find_map(|part| Part::read(part).find(kind, depth));
        }
        (own == kind).then(|| self.text())
    }

    fn kind(&self) -> String {
        let kind = self.header("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind.is_empty() { "text/plain".to_owned() } else { kind }
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let mut parameters = self.header("content-type").split(';').skip(1).filter_map(|one| one.split_once('='));
        let (_, value) = parameters.find(|(each, _)| each.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim().trim_matches('"').to_owned()).filter(|value| !value.is_empty())
    }

    fn text(&self) -> String {
        let bytes = decode::transfer(self.body, self.header("content-transfer-encoding"));
        decode::charset(&bytes, &self.parameter("charset").unwrap_or_default()).replace("\r\n", "\n").trim_end().to_owned()
    }
}

/// What stands between the boundaries.
fn split<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let (mut parts, mut rest, mut begun) = (Vec::new(), body, None);
    while let Some((line, after)) = next_line(rest) {
        if let Some(end) = trimmed(line).strip_prefix(mark.as_bytes()).filter(|end| end.is_empty() || *end == b"--") {
            let here = body.len() - rest.len();
            parts.extend(begun.map(|begun: usize| &body[begun..here]));
            if !end.is_empty() {
                return parts;
            }
            begun = Some(body.len() - after.len());
        }
        rest = after;
    }
    // cut short: what there is of the last part
    parts.extend(begun.map(|begun| &body[begun..]));
    parts
}

/// A line with its end, and what follows it.
fn next_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    (end > 0).then(|| bytes.split_at(end))
}

fn trimmed(line: &[u8]) -> &[u8] {
    line.trim_ascii_end()
}
