//! What a manifest says.

use toml::{Table, Value};

use super::tree::File;

/// A dependency that a manifest names, under any heading.
pub struct Dependency {
    /// Of the package, also when it is renamed.
    pub name: String,
    /// Whether only its tests name it.
    pub is_for_tests: bool,
    /// Where it stands in the text.
    pub offset: usize,
}

/// A manifest as a table; empty when it is not one, which cargo will say.
pub fn table(file: &File) -> Table {
    file.text.parse().unwrap_or_default()
}

/// The name of the package, as cargo knows it.
pub fn package_name(manifest: &Table) -> Option<&str> {
    manifest.get("package")?.get("name")?.as_str()
}

/// Every dependency of a manifest: of the product, of its tests, of its build,
/// and of one platform only.
pub fn dependencies(file: &File) -> Vec<Dependency> {
    let manifest = table(file);
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let sections = std::iter::once(&manifest).chain(platforms).flat_map(|table| {
        [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", false)]
            .into_iter()
            .filter_map(|(name, is_for_tests)| Some((table.get(name)?.as_table()?, is_for_tests)))
    });
    let each = |(table, is_for_tests)| Table::iter(table).map(move |(key, value)| dependency(file, key, value, is_for_tests));
    sections.flat_map(each).collect()
}

fn dependency(file: &File, key: &str, value: &Value, is_for_tests: bool) -> Dependency {
    let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
    let offset = file.text.find(&format!("\n{key}")).map_or(0, |offset| offset + 1);
    Dependency { name: name.to_owned(), is_for_tests, offset }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_counts() {
        let text = "[dependencies]\na = '1'\n[dev-dependencies]\nb = { package = 'c', version = '1' }\n[target.'cfg(unix)'.dependencies]\nd = '1'\n";
        let file = File { path: "crates/x/Cargo.toml".to_owned(), text: text.to_owned() };
        let names: Vec<_> = dependencies(&file).into_iter().map(|found| (found.name, found.is_for_tests)).collect();
        assert_eq!(names, [("a".to_owned(), false), ("c".to_owned(), true), ("d".to_owned(), false)]);
    }
}
