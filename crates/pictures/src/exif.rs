//! What Exif tells (CIPA DC-008): read for the little that may stay, then
//! written anew, so that nothing else can come along.

use crate::{Keep, bytes::four};

/// Tags: the orientation, where the position is, and its four parts.
const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;
const GPS_VERSION: u16 = 0;
const LATITUDE_REF: u16 = 1;
const LATITUDE: u16 = 2;
const LONGITUDE_REF: u16 = 3;
const LONGITUDE: u16 = 4;

/// Types of values: bytes, letters, number of two bytes, of four, fraction.
const BYTE: u16 = 1;
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;

/// Bytes of an entry.
const ENTRY: usize = 12;
/// Exif that says nothing: no entry at all.
pub(crate) const EMPTY: [u8; 14] = *b"MM\0*\0\0\0\x08\0\0\0\0\0\0";

/// What may stay of what a picture tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    /// How it must be turned to stand upright: 1 to 8.
    orientation: u16,
    place: Option<Place>,
}

/// Degrees, minutes and seconds as fractions, with their hemispheres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    latitude_ref: u8,
    latitude: [u32; 6],
    longitude_ref: u8,
    longitude: [u32; 6],
}

impl Told {
    /// Upright, taken nowhere.
    pub(crate) const NOTHING: Self = Self { orientation: 1, place: None };

    /// Reads Exif; what cannot be read is not told.
    pub(crate) fn read(exif: &[u8], keep: Keep) -> Self {
        Tiff::of(exif).map_or(Self::NOTHING, |tiff| Self {
            orientation: tiff.orientation().unwrap_or(1),
            place: tiff.place().filter(|_| keep == Keep::Place),
        })
    }

    /// Exif that says this and nothing else; nothing when there is nothing to say.
    pub(crate) fn written(&self) -> Option<Vec<u8>> {
        if *self == Self::NOTHING {
            return None;
        }
        let mut out = b"MM\0*\0\0\0\x08".to_vec();
        let entries: u16 = if self.place.is_some() { 2 } else { 1 };
        out.extend(entries.to_be_bytes());
        out.extend(entry(ORIENTATION, SHORT, 1, u32::from(self.orientation) << 16));
        if let Some(place) = &self.place {
            // after the header, the number of entries, two of them, and « no more »
            out.extend(entry(GPS, LONG, 1, 8 + 2 + 2 * 12 + 4));
            out.extend([0; 4]);
            place.write(&mut out);
        } else {
            out.extend([0; 4]);
        }
        Some(out)
    }
}

impl Place {
    fn write(&self, out: &mut Vec<u8>) {
        let letter = |letter: u8| u32::from(letter) << 24;
        // after this list: its number of entries, five of them, and « no more »
        let values = u32::try_from(out.len()).unwrap_or(0) + 2 + 5 * 12 + 4;
        out.extend(5_u16.to_be_bytes());
        out.extend(entry(GPS_VERSION, BYTE, 4, 0x0203_0000));
        out.extend(entry(LATITUDE_REF, ASCII, 2, letter(self.latitude_ref)));
        out.extend(entry(LATITUDE, RATIONAL, 3, values));
        out.extend(entry(LONGITUDE_REF, ASCII, 2, letter(self.longitude_ref)));
        out.extend(entry(LONGITUDE, RATIONAL, 3, values + 24));
        out.extend([0; 4]);
        out.extend(self.latitude.iter().chain(&self.longitude).flat_map(|number| number.to_be_bytes()));
    }
}

fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
    [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value.to_be_bytes()].concat()
}

/// A TIFF file, which is what Exif is made of.
struct Tiff<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn of(exif: &'a [u8]) -> Option<Self> {
        let bytes = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
        let is_big_endian = match bytes.get(..4)? {
            b"MM\0*" => true,
            b"II*\0" => false,
            _ => return None,
        };
        Some(Self { bytes, is_big_endian })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let two: [u8; 2] = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_big_endian { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let four = four(self.bytes, at)?;
        Some(if self.is_big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }

    fn offset(&self, at: usize) -> Option<usize> {
        usize::try_from(self.long(at)?).ok()
    }

    /// Where the value of a tag stands in a list of entries, if it has this type and number.
    fn value(&self, list: usize, tag: u16, kind: u16, count: u32) -> Option<usize> {
        let entries = usize::from(self.short(list)?);
        let found = (0..entries).map(|index| list + 2 + index * ENTRY).find(|at| self.short(*at) == Some(tag))?;
        (self.short(found + 2)? == kind && self.long(found + 4)? == count).then_some(found + 8)
    }

    fn orientation(&self) -> Option<u16> {
        let value = self.value(self.offset(4)?, ORIENTATION, SHORT, 1)?;
        self.short(value).filter(|orientation| (1..=8).contains(orientation))
    }

    fn place(&self) -> Option<Place> {
        let list = self.offset(self.value(self.offset(4)?, GPS, LONG, 1)?)?;
        let side = |tag: u16, letters: &[u8]| {
            let letter = *self.bytes.get(self.value(list, tag, ASCII, 2)?)?;
            letters.contains(&letter).then_some(letter)
        };
        Some(Place {
            latitude_ref: side(LATITUDE_REF, b"NS")?,
            latitude: self.fractions(self.value(list, LATITUDE, RATIONAL, 3)?)?,
            longitude_ref: side(LONGITUDE_REF, b"EW")?,
            longitude: self.fractions(self.value(list, LONGITUDE, RATIONAL, 3)?)?,
        })
    }

    fn fractions(&self, value: usize) -> Option<[u32; 6]> {
        let start = self.offset(value)?;
        let mut read = [0; 6];
        for (index, number) in read.iter_mut().enumerate() {
            *number = self.long(start.checked_add(index * 4)?)?;
        }
        Some(read)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Exif as a telephone writes it: turned, made somewhere by something, in little-endian.
    pub(crate) fn of_a_telephone() -> Vec<u8> {
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
        };
        let mut out = b"II*\0\x08\0\0\0".to_vec();
        out.extend(3_u16.to_le_bytes());
        let (maker, gps) = (8 + 2 + 3 * 12 + 4_u32, 8 + 2 + 3 * 12 + 4 + 12_u32);
        out.extend(entry(0x010f, ASCII, 12, maker.to_le_bytes()));
        out.extend(entry(ORIENTATION, SHORT, 1, [6, 0, 0, 0]));
        out.extend(entry(GPS, LONG, 1, gps.to_le_bytes()));
        out.extend([0; 4]);
        out.extend(b"SecretPhone\0");
        out.extend(4_u16.to_le_bytes());
        let values = gps + 2 + 4 * 12 + 4;
        out.extend(entry(LATITUDE_REF, ASCII, 2, *b"N\0\0\0"));
        out.extend(entry(LATITUDE, RATIONAL, 3, values.to_le_bytes()));
        out.extend(entry(LONGITUDE_REF, ASCII, 2, *b"E\0\0\0"));
        out.extend(entry(LONGITUDE, RATIONAL, 3, (values + 24).to_le_bytes()));
        out.extend([0; 4]);
        let fractions = [45_u32, 1, 45, 1, 3_120, 100, 4, 1, 50, 1, 1_234, 100];
        out.extend(fractions.iter().flat_map(|number| number.to_le_bytes()));
        out
    }

    #[test]
    fn only_what_may_stay_is_read_and_what_is_written_reads_the_same() {
        let upright_only = Told::read(&of_a_telephone(), Keep::Nothing);
        assert_eq!(upright_only, Told { orientation: 6, place: None });
        let place =
            Place { latitude_ref: b'N', latitude: [45, 1, 45, 1, 3_120, 100], longitude_ref: b'E', longitude: [4, 1, 50, 1, 1_234, 100] };
        let told = Told::read(&of_a_telephone(), Keep::Place);
        assert_eq!(told, Told { orientation: 6, place: Some(place) });
        for told in [told, upright_only, Told { orientation: 1, place: Some(place) }] {
            assert_eq!(Told::read(&told.written().unwrap(), Keep::Place), told);
        }
        assert_eq!(Told::NOTHING.written(), None);
        assert_eq!(Told::read(&EMPTY, Keep::Place), Told::NOTHING);
    }

    #[test]
    fn what_makes_no_sense_is_not_told() {
        for exif in [&b""[..], b"MM", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff", b"Exif\0\0"] {
            assert_eq!(Told::read(exif, Keep::Place), Told::NOTHING, "{exif:?}");
        }
    }
}
