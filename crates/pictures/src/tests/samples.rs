//! Pictures that tell all they can.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use crate::{Format, exif::tests::of_a_telephone, png};

/// What must be found in no picture afterwards.
pub(super) const SECRETS: [&[u8]; 2] = [b"SecretPhone", b"written by Ana"];

/// One picture of each format.
pub(super) fn each() -> [(Format, Vec<u8>); 4] {
    [(Format::Jpeg, jpeg()), (Format::Png, png()), (Format::Webp, webp()), (Format::Heic, heic())]
}

fn drawn(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let picture = RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * 6) as u8, (y * 8) as u8, (x * y) as u8]));
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

pub(super) fn plain_jpeg() -> Vec<u8> {
    drawn(ImageFormat::Jpeg)
}

pub(super) fn plain_png() -> Vec<u8> {
    drawn(ImageFormat::Png)
}

pub(super) fn plain_webp() -> Vec<u8> {
    riff(&[chunk(b"VP8L", b"\x2f\0\0\0\0\x07")])
}

pub(super) fn jpeg() -> Vec<u8> {
    let segment = |mark: u8, payload: &[u8]| {
        let length = u16::try_from(payload.len() + 2).unwrap();
        [&[0xff, mark][..], &length.to_be_bytes(), payload].concat()
    };
    let plain = plain_jpeg();
    let told = [
        segment(0xe1, &[b"Exif\0\0", &of_a_telephone()[..]].concat()),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>written by Ana</x>"),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01a colour profile"),
        segment(0xe2, b"MPF\0written by Ana"),
        segment(0xed, b"Photoshop 3.0\0written by Ana"),
        segment(0xfe, b"written by Ana"),
    ];
    // a frame's header comes after what is told
    let frame = plain.windows(2).position(|pair| pair == [0xff, 0xdb]).unwrap();
    [&plain[..frame], &told.concat(), &plain[frame..]].concat()
}

pub(super) fn png() -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let named = [&name[..], data].concat();
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &png::check(&named).to_be_bytes()].concat()
    };
    let plain = plain_png();
    let told = [
        chunk(b"tEXt", b"Author\0written by Ana"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>written by Ana</x>"),
        chunk(b"eXIf", &of_a_telephone()),
        chunk(b"iCCP", b"sRGB\0\0a colour profile"),
    ];
    // the signature, then the first chunk
    let (head, rest) = plain.split_at(8 + 25);
    [head, &told.concat(), rest].concat()
}

pub(super) fn webp() -> Vec<u8> {
    riff(&[
        chunk(b"VP8X", &[0b0010_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        chunk(b"ICCP", b"a colour profile"),
        chunk(b"VP8L", b"\x2f\0\0\0\0\x07\0"),
        chunk(b"EXIF", &of_a_telephone()),
        chunk(b"XMP ", b"<x>written by Ana</x>"),
    ])
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let filling: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [&name[..], &u32::try_from(data.len()).unwrap().to_le_bytes(), data, filling].concat()
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let chunks = chunks.concat();
    [&b"RIFF"[..], &u32::try_from(4 + chunks.len()).unwrap().to_le_bytes(), b"WEBP", &chunks].concat()
}

/// A box of a HEIC file.
pub(super) fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(8 + content.len()).unwrap().to_be_bytes()[..], name, content].concat()
}

/// A HEIC file with pixels, Exif in `mdat` and XMP in `idat`.
pub(super) fn heic() -> Vec<u8> {
    let kind = boxed(b"ftyp", b"heic\0\0\0\0mif1heic");
    let exif = [&6_u32.to_be_bytes()[..], b"Exif\0\0", &of_a_telephone()].concat();
    let (pixels, xmp) = (b"a colour profile, pixels", b"<x>written by Ana</x>");
    let entry = |item: u16, kind: &[u8; 4]| boxed(b"infe", &[&[2, 0, 0, 0][..], &item.to_be_bytes(), &[0, 0], kind, b"\0"].concat());
    let infos = [entry(1, b"hvc1"), entry(2, b"Exif"), entry(3, b"mime")].concat();
    let infos = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 3][..], &infos].concat());
    let meta = |exif_at: usize| {
        let place = |item: u16, method: u16, offset: usize, length: usize| {
            let numbers = [u32::try_from(offset).unwrap(), u32::try_from(length).unwrap()].map(u32::to_be_bytes).concat();
            [&item.to_be_bytes()[..], &method.to_be_bytes(), &[0, 0, 0, 1], &numbers].concat()
        };
        let places = [place(1, 0, exif_at - pixels.len(), pixels.len()), place(2, 0, exif_at, exif.len()), place(3, 1, 0, xmp.len())];
        let table = boxed(b"iloc", &[&[1, 0, 0, 0, 0x44, 0, 0, 3][..], &places.concat()].concat());
        boxed(b"meta", &[&[0; 4][..], &infos, &table, &boxed(b"idat", xmp)].concat())
    };
    let exif_at = kind.len() + meta(1_000).len() + 8 + pixels.len();
    [kind, meta(exif_at), boxed(b"mdat", &[&pixels[..], &exif].concat())].concat()
}
