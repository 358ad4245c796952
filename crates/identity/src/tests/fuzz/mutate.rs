//! Changes bytes at random, the same way for the same seed.

/// What parsers of texts trip over.
const TOKENS: [&[u8]; 40] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"null",
    b"true",
    b"-0",
    b"1e400",
    b"-1e-400",
    b"9223372036854775807",
    b"9223372036854775808",
    b"-9223372036854775808",
    b"\\u0000",
    b"\\ud800",
    b"&",
    b"=",
    b"%",
    b"%00",
    b"%zz",
    b"+",
    b".",
    b"..",
    b"~",
    b" ",
    b"\0",
    b"\n",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xae",
    b"\xf0\x9f\xa6\x8a",
    b"none",
    b"HS256",
    b"\"kid\"",
    b"a@b.c",
    b"://",
    b"-",
];
/// Bytes that CBOR reads as the largest of their kind.
const EDGES: [u8; 12] = [0x00, 0x17, 0x18, 0x1b, 0x3b, 0x5b, 0x7f, 0x80, 0x9b, 0xbb, 0xfb, 0xff];
/// Longer than any limit of ours, sometimes.
const LONG: [usize; 4] = [128, 2_048, 9_000, 70_000];

/// Draws changes (xorshift64*).
pub(super) struct Mutator(u64);

impl Mutator {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn draw(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// A number below `end`; 0 when that is 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.draw() % (end.max(1) as u64)).unwrap()
    }

    /// Some bytes, changed in one place to six, with pieces of others.
    pub(super) fn change(&mut self, bytes: &[u8], other: &[u8]) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        for _ in 0..=self.below(6) {
            self.once(&mut changed, other);
        }
        changed
    }

    fn once(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let (start, end) = self.piece(bytes.len());
        match self.below(10) {
            0 | 1 if !bytes.is_empty() => {
                let place = self.below(bytes.len());
                bytes[place] ^= 1 << self.below(8);
            }
            2 if !bytes.is_empty() => {
                let place = self.below(bytes.len());
                bytes[place] = EDGES[self.below(EDGES.len())];
            }
            3 => drop(bytes.drain(start..end)),
            4 => bytes.truncate(start),
            5 => {
                let piece = bytes[start..end].to_vec();
                let place = self.below(bytes.len() + 1);
                drop(bytes.splice(place..place, piece));
            }
            6 => {
                let (from, to) = self.piece(other.len());
                drop(bytes.splice(start..end, other[from..to].iter().copied()));
            }
            7 if self.below(20) == 0 => {
                let length = LONG[self.below(LONG.len())];
                let byte = b"a[{%\0\x81"[self.below(6)];
                drop(bytes.splice(start..start, std::iter::repeat_n(byte, length)));
            }
            _ => {
                let token = TOKENS[self.below(TOKENS.len())];
                let kept = if self.below(2) == 0 { start } else { end };
                drop(bytes.splice(start..kept, token.iter().copied()));
            }
        }
        bytes.truncate(200_000);
    }

    fn piece(&mut self, length: usize) -> (usize, usize) {
        let (one, other) = (self.below(length + 1), self.below(length + 1));
        (one.min(other), one.max(other))
    }
}

#[test]
fn what_is_changed_is_the_same_each_time_and_is_changed() {
    let changed = |seed| {
        let mut mutator = Mutator::new(seed);
        (0..200).map(|_| mutator.change(b"{\"a\":[1,2]}", b"other")).collect::<Vec<_>>()
    };
    assert_eq!(changed(3), changed(3));
    assert_ne!(changed(3), changed(4));
    assert!(changed(3).iter().filter(|bytes| *bytes == b"{\"a\":[1,2]}").count() < 20);
}
