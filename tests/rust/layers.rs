//! The import rule: a stage uses what lies below it and nothing above.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module and what of ours it may use. Anything may use `error`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("bits", &[]),
    ("lanes", &[]),
    ("prefetch", &[]),
    ("text", &["bits", "lanes"]),
    ("grounds", &[]),
    ("entity", &["grounds"]),
    ("watch", &[]),
    ("threads", &["watch"]),
    ("fold", &["bits", "text", "watch"]),
    ("scan", &["column", "fold", "entity", "lanes", "prefetch", "watch"]),
    // Its check makes the surfaces of a record and folds them, to find what collides.
    ("gazetteer", &["column", "entity", "fold", "variants"]),
    ("variants", &["entity", "gazetteer"]),
    // Of the scan only the form of its input.
    ("compile", &["column", "gazetteer", "fold", "variants", "scan", "entity"]),
    // Of the variants only the writings of a record, for `explain`.
    (
        "resolve",
        &["compile", "entity", "fold", "gazetteer", "grounds", "prefetch", "scan", "text", "variants", "watch"],
    ),
    ("column", &[]),
    ("model", &["column", "compile", "entity", "fold", "gazetteer", "matcher", "resolve", "scan"]),
    ("batch", &["entity", "gazetteer", "matcher", "text", "threads", "watch"]),
    ("json", &["entity", "gazetteer", "matcher", "text"]),
    ("columnar", &["entity", "gazetteer", "matcher", "text", "threads", "watch"]),
    ("arrow", &["columnar", "compile", "entity", "gazetteer", "matcher", "text", "watch"]),
    ("matcher", &["compile", "entity", "fold", "gazetteer", "model", "prefetch", "resolve", "scan", "text", "watch"]),
];

/// The whole house: it may use every room.
const FACES: [&str; 2] = ["py", "lib"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// (path below src, module, text) of every source file.
fn files() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    let name =
        |path: &PathBuf| path.strip_prefix(&root).expect("it lies below").display().to_string().replace('\\', "/");
    let module = |name: &str| name.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
    paths.iter().map(|path| (name(path), module(&name(path)), fs::read_to_string(path).expect("it is text"))).collect()
}

/// A line without its remark.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or("")
}

/// The top-level modules that a file names behind `crate::`, with the lines where it does.
fn uses(text: &str) -> BTreeSet<(String, usize)> {
    let mut used = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        for after in code(line).split("crate::").skip(1) {
            let word = |text: &str| {
                text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>()
            };
            match after.strip_prefix('{') {
                Some(group) => {
                    assert!(!group.contains("::{"), "nested groups are not read; write one `use` a module: {line}");
                    used.extend(
                        group.trim_end_matches(['}', ';']).split(',').map(|part| (word(part.trim()), index + 1)),
                    );
                }
                None => drop(used.insert((word(after), index + 1))),
            }
        }
    }
    used.into_iter().filter(|(module, _)| !module.is_empty()).collect()
}

#[test]
fn modules_use_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (name, module, text) in files().iter().filter(|(_, module, _)| !FACES.contains(&module.as_str())) {
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| known == module) else {
            wrong.push(format!("{name}: module {module} is not in the table; say what it may use"));
            continue;
        };
        for (used, line) in uses(text) {
            if used != *module && used != "error" && !allowed.contains(&used.as_str()) {
                wrong.push(format!("src/{name}:{line}: {module} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_room_that_is_gone() {
    let there: BTreeSet<String> = files().into_iter().map(|(_, module, _)| module).collect();
    for (module, _) in MAY_USE {
        assert!(there.contains(*module), "src has no {module}");
    }
}

#[test]
fn only_the_python_face_knows_python() {
    for (name, module, text) in files() {
        let named = text.lines().position(|line| code(line).contains("pyo3") || code(line).contains("Python<"));
        assert!(module == "py" || named.is_none(), "src/{name}:{} knows pyo3", named.unwrap_or(0) + 1);
    }
}

#[test]
fn unsafe_stands_in_few_files() {
    const FILES: [&str; 4] = ["model/mapped.rs", "prefetch.rs", "py/capsule.rs", "py/text.rs"];
    for (name, _, text) in files() {
        let is_unsafe = |line: &&str| {
            let line = code(line);
            ["unsafe {", "unsafe fn", "unsafe impl", "allow(unsafe_code)"].iter().any(|form| line.contains(form))
        };
        assert!(FILES.contains(&name.as_str()) || text.lines().find(is_unsafe).is_none(), "src/{name} is unsafe");
    }
}

#[test]
fn uses_are_read_as_they_are_written() {
    let read = |text: &str| uses(text).into_iter().map(|(module, _)| module).collect::<Vec<_>>();
    assert_eq!(read("use crate::fold::{Fold, GAP};"), ["fold"]);
    assert_eq!(read("use crate::{error::Error, text};"), ["error", "text"]);
    assert_eq!(read("fn f() -> crate::scan::Form {} // crate::py"), ["scan"]);
    assert_eq!(read("//! [`crate::resolve`]"), Vec::<String>::new());
}
