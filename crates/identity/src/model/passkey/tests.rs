use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{soft::Soft, *};

const RP: RelyingParty<'_> = RelyingParty { origin: "http://localhost:8082" };

fn options() -> Value {
    json!({ "challenge": "ZGVmaQ", "user": { "id": "bW9p" } })
}

fn registered(answer: &Value) -> Result<New, Refusal> {
    read::<Registration>(&answer.to_string())?.check(RP)
}

fn used(answer: &Value, key: &[u8], uses: u32) -> Result<Used, Refusal> {
    read::<Assertion>(&answer.to_string())?.check(RP, key, uses)
}

#[test]
fn a_passkey_is_made_then_used() {
    let mut soft = Soft::new(RP.origin);
    let made = registered(&soft.create(&options())).unwrap();
    assert_eq!((made.credential.clone(), made.uses, made.is_synced), (soft.id.clone(), 0, false));
    let answer = soft.get(&options());
    assert_eq!(read::<Assertion>(&answer.to_string()).unwrap().challenge().unwrap(), "ZGVmaQ");
    assert_eq!(used(&answer, &made.public_key, 0), Ok(Used { uses: 1, is_synced: false }));
    assert_eq!(used(&answer, &made.public_key, 1), Err(Refusal::Copied), "the same count again");
    assert_eq!(used(&answer, &made.public_key, 7), Err(Refusal::Copied));
    soft.flags = soft::SYNCED;
    assert_eq!(used(&soft.get(&options()), &made.public_key, 1), Ok(Used { uses: 2, is_synced: true }));
}

#[test]
fn each_lie_is_refused() {
    let made = |change: fn(&mut Soft)| {
        let mut soft = Soft::new(RP.origin);
        let key = registered(&soft.create(&options())).unwrap().public_key;
        change(&mut soft);
        (registered(&soft.create(&options())).err(), used(&soft.get(&options()), &key, 0).err())
    };
    for (name, expected, (made, used)) in [
        ("another site", Refusal::Elsewhere, made(|soft| soft.rp_id = "evil.example".into())),
        ("another page", Refusal::Elsewhere, made(|soft| soft.origin = "http://localhost:8083".into())),
        ("a longer origin", Refusal::Elsewhere, made(|soft| soft.origin = "http://localhost:8082.evil.example".into())),
        ("nobody verified", Refusal::Unverified, made(|soft| soft.flags = 1)),
        ("nobody there", Refusal::Unverified, made(|soft| soft.flags = 4)),
        ("shared though it may not be", Refusal::Malformed, made(|soft| soft.flags = 0b1_0101)),
    ] {
        assert_eq!((made, used), (Some(expected), Some(expected)), "{name}");
    }
}

#[test]
fn another_key_or_another_act_is_refused() {
    let (mut hers, mut thief) = (Soft::new(RP.origin), Soft::new(RP.origin));
    let key = registered(&hers.create(&options())).unwrap().public_key;
    assert_eq!(used(&thief.get(&options()), &key, 0), Err(Refusal::Signature));
    let mut swapped = hers.get(&options());
    swapped["clientDataJSON"] = hers.create(&options())["clientDataJSON"].clone();
    assert_eq!(used(&swapped, &key, 0), Err(Refusal::Elsewhere), "a registration is no sign-in");
    assert_eq!(used(&hers.get(&options()), &[0xa0], 0), Err(Refusal::UnknownKey));
    assert!(matches!(read::<Assertion>("{"), Err(Refusal::Malformed)));
    assert!(matches!(read::<Assertion>(&" ".repeat(LONGEST + 1)), Err(Refusal::Malformed)));
}

#[test]
fn ed25519_keys_are_read() {
    let pair = Ed25519KeyPair::generate().unwrap();
    let cose = [&b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"[..], pair.public_key().as_ref()].concat();
    let key = cose::Key::read(&cose).unwrap();
    assert_eq!(key.verify(b"mot", pair.sign(b"mot").as_ref()), Ok(()));
    assert_eq!(key.verify(b"autre", pair.sign(b"mot").as_ref()), Err(Refusal::Signature));
}

#[test]
fn our_name_is_the_host() {
    for (origin, id) in [("http://localhost:8082", "localhost"), ("https://connect.grandlyon.example", "connect.grandlyon.example")] {
        assert_eq!(RelyingParty { origin }.id(), id);
    }
}

#[test]
fn cbor_that_lies_about_its_length_is_refused() {
    for bytes in [&b"\x58\xff\x00"[..], b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", b"\xbf", b"\x5f", b"\xc0\x00", b"\x00\x00", b""] {
        assert_eq!(cbor::read(bytes), None, "{bytes:x?}");
    }
    assert_eq!(cbor::read(&[0x81; 64]), None, "too deep");
    assert_eq!(cbor::read(b"\x38\xff"), Some(cbor::Value::Int(-256)));
    assert_eq!(
        cbor::read(b"\x83\xf4\xf5\xf6"),
        Some(cbor::Value::Array(vec![cbor::Value::Bool(false), cbor::Value::Bool(true), cbor::Value::Null]))
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = cbor::read(&bytes);
        let _ = AuthenticatorData::read(&bytes);
        let _ = cose::Key::read(&bytes);
        if let Some(length) = cbor::length(&bytes) {
            prop_assert!(length <= bytes.len());
            prop_assert!(cbor::read(&bytes[..length]).is_some(), "the first value alone is whole");
        }
    }

    #[test]
    fn a_bit_changed_anywhere_in_what_is_signed_is_refused(place in 0_usize..37, bit in 0_u8..8) {
        let mut soft = Soft::new(RP.origin);
        let key = registered(&soft.create(&options())).unwrap().public_key;
        let mut answer = soft.get(&options());
        let mut data = URL_SAFE_NO_PAD.decode(answer["authenticatorData"].as_str().unwrap()).unwrap();
        data[place] ^= 1 << bit;
        answer["authenticatorData"] = URL_SAFE_NO_PAD.encode(data).into();
        prop_assert!(used(&answer, &key, 0).is_err());
    }
}
