//! What a manifest says.

use toml::{Table, Value};

use super::tree::File;

/// A dependency that a manifest names, under any heading.
pub struct Dependency {
    /// Of the package, also when it is renamed.
    pub name: String,
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
        ["dependencies", "dev-dependencies", "build-dependencies"].into_iter().filter_map(|name| table.get(name)?.as_table())
    });
    sections.flatten().map(|(key, value)| dependency(file, key, value)).collect()
}

fn dependency(file: &File, key: &str, value: &Value) -> Dependency {
    let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
    let offset = file.text.find(&format!("\n{key}")).map_or(0, |offset| offset + 1);
    Dependency { name: name.to_owned(), offset }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_counts() {
        let text = "[dependencies]\na = '1'\n[dev-dependencies]\nb = { package = 'c', version = '1' }\n[target.'cfg(unix)'.dependencies]\nd = '1'\n";
        let file = File { path: "crates/x/Cargo.toml".to_owned(), text: text.to_owned() };
        let names: Vec<_> = dependencies(&file).into_iter().map(|found| found.name).collect();
        assert_eq!(names, ["a", "c", "d"]);
    }
}
