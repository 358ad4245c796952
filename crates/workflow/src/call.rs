//! What comes of a call to another program: its answer, read into the agents'
//! data, or the way in which it failed.

use std::collections::BTreeMap;

use expr::Value;
use jiff::Timestamp;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{
    CompiledWorkflow, DataField, DataType, Effect, Event, Private, Snapshot, Step,
    compiled::{Doing, Passage},
    effects::Emit,
    json,
    run::Run,
};

/// The longest text taken from an answer, in characters.
const LONGEST: usize = 2_000;

/// How a call failed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallFailure {
    /// Nothing stands behind its name in this instance.
    Unbound,
    /// Nobody answered in time.
    Unreachable,
    /// The other program refuses what is sent (HTTP 4xx).
    Refused,
    /// The other program is out of order (HTTP 5xx).
    Failing,
    /// The answer is no JSON document.
    Unreadable,
    /// The answer lacks something that is read from it, or has something else there.
    Mismatch,
}

impl CallFailure {
    /// Every way to fail, with its word.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Unbound, "unbound"),
        (Self::Unreachable, "unreachable"),
        (Self::Refused, "refused"),
        (Self::Failing, "failing"),
        (Self::Unreadable, "unreadable"),
        (Self::Mismatch, "mismatch"),
    ];

    /// Whether the same call may succeed later, with nobody's help.
    pub const fn may_pass(self) -> bool {
        matches!(self, Self::Unreachable | Self::Failing)
    }
}

/// What an answer gives to the agents' data: `wanted` says where each stands,
/// as « dossier.pieces.0.numero ».
///
/// # Errors
/// The data that the answer does not give, or gives as something else.
pub fn read_answer(fields: &[DataField], wanted: &BTreeMap<Slug, String>, answer: &Json) -> Result<BTreeMap<Slug, Private>, Vec<Slug>> {
    let (mut data, mut unfit) = (BTreeMap::new(), Vec::new());
    for (slug, path) in wanted {
        let kind = fields.iter().find(|field| field.slug == *slug).map(|field| field.kind);
        let found = answer.pointer(&format!("/{}", path.replace('.', "/")));
        match kind.zip(found).and_then(|(kind, found)| read(kind, found)) {
            Some(value) => drop(data.insert(slug.clone(), Private(json::write(value)))),
            None => unfit.push(slug.clone()),
        }
    }
    if unfit.is_empty() { Ok(data) } else { Err(unfit) }
}

/// A value of this type; nothing when it is of another.
fn read(kind: DataType, found: &Json) -> Option<Value> {
    let value = match (kind, found) {
        // other programs number their files as they like
        (DataType::Text, Json::Number(number)) => Value::from(number.to_string()),
        // a decimal is read as it is written: no rounding
        (DataType::Number, Json::Number(number)) if !number.is_i64() => json::read(&Json::from(number.to_string()), kind),
        (kind, found) => json::read(found, kind),
    };
    let fits = match &value {
        Value::Null => false,
        Value::Text(text) => text.chars().count() <= LONGEST,
        _ => true,
    };
    fits.then_some(value)
}

/// Records what a call gave, then follows the transition meant for its success;
/// what waits for an answer when there is none. Always one version more.
pub fn answered(
    cw: &CompiledWorkflow,
    snapshot: &Snapshot,
    data: BTreeMap<Slug, Private>,
    on_success: Option<&Slug>,
    now: Timestamp,
) -> Step {
    let mut run = Run::new(cw, snapshot, now);
    let set = |(slug, value): (&Slug, &Private)| Effect::SetData { slug: slug.clone(), value: value.clone() };
    let record: Emit = Box::new(move |_| data.iter().map(set).collect());
    run.emit(None, &[Doing { when: None, emit: record }]);
    let can = |passage: &Passage<'_>| passage.transition.from.contains(&run.state.status) && run.holds(*passage);
    let meant = on_success.and_then(|transition| cw.passage(transition)).filter(can);
    let mut waiting = cw.triggers().filter(|trigger| trigger.automation.on == Some(Event::Answered));
    if let Some(passage) = meant.or_else(|| waiting.find_map(|trigger| run.ready(trigger))) {
        run.take(passage);
    }
    run.finish()
}

#[cfg(test)]
mod tests {
    use expr::Values;
    use serde_json::json;

    use super::*;
    use crate::example::{Play, at, slug};

    const MONDAY: &str = "2026-05-04T08:00:00Z";

    fn field(name: &str, kind: &str) -> DataField {
        serde_json::from_value(json!({ "slug": name, "label": name, "type": kind })).unwrap()
    }

    fn fields() -> [DataField; 4] {
        [field("numero", "text"), field("montant", "number"), field("le", "date"), field("recu", "boolean")]
    }

    fn wanted(pairs: &[(&str, &str)]) -> BTreeMap<Slug, String> {
        pairs.iter().map(|(name, path)| (slug(name), (*path).to_owned())).collect()
    }

    #[test]
    fn an_answer_is_read_by_its_paths_and_types() {
        let answer = json!({ "dossier": { "id": 1204, "lignes": [{ "prix": 12.5 }] }, "jour": "2026-05-03", "ok": true });
        let paths = wanted(&[("numero", "dossier.id"), ("montant", "dossier.lignes.0.prix"), ("le", "jour"), ("recu", "ok")]);
        let read = read_answer(&fields(), &paths, &answer).unwrap();
        let values: Vec<_> = read.values().map(|value| value.0.clone()).collect();
        assert_eq!(values, [json!("2026-05-03"), json!("12.5"), json!("1204"), json!(true)]);
    }

    #[test]
    fn what_does_not_fit_is_refused_whole_and_named() {
        let answer = json!({ "a": "oui", "b": null, "c": 1.000_000_1, "d": "x".repeat(2_001) });
        let paths = wanted(&[("recu", "a"), ("le", "b"), ("montant", "c"), ("numero", "d")]);
        assert_eq!(read_answer(&fields(), &paths, &answer).unwrap_err(), [slug("le"), slug("montant"), slug("numero"), slug("recu")]);
        assert_eq!(read_answer(&fields(), &wanted(&[("numero", "rien.du.tout")]), &answer).unwrap_err(), [slug("numero")]);
        assert_eq!(read_answer(&fields(), &wanted(&[("inconnue", "a")]), &answer).unwrap_err(), [slug("inconnue")]);
    }

    #[test]
    fn an_answer_is_recorded_then_its_transition_follows() {
        let mut play = Play::filed(3, MONDAY);
        play.press("prendre", Values::new(), MONDAY);
        let data = BTreeMap::from([(slug("motif"), Private::from("n° 12"))]);
        let step = answered(&play.cw, &play.snapshot, data.clone(), Some(&slug("accord_tacite")), at(MONDAY));
        assert_eq!(step.state.status, slug("acceptee"));
        assert_eq!((step.state.version, &step.state.data), (3, &data));
        assert!(matches!(&step.effects[0], Effect::SetData { slug, .. } if slug.as_str() == "motif"));
    }

    #[test]
    fn an_answer_with_no_transition_here_only_records() {
        let play = Play::filed(3, MONDAY);
        let step = answered(&play.cw, &play.snapshot, BTreeMap::new(), Some(&slug("accord_tacite")), at(MONDAY));
        assert_eq!((step.state.status.as_str(), step.state.version, step.taken.len()), ("recue", 2, 0), "it does not start from here");
    }
}
