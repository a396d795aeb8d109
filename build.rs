//! Packs the files of `gazetteer/` into the crate.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    collect(&root.join("gazetteer"), &mut files)?;
    files.sort();
    let mut out = String::from("static FILES: &[(&str, &str)] = &[\n");
    for path in files {
        let name = path.strip_prefix(&root).expect("it lies below").display().to_string().replace('\\', "/");
        let path = path.display().to_string();
        writeln!(out, "    ({name:?}, include_str!({path:?})),").expect("a string takes all");
    }
    out.push_str("];\n");
    let target = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(target.join("bundled.rs"), out)
}

/// The files that the reader knows.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "jsonl")
            || matches!(name, "stop.tsv" | "cues.tsv" | "words.tsv" | "roles.tsv" | "given_names.txt")
        {
            files.push(path);
        }
    }
    Ok(())
}
