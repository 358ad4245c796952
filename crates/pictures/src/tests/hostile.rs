//! Whatever is sent, cleaning ends, asks no more memory than was sent, and
//! gives what it would give again.

use proptest::prelude::*;

use super::samples::each;
use crate::{Format, Keep, clean};

fn keep() -> impl Strategy<Value = Keep> {
    prop_oneof![Just(Keep::Nothing), Just(Keep::Place)]
}

fn format() -> impl Strategy<Value = Format> {
    prop_oneof![Just(Format::Jpeg), Just(Format::Png), Just(Format::Webp), Just(Format::Heic)]
}

/// What Exif and an end mark may add, at most.
const ADDED: usize = 250;

fn holds_up(content: &[u8], format: Format, keep: Keep) -> Result<(), TestCaseError> {
    if let Ok(cleaned) = clean(content, format, keep) {
        prop_assert!(cleaned.len() <= content.len() + ADDED);
        let again = clean(&cleaned, format, keep);
        prop_assert_eq!(again, Ok(cleaned));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes(content in proptest::collection::vec(any::<u8>(), 0..400), format in format(), keep in keep()) {
        holds_up(&content, format, keep)?;
    }

    #[test]
    fn pictures_cut_anywhere(which in 0..4_usize, at in any::<prop::sample::Index>(), keep in keep()) {
        let (format, picture) = &each()[which];
        holds_up(&picture[..at.index(picture.len())], *format, keep)?;
    }

    #[test]
    fn pictures_with_bytes_changed(
        which in 0..4_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), prop_oneof![Just(0_u8), Just(0xff), any::<u8>()]), 1..12),
        keep in keep(),
    ) {
        let (format, mut picture) = each()[which].clone();
        for (at, byte) in changes {
            let at = at.index(picture.len());
            picture[at] = byte;
        }
        holds_up(&picture, format, keep)?;
    }

    #[test]
    fn pieces_of_pictures_put_together(
        pieces in proptest::collection::vec((0..4_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
        format in format(),
        keep in keep(),
    ) {
        let all = each();
        let piece = |(which, from, to): &(usize, prop::sample::Index, prop::sample::Index)| {
            let picture = &all[*which].1;
            let (from, to) = (from.index(picture.len()), to.index(picture.len()));
            picture[from.min(to)..from.max(to)].to_vec()
        };
        holds_up(&pieces.iter().map(piece).collect::<Vec<_>>().concat(), format, keep)?;
    }
}

#[test]
fn parts_without_number_are_refused() {
    let table = [&b"\xff\xd8"[..], &b"\xff\xdb\0\x02".repeat(200_000), b"\xff\xda\0\x02\xff\xd9"].concat();
    assert!(clean(&table, Format::Jpeg, Keep::Nothing).is_err());
}
