//! What a client may know of a person: what it asks, what she answered for
//! each datum, and so what it is told. Pure.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    client::Client,
    datum::Datum,
    scope::{Scope, Scopes},
};

/// One datum that a client asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Which.
    pub datum: Datum,
    /// What for, as the person reads it.
    pub why: String,
    /// Whether the service cannot do without.
    pub required: bool,
}

/// The answer of a person about one datum and one client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Whether she agreed.
    pub given: bool,
    /// When.
    pub at: Timestamp,
    /// When it is worth nothing any more.
    pub expires_at: Timestamp,
}

/// Her answers about one client.
pub type Answers = BTreeMap<Datum, Answer>;

impl Need {
    /// How much the service needs it, in one word.
    pub const fn weight(&self) -> &'static str {
        if self.required { "Indispensable" } else { "Facultative" }
    }

    /// What a client that says nothing else needs for its scopes: names and
    /// address to sign in, the rest if the person likes.
    pub fn usual(scopes: &Scopes) -> Vec<Self> {
        let narrow = |scope: Scope| match scope {
            Scope::Profile => &[Datum::GivenName, Datum::FamilyName][..],
            Scope::Phone => &[Datum::MobilePhone],
            other => other.data(),
        };
        let data: BTreeSet<Datum> = scopes.iter().flat_map(|scope| narrow(scope).iter().copied()).collect();
        data.into_iter().map(|datum| Self { datum, why: usual_reason(datum).to_owned(), required: datum.is_always_known() }).collect()
    }
}

const fn usual_reason(datum: Datum) -> &'static str {
    match datum {
        Datum::Email => "Vous écrire au sujet de vos démarches.",
        Datum::MobilePhone => "Vous appeler au sujet de vos démarches.",
        _ => "Remplir vos démarches sans retaper cette information.",
    }
}

impl Client {
    /// What is asked by these scopes, and these single claims, among what the
    /// client may ask.
    pub fn asked<'a>(&'a self, scopes: &Scopes, single: &BTreeSet<Datum>) -> Vec<&'a Need> {
        let by_scopes: BTreeSet<Datum> = scopes.iter().flat_map(|scope| scope.data().iter().copied()).collect();
        self.needs.0.iter().filter(|need| by_scopes.contains(&need.datum) || single.contains(&need.datum)).collect()
    }
}

/// Whether the service is closed to whoever keeps this datum to herself.
pub fn is_required(needs: &[Need], datum: Datum) -> bool {
    needs.iter().any(|need| need.required && need.datum == datum)
}

/// Whether the person need not be asked again: every answer is there, and
/// what the service cannot do without is known and agreed to.
pub fn is_settled(asked: &[&Need], answers: &Answers, known: &BTreeSet<Datum>, wall: Timestamp) -> bool {
    asked.iter().all(|need| match answers.get(&need.datum).filter(|answer| wall < answer.expires_at) {
        Some(answer) => !need.required || (answer.given && known.contains(&need.datum)),
        None => false,
    })
}

/// What may be told: asked, agreed to, and still agreed to now.
pub fn released(asked: &[&Need], answers: &Answers, wall: Timestamp) -> BTreeSet<Datum> {
    let is_live = |datum: &Datum| answers.get(datum).is_some_and(|answer| answer.given && wall < answer.expires_at);
    asked.iter().map(|need| need.datum).filter(is_live).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn need(datum: Datum, required: bool) -> Need {
        Need { datum, why: "Parce que.".into(), required }
    }

    fn answers(list: &[(Datum, bool)]) -> Answers {
        list.iter().map(|(datum, given)| (*datum, Answer { given: *given, at: at(0), expires_at: at(100) })).collect()
    }

    #[test]
    fn she_is_asked_again_when_something_is_new_or_over_or_missing() {
        let (email, phone) = (need(Datum::Email, true), need(Datum::MobilePhone, false));
        let asked = [&email, &phone];
        let known = BTreeSet::from([Datum::Email]);
        for (name, list, second, expected) in [
            ("never", &[][..], 0, false),
            ("all", &[(Datum::Email, true), (Datum::MobilePhone, true)], 0, true),
            ("optional refused", &[(Datum::Email, true), (Datum::MobilePhone, false)], 0, true),
            ("required refused", &[(Datum::Email, false), (Datum::MobilePhone, true)], 0, false),
            ("new datum", &[(Datum::Email, true)], 0, false),
            ("over", &[(Datum::Email, true), (Datum::MobilePhone, true)], 100, false),
        ] {
            assert_eq!(is_settled(&asked, &answers(list), &known, at(second)), expected, "{name}");
        }
        let both = answers(&[(Datum::Email, true), (Datum::MobilePhone, true)]);
        assert!(!is_settled(&asked, &both, &BTreeSet::new(), at(0)), "what is required is not known");
        let reworded = Need { why: "Pour autre chose.".into(), ..email };
        assert!(is_settled(&[&reworded, &phone], &both, &known, at(0)), "the set did not grow");
    }

    #[test]
    fn a_client_is_asked_for_what_it_declared_only() {
        let client =
            Client { needs: db::Doc(vec![need(Datum::Email, true), need(Datum::Birthdate, false)]), ..super::super::client::sample() };
        let asked = |scopes, single: &[Datum]| {
            let single = single.iter().copied().collect();
            client.asked(&Scopes::parse(scopes), &single).iter().map(|need| need.datum).collect::<Vec<_>>()
        };
        assert_eq!(asked("openid profile email", &[]), [Datum::Email, Datum::Birthdate]);
        assert_eq!(asked("openid", &[Datum::Birthdate, Datum::Gender]), [Datum::Birthdate]);
        assert!(asked("openid phone", &[]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_told_without_a_live_agreement(
            given in prop::collection::btree_map(0..Datum::ALL.len(), (any::<bool>(), 0_i64..200), 0..19),
            asked in prop::collection::btree_set(0..Datum::ALL.len(), 0..19),
            now in 0_i64..200,
        ) {
            let needs: Vec<Need> = asked.iter().map(|index| need(Datum::ALL[*index], index % 2 == 0)).collect();
            let asked: Vec<&Need> = needs.iter().collect();
            let answers: Answers = given
                .iter()
                .map(|(index, (given, end))| (Datum::ALL[*index], Answer { given: *given, at: at(0), expires_at: at(*end) }))
                .collect();
            for datum in released(&asked, &answers, at(now)) {
                prop_assert!(needs.iter().any(|need| need.datum == datum));
                prop_assert!(answers[&datum].given && at(now) < answers[&datum].expires_at);
            }
        }
    }
}
