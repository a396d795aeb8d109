//! Packs the files of `gazetteer/` into the crate.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/gazetteer/parts.rs"]
mod parts;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    collect(&root.join("gazetteer"), &mut files)?;
    files.sort();
    println!("cargo::rustc-env=SCO_NER_STAMP={}", stamp(&root, &files)?);
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

/// A number that is different for different gazetteers and for different ways of compiling them.
fn stamp(root: &Path, files: &[PathBuf]) -> io::Result<String> {
    println!("cargo::rerun-if-changed=src");
    let mut sources = Vec::new();
    for folder in ["column", "compile", "fold", "gazetteer", "model", "scan", "variants"] {
        all_files(&root.join("src").join(folder), &mut sources)?;
    }
    sources.push(root.join("src/entity.rs"));
    sources.sort();
    let mut hasher = DefaultHasher::new();
    for path in files.iter().chain(&sources) {
        fs::read(path)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn all_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { all_files(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The files that the reader knows.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if path.is_dir() {
            collect(&path, files)?;
        } else if parts::is_part(name) {
            files.push(path);
        }
    }
    Ok(())
}
