//! Which files of a gazetteer's folder are read. The build script, which packs the bundled ones, asks here too.

use std::path::Path;

/// The lists beside the records.
const LISTS: [&str; 8] = [
    "stop.tsv",
    "cues.tsv",
    "words.tsv",
    "word_lists.tsv",
    "roles.tsv",
    "given_names.txt",
    "given_words.txt",
    "spellings.txt",
];

/// Whether a file of that name is read: records, or one of the lists beside them.
pub(super) fn is_part(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "jsonl") || LISTS.contains(&name)
}
