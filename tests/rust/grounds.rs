//! `docs/explain.md` says of every ground what the code says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sco_ner::Ground;

/// The first and the last cell of the tables' rows whose first cell is a ground's name.
fn rows() -> BTreeMap<String, String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/explain.md");
    let text = fs::read_to_string(page).expect("the page is there");
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let rows = text.lines().filter(|line| line.starts_with("| `")).map(cells);
    rows.filter_map(|cells| Some((cells.first()?.trim_matches('`').to_owned(), cells.last()?.clone()))).collect()
}

#[test]
fn the_page_has_every_ground_with_its_weight() {
    let rows = rows();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/explain.md")).expect("it is there");
    for ground in Ground::ALL {
        let name = ground.as_str();
        if name.starts_with("holder-") {
            assert!(text.contains(&format!("`{name}` ({:?}, ", ground.weight())), "{name}");
            continue;
        }
        let weight: f64 = rows.get(name).unwrap_or_else(|| panic!("no row of {name}")).parse().expect("a weight");
        assert!((weight - ground.weight()).abs() < 1e-9, "{name} has {}", ground.weight());
    }
}
