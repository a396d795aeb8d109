//! Names, many one after the other: nothing is made for a name but its letters, which need no way back.

use super::{DROP, Fold, GAP, HIGHEST, Profile};
use crate::error::Error;
use crate::text::Text;

impl Fold {
    /// Folds a name: as a text, without gaps and breaks at its ends.
    pub fn fold_name(&self, name: &str) -> Result<Vec<u8>, Error> {
        let codes = self.fold(&Text::utf8(name)?)?.codes;
        let inner = |code: &u8| *code > GAP;
        let start = codes.iter().position(inner).unwrap_or(codes.len());
        let end = codes.iter().rposition(inner).map_or(start, |last| last + 1);
        Ok(codes[start..end].to_vec())
    }

    /// Folds a name into `codes`, as [`Self::fold_name`] does; says whether anything was left out.
    pub(crate) fn fold_name_into(&self, name: &str, codes: &mut Vec<u8>) -> Result<bool, Error> {
        codes.clear();
        let mut dropped = false;
        for letter in name.chars() {
            match self.code(letter as u32) {
                DROP => dropped = true,
                GAP if codes.last() == Some(&GAP) => {}
                code if code <= HIGHEST && self.profile != Profile::Loose => codes.push(code),
                // Joiners, lines and ligatures, and letters that may be hidden, are told by what is beside them.
                _ => {
                    *codes = self.fold_name(name)?;
                    return Ok(true);
                }
            }
        }
        while codes.last().is_some_and(|&code| code <= GAP) {
            codes.pop();
        }
        let before = codes.iter().take_while(|&&code| code <= GAP).count();
        codes.drain(..before);
        Ok(dropped)
    }
}

#[cfg(test)]
mod tests {
    use crate::fold::{Fold, Profile};

    #[test]
    fn names_fold_as_texts_do() {
        for profile in [Profile::Exact, Profile::Standard, Profile::Loose] {
            let fold = Fold::new(profile, ["أ.ب"]).unwrap();
            for name in [
                "",
                " ",
                "إيران",
                " مِصر ",
                "جين-بينغ",
                "جين \u{640} بينغ",
                "ﻻوس",
                "أ.ب.",
                "- -",
                "ح.م.ا.س",
                "a\nb",
                "\u{2003}g 20",
            ] {
                let mut codes = vec![7];
                fold.fold_name_into(name, &mut codes).unwrap();
                assert_eq!(codes, fold.fold_name(name).unwrap(), "{name:?} {profile:?}");
            }
        }
    }
}
