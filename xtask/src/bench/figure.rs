//! A figure, beside what it is measured against.

use serde_json::{Value, json};

use super::sample::Sample;

/// Something measured.
pub struct Figure {
    pub name: String,
    pub sample: Sample,
    pub unit: &'static str,
    /// It should be at most this much.
    pub aim: Option<f64>,
    /// What a peer, or the least that could be done, costs or gives; and what that is.
    pub beside: Option<(f64, String)>,
    /// How it is obtained, in a sentence.
    pub how: &'static str,
}

impl Figure {
    /// A figure alone.
    pub fn new(name: impl Into<String>, measured: impl Into<Sample>, unit: &'static str) -> Self {
        Self { name: name.into(), sample: measured.into(), unit, aim: None, beside: None, how: "" }
    }

    /// It should be at most `aim`.
    pub fn aim(self, aim: f64) -> Self {
        Self { aim: Some(aim), ..self }
    }

    /// The same, for a peer or the least that could be done.
    pub fn beside(self, value: f64, what: impl Into<String>) -> Self {
        Self { beside: Some((value, what.into())), ..self }
    }

    /// The figure over its aim: above 1, it is beyond.
    pub fn over_aim(&self) -> Option<f64> {
        self.over(self.aim?)
    }

    /// The figure over what stands beside it.
    pub fn over_beside(&self) -> Option<f64> {
        self.over(self.beside.as_ref()?.0)
    }

    fn over(&self, of: f64) -> Option<f64> {
        (of > 0.0).then(|| self.sample.median() / of)
    }
}

/// The figures for programs.
pub fn json(profile: &str, figures: &[Figure]) -> Value {
    let figures: Vec<Value> = figures
        .iter()
        .map(|figure| {
            let (beside, what) = figure.beside.as_ref().map(|(value, what)| (*value, what)).unzip();
            json!({
                "name": figure.name, "value": figure.sample.median(), "unit": figure.unit,
                "min": figure.sample.least(), "max": figure.sample.most(), "rounds": figure.sample.rounds(),
                "aim": figure.aim, "ratio_to_aim": figure.over_aim(),
                "beside": beside, "beside_what": what, "ratio": figure.over_beside(),
                "how": figure.how,
            })
        })
        .collect();
    json!({ "profile": profile, "figures": figures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_read_what_people_read() {
        let sample = Sample::of(vec![3.0, 2.0, 4.0]).unwrap();
        let read = json("dev", &[Figure::new("home", sample, "ms").aim(1.5).beside(12.0, "another"), Figure::new("open", 60.0, "")]);
        let (home, open) = (&read["figures"][0], &read["figures"][1]);
        assert_eq!([&home["value"], &home["min"], &home["max"]], [&json!(3.0), &json!(2.0), &json!(4.0)]);
        assert_eq!((&home["rounds"], &open["rounds"]), (&json!(3), &json!(1)));
        assert_eq!((&home["ratio_to_aim"], &home["ratio"], &home["beside_what"]), (&2.0.into(), &0.25.into(), &"another".into()));
        assert_eq!((&open["ratio_to_aim"], &open["ratio"]), (&Value::Null, &Value::Null));
    }
}
