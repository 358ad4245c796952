//! Pictures as telephones and tricksters make them.

mod hostile;
mod samples;

use image::{DynamicImage, load_from_memory};

use self::samples::{SECRETS, each, heic, jpeg, png, webp};
use crate::{Damaged, Format, Keep, clean, exif::tests::of_a_telephone};

fn holds(content: &[u8], words: &[u8]) -> bool {
    content.windows(words.len()).any(|window| window == words)
}

/// The position of [`of_a_telephone`], whichever end its numbers begin by.
fn holds_the_place(content: &[u8]) -> bool {
    let seconds = [3_120_u32.to_be_bytes(), 100_u32.to_be_bytes()].concat();
    let reversed = [3_120_u32.to_le_bytes(), 100_u32.to_le_bytes()].concat();
    holds(content, &seconds) || holds(content, &reversed)
}

#[test]
fn nothing_is_left_of_where_when_and_with_what() {
    for (format, picture) in each() {
        assert!(holds_the_place(&picture), "{format:?}: the sample tells where");
        for secret in SECRETS {
            assert!(holds(&picture, secret), "{format:?}: the sample holds {:?}", String::from_utf8_lossy(secret));
        }
        let cleaned = clean(&picture, format, Keep::Nothing).unwrap();
        assert!(!holds_the_place(&cleaned), "{format:?}");
        for secret in SECRETS {
            assert!(!holds(&cleaned, secret), "{format:?} still holds {:?}", String::from_utf8_lossy(secret));
        }
        assert_eq!(clean(&cleaned, format, Keep::Nothing), Ok(cleaned), "{format:?}: cleaned once is cleaned");
    }
}

#[test]
fn only_the_place_stays_when_it_is_asked_for() {
    for (format, picture) in each() {
        let cleaned = clean(&picture, format, Keep::Place).unwrap();
        assert!(holds_the_place(&cleaned), "{format:?}");
        for secret in SECRETS {
            assert!(!holds(&cleaned, secret), "{format:?} still holds {:?}", String::from_utf8_lossy(secret));
        }
        assert_eq!(clean(&cleaned, format, Keep::Place), Ok(cleaned.clone()), "{format:?}: cleaned once is cleaned");
        assert!(!holds_the_place(&clean(&cleaned, format, Keep::Nothing).unwrap()));
    }
}

#[test]
fn pixels_profile_and_orientation_stay() {
    let pixels = |content: &[u8]| load_from_memory(content).map(DynamicImage::into_rgb8).unwrap();
    for (format, picture) in [(Format::Jpeg, jpeg()), (Format::Png, png())] {
        let cleaned = clean(&picture, format, Keep::Nothing).unwrap();
        assert_eq!(pixels(&cleaned), pixels(&picture), "{format:?}");
    }
    for (format, picture) in each() {
        let cleaned = clean(&picture, format, Keep::Nothing).unwrap();
        assert!(holds(&cleaned, b"a colour profile"), "{format:?}");
        // a HEIC photo is turned by a property of its own, which is not touched
        let turned = [&0x0112_u16.to_be_bytes()[..], &3_u16.to_be_bytes(), &1_u32.to_be_bytes(), &6_u16.to_be_bytes()].concat();
        assert!(holds(&cleaned, &turned), "{format:?}");
    }
}

#[test]
fn an_ordinary_picture_is_left_as_it_is() {
    for (format, picture) in
        [(Format::Jpeg, samples::plain_jpeg()), (Format::Png, samples::plain_png()), (Format::Webp, samples::plain_webp())]
    {
        assert_eq!(clean(&picture, format, Keep::Place).as_ref(), Ok(&picture), "{format:?}");
    }
}

#[test]
fn what_follows_a_picture_goes_with_what_it_tells() {
    for (format, picture) in [(Format::Jpeg, jpeg()), (Format::Png, png()), (Format::Webp, webp())] {
        let followed = [&picture[..], b"a film with its place"].concat();
        assert_eq!(clean(&followed, format, Keep::Nothing), clean(&picture, format, Keep::Nothing), "{format:?}");
    }
    let beside = [&heic()[..], &samples::boxed(b"mpvd", b"a film with its place")].concat();
    let cleaned = clean(&beside, Format::Heic, Keep::Nothing).unwrap();
    assert!(!holds(&cleaned, b"a film") && cleaned.len() == beside.len());
}

#[test]
fn a_photo_cut_before_its_end_mark_is_ended() {
    let picture = samples::plain_jpeg();
    assert_eq!(clean(&picture[..picture.len() - 2], Format::Jpeg, Keep::Nothing), Ok(picture));
}

#[test]
fn what_is_no_picture_is_refused() {
    for format in [Format::Jpeg, Format::Png, Format::Webp, Format::Heic] {
        for content in [&b""[..], b"\xff\xd8", b"\xff\xd8\xff\xe0\0\x10", b"\x89PNG\r\n\x1a\n", b"RIFF\x04\0\0\0WEBP", b"<svg>"] {
            assert_eq!(clean(content, format, Keep::Nothing), Err(Damaged), "{format:?} {content:?}");
        }
    }
    // told apart from a photo only by what it holds
    assert!(of_a_telephone().len() > 100);
}
