//! The figures as a table for the terminal, each group under how it was obtained.

use super::figure::Figure;

const HEADS: [&str; 7] = ["Figure", "Median", "Least to most", "Aim", "Of it", "Beside", "Of it"];
const COLUMNS: usize = HEADS.len();

/// A table. Figures obtained in the same way stand together.
pub fn table(figures: &[Figure]) -> String {
    let rows: Vec<[String; COLUMNS]> = std::iter::once(HEADS.map(str::to_owned)).chain(figures.iter().map(cells)).collect();
    let widths: [usize; COLUMNS] = std::array::from_fn(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let mut text = line(&rows[0], &widths);
    let mut how = "";
    for (figure, row) in figures.iter().zip(&rows[1..]) {
        if figure.how != how {
            how = figure.how;
            text.push_str(&format!("\n— {how}\n"));
        }
        text.push_str(&line(row, &widths));
    }
    text
}

fn cells(figure: &Figure) -> [String; COLUMNS] {
    let Figure { name, sample, unit, .. } = figure;
    let with_unit = |value: f64| format!("{} {unit}", plain(value)).trim().to_owned();
    let ratio = |ratio: Option<f64>| ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
    let spread = (sample.rounds() > 1).then(|| format!("{} to {}", plain(sample.least()), plain(sample.most())));
    [
        name.clone(),
        with_unit(sample.median()),
        spread.unwrap_or_default(),
        figure.aim.map(with_unit).unwrap_or_default(),
        ratio(figure.over_aim()),
        figure.beside.as_ref().map(|(value, what)| format!("{} ({what})", with_unit(*value))).unwrap_or_default(),
        ratio(figure.over_beside()),
    ]
}

fn plain(value: f64) -> String {
    if value >= 100.0 || value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn line(row: &[String; COLUMNS], widths: &[usize; COLUMNS]) -> String {
    let cells = row.iter().zip(widths).enumerate();
    let padded = cells.map(|(column, (cell, &width))| if is_text(column) { format!("{cell:<width$}") } else { format!("{cell:>width$}") });
    format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
}

/// Figures are read from their right end, words from their left.
fn is_text(column: usize) -> bool {
    matches!(HEADS[column], "Figure" | "Beside")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::sample::Sample;

    #[test]
    fn each_figure_stands_beside_what_it_is_measured_against() {
        let home = Sample::of(vec![0.5, 0.4, 0.6]).unwrap();
        let figures = [
            Figure { how: "Pages, read in turn.", ..Figure::new("home", home, "ms").aim(1.0) },
            Figure { how: "A bounded load.", ..Figure::new("pages served", 900.0, "/s").beside(4_500.0, "bare axum") },
            Figure { how: "A bounded load.", ..Figure::new("databases", 60.0, "") },
        ];
        let table = table(&figures);
        let cells = |line: &'static str| -> Vec<&'static str> { line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect() };
        let lines: Vec<Vec<&str>> = table.leak().lines().map(cells).filter(|line| !line.is_empty()).collect();
        let expected: [&[&str]; 6] = [
            &["Figure", "Median", "Least to most", "Aim", "Of it", "Beside", "Of it"],
            &["— Pages, read in turn."],
            &["home", "0.50 ms", "0.40 to 0.60", "1 ms", "0.50"],
            &["— A bounded load."],
            &["pages served", "900 /s", "4500 /s (bare axum)", "0.20"],
            &["databases", "60"],
        ];
        assert_eq!(lines, expected);
    }
}
