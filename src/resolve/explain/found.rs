//! How a name was found in its writing: the listed name, what folding did, how the word was read.

use super::Account;
use crate::compile::Entry;
use crate::fold::Profile;
use crate::fold::profile::{Folding, is_dropped, is_mark};
use crate::scan::{Candidate, Grain};
use crate::variants;

impl Account<'_> {
    /// The writing of a record that a surface is, and the rule that makes it.
    pub(super) fn listed(&self, surface: u32, entry: &Entry) -> (String, &'static str) {
        let lexicon = self.case.context.lexicon;
        let codes = lexicon.codes(lexicon.surface(surface));
        let writings = variants::surfaces(lexicon.record(entry.record), lexicon.gazetteer().spellings());
        let label = self.case.context.label(entry);
        let same = |made: &&variants::Surface| {
            made.label == *label && self.case.context.fold.fold_name(&made.text).is_ok_and(|name| name == *codes)
        };
        let found = writings.iter().find(same);
        found.map_or((String::new(), ""), |made| (made.text.clone(), made.rule.unwrap_or("")))
    }

    /// What folding did to the text between two places to make it the listed name.
    pub(super) fn folded(&self, (start, end): (u32, u32), listed: &str) -> Vec<String> {
        let (text, profile) = (self.case.context.text, self.case.context.fold.profile());
        let written = text.slice(start as usize, end as usize);
        let mut notes: Vec<String> = Vec::new();
        if written == listed {
            return notes;
        }
        let mut note = |text: String| {
            if !notes.contains(&text) {
                notes.push(text);
            }
        };
        for sign in written.chars() {
            match profile.folding(u32::from(sign)) {
                _ if is_mark(sign) => note("marks left out".to_owned()),
                _ if sign == '\u{640}' => note("tatweel left out".to_owned()),
                _ if is_dropped(sign) => note("invisible signs left out".to_owned()),
                Folding::Letter(letter) if letter != sign && !listed.contains(sign) => {
                    note(format!("{sign} = {letter}"));
                }
                Folding::Several(letters) => note(format!("{sign} = {}", letters.into_iter().collect::<String>())),
                Folding::Joiner => note(format!("{sign} = blank")),
                Folding::Newline => note("line break = blank".to_owned()),
                Folding::Break(sign) if profile == Profile::Loose && !listed.contains(sign) => {
                    note(format!("{sign} left out"));
                }
                Folding::Blank if profile == Profile::Loose && !listed.contains(' ') => {
                    note("blank left out".to_owned());
                }
                _ => {}
            }
        }
        if notes.is_empty() && !listed.is_empty() {
            notes.push(format!("written «{written}», listed «{listed}»"));
        }
        notes
    }
}

/// How a word was read to find a name in it.
pub(super) fn reading(candidate: &Candidate, elided: bool) -> String {
    let mut parts = Vec::new();
    if !candidate.proclitic.is_empty() {
        parts.push(format!("behind {}", candidate.proclitic.as_str()));
    }
    if elided {
        parts.push("its article has lost letters behind ل".to_owned());
    }
    if candidate.grain == Grain::Letters {
        parts.push("among the letters of a longer word".to_owned());
    }
    parts.join("; ")
}
