//! The `claims` parameter (OpenID Connect Core §5.5): which data are asked one
//! by one, and how well the person must prove who she is. Read strictly and
//! within bounds; what we do not know is passed over.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::{claims::data_of, datum::Datum};

/// The longest parameter.
const LONGEST: usize = 4_096;
/// The most data asked.
const MOST: usize = 40;
/// The longest name of a datum.
const LONGEST_NAME: usize = 64;
/// How deep it may go: a list of values, or a value that is an object.
const DEEPEST: usize = 6;

/// What a request asks datum by datum.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimsRequest {
    /// Asked of userinfo.
    pub userinfo: Vec<ClaimName>,
    /// Asked in the ID token.
    pub id_token: Vec<ClaimName>,
    /// The only person who may answer (`sub` with a value, §5.5.1).
    pub subject: Option<String>,
    /// The levels of `acr` that would do.
    pub levels: Levels,
}

/// One datum asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimName {
    /// Its name, as in tokens.
    pub name: String,
    /// Whether the client says that it cannot do without.
    pub essential: bool,
}

/// What is asked of `acr` (§5.5.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Levels {
    /// Whether nothing else will do.
    pub essential: bool,
    /// The values, the preferred first.
    pub values: Vec<String>,
}

impl ClaimsRequest {
    /// The data of her profile asked one by one. All are told by userinfo,
    /// those asked in the ID token too: a token that travels says less.
    pub fn data(&self) -> BTreeSet<Datum> {
        self.userinfo.iter().chain(&self.id_token).flat_map(|claim| data_of(&claim.name)).collect()
    }

    /// The claims about her asked in the ID token itself, by name.
    pub fn in_id_token(&self) -> BTreeSet<String> {
        self.id_token.iter().map(|claim| &claim.name).filter(|name| !data_of(name).is_empty()).cloned().collect()
    }

    /// Reads the parameter. Nothing when it has not the shape of the standard,
    /// or is out of bounds.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let whole: Value = serde_json::from_str(text).ok()?;
        if !whole.is_object() || depth(&whole) > DEEPEST {
            return None;
        }
        let mut request = Self::default();
        for (member, in_id_token) in [("id_token", true), ("userinfo", false)] {
            for (name, wish) in asked(whole.get(member))? {
                let wish = Wish::read(&wish)?;
                match name.as_str() {
                    "sub" => request.subject = request.subject.or_else(|| wish.values.into_iter().next()),
                    "acr" if in_id_token => request.levels = Levels { essential: wish.essential, values: wish.values },
                    _ if in_id_token => request.id_token.push(ClaimName { name, essential: wish.essential }),
                    _ => request.userinfo.push(ClaimName { name, essential: wish.essential }),
                }
            }
        }
        (request.userinfo.len() + request.id_token.len() <= MOST).then_some(request)
    }
}

/// The members of `userinfo` or `id_token` whose names are names.
fn asked(member: Option<&Value>) -> Option<Map<String, Value>> {
    let mut members = match member {
        None | Some(Value::Null) => Map::new(),
        Some(value) => value.as_object()?.clone(),
    };
    members.retain(|name, _| !name.is_empty() && name.len() <= LONGEST_NAME && name.bytes().all(|byte| byte.is_ascii_graphic()));
    Some(members)
}

/// How one datum is asked.
struct Wish {
    essential: bool,
    values: Vec<String>,
}

impl Wish {
    fn read(wish: &Value) -> Option<Self> {
        let empty = Map::new();
        let members = if wish.is_null() { &empty } else { wish.as_object()? };
        let essential = members.get("essential").map_or(Some(false), Value::as_bool)?;
        let list = members.get("values").map_or(Some(&[][..]), |values| values.as_array().map(Vec::as_slice))?;
        // values that are no texts are values that we never have
        let values: Vec<String> = members.get("value").into_iter().chain(list).filter_map(Value::as_str).map(str::to_owned).collect();
        let is_readable = values.iter().all(|value| !value.contains(char::is_control));
        is_readable.then_some(Self { essential, values })
    }
}

fn depth(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_asked_is_kept_by_name() {
        let text = r#"{
            "userinfo": { "given_name": null, "email": { "essential": true }, "sub": { "value": "ana" }, "http://x.fr/y": {} },
            "id_token": { "acr": { "essential": true, "values": ["glc:mfa", 7] }, "auth_time": { "essential": false, "other": 1 } },
            "other": [1]
        }"#;
        let request = ClaimsRequest::read(text).unwrap();
        let names = |list: &[ClaimName]| {
            list.iter().map(|claim| format!("{}{}", claim.name, if claim.essential { "!" } else { "" })).collect::<Vec<_>>()
        };
        assert_eq!(names(&request.userinfo), ["given_name", "email!", "http://x.fr/y"]);
        assert_eq!(names(&request.id_token), ["auth_time"]);
        assert_eq!(request.subject.as_deref(), Some("ana"));
        assert_eq!(request.levels, Levels { essential: true, values: vec!["glc:mfa".into()] });
        assert_eq!(ClaimsRequest::read("{}"), Some(ClaimsRequest::default()));
        assert_eq!(ClaimsRequest::read(r#"{"userinfo":null,"id_token":{"acr":{"value":"glc:mfa"}}}"#).unwrap().levels.values, ["glc:mfa"]);
    }

    #[test]
    fn what_has_not_the_shape_or_the_size_is_refused() {
        let many: String = (0..41).map(|n| format!("\"d{n}\":null,")).collect();
        for (case, text) in [
            ("nothing", String::new()),
            ("no object", "[]".into()),
            ("no JSON", "{".into()),
            ("a list of names", r#"{"userinfo":["email"]}"#.into()),
            ("a text for a wish", r#"{"userinfo":{"email":"essential"}}"#.into()),
            ("a number for essential", r#"{"userinfo":{"email":{"essential":1}}}"#.into()),
            ("a text for values", r#"{"id_token":{"acr":{"values":"glc:mfa"}}}"#.into()),
            ("a zero", r#"{"id_token":{"sub":{"value":"a\u0000"}}}"#.into()),
            ("too many", format!("{{\"userinfo\":{{{}\"z\":null}}}}", many)),
            ("too long", format!("{{\"userinfo\":{{\"{}\":null}}}}", "a".repeat(4_096))),
            ("too deep", r#"{"userinfo":{"a":{"value":{"b":{"c":{"d":1}}}}}}"#.into()),
            ("bottomless", "[".repeat(4_000)),
        ] {
            assert_eq!(ClaimsRequest::read(&text), None, "{case}");
        }
        let odd = format!(r#"{{"userinfo":{{"{}":null,"é":null,"":null,"a b":null}}}}"#, "a".repeat(65));
        assert_eq!(ClaimsRequest::read(&odd), Some(ClaimsRequest::default()), "names that are no names are passed over");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\{\\}\\[\\]\":,a-z_0-9 ]{0,80}", any in "\\PC{0,80}") {
            for text in [&text, &any] {
                if let Some(request) = ClaimsRequest::read(text) {
                    prop_assert!(request.userinfo.len() + request.id_token.len() <= MOST);
                }
            }
        }
    }
}
