//! A figure, beside what it is measured against.

use serde_json::{Value, json};

/// Something measured.
pub struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    against: Option<Against>,
}

/// What a figure is compared with.
enum Against {
    /// At most this much.
    Aim(f64),
    /// What the least that could be done costs or gives, and what that is.
    Floor(f64, &'static str),
}

impl Figure {
    /// A figure alone.
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value, unit, against: None }
    }

    /// It should be at most `aim`.
    pub fn aim(self, aim: f64) -> Self {
        Self { against: Some(Against::Aim(aim)), ..self }
    }

    /// The same, for the least that could be done.
    pub fn floor(self, floor: f64, what: &'static str) -> Self {
        Self { against: Some(Against::Floor(floor, what)), ..self }
    }

    fn against(&self) -> Option<(f64, &'static str)> {
        match self.against {
            Some(Against::Aim(aim)) => Some((aim, "aim")),
            Some(Against::Floor(floor, what)) => Some((floor, what)),
            None => None,
        }
    }

    /// The figure over what it is measured against.
    fn ratio(&self) -> Option<f64> {
        self.against().filter(|(of, _)| *of > 0.0).map(|(of, _)| self.value / of)
    }

    fn cells(&self) -> [String; 4] {
        let beside = self.against().map(|(of, what)| format!("{} {} ({what})", plain(of), self.unit));
        let ratio = self.ratio().map(|ratio| format!("{ratio:.2}"));
        [self.name.clone(), format!("{} {}", plain(self.value), self.unit), beside.unwrap_or_default(), ratio.unwrap_or_default()]
    }
}

fn plain(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// The figures as a table for the terminal.
pub fn table(figures: &[Figure]) -> String {
    let heads = ["Figure", "Measured", "Beside", "Ratio"].map(str::to_owned);
    let rows: Vec<[String; 4]> = std::iter::once(heads).chain(figures.iter().map(Figure::cells)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let line = |row: &[String; 4]| {
        let [name, value, beside, ratio] = row;
        format!("{name:<0$}  {value:>1$}  {beside:<2$}  {ratio:>3$}\n", widths[0], widths[1], widths[2], widths[3])
    };
    rows.iter().map(line).collect()
}

/// The figures for programs.
pub fn json(profile: &str, figures: &[Figure]) -> Value {
    let figures: Vec<Value> = figures
        .iter()
        .map(|figure| {
            let (of, what) = figure.against().unzip();
            json!({
                "name": figure.name, "value": figure.value, "unit": figure.unit,
                "beside": of, "beside_what": what, "ratio": figure.ratio(),
            })
        })
        .collect();
    json!({ "profile": profile, "figures": figures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_stands_beside_what_it_is_measured_against() {
        let figures = [
            Figure::new("home", 0.5, "ms").aim(1.0),
            Figure::new("pages served", 900.0, "/s").floor(4_500.0, "bare axum"),
            Figure::new("databases", 60.0, ""),
        ];
        let table = table(&figures);
        let lines: Vec<Vec<&str>> =
            table.lines().map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()).collect();
        assert_eq!(lines[1], ["home", "0.50 ms", "1.00 ms (aim)", "0.50"]);
        assert_eq!(lines[2], ["pages served", "900 /s", "4500 /s (bare axum)", "0.20"]);
        assert_eq!(lines[3], ["databases", "60.00"]);
    }

    #[test]
    fn programs_read_the_same() {
        let read = json("dev", &[Figure::new("home", 3.0, "ms").aim(1.5)]);
        assert_eq!(read["figures"][0]["ratio"], 2.0);
        assert_eq!(read["figures"][0]["beside_what"], "aim");
    }
}
