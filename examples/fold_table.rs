//! Prints what folding unites, for `tools/fold_page.py`: `cargo run --no-default-features --example fold_table`.
//!
//! One line a code point of the Basic Multilingual Plane that does not fold to itself: profile, code point, what it
//! becomes (drop, blank, newline, joiner, letter, several), and the code points that come out.

use sco_ner::fold::Profile;
use sco_ner::fold::profile::Folding;

fn main() {
    for name in Profile::NAMES {
        let Some(profile) = Profile::named(name) else { continue };
        for unit in 0..0x1_0000_u32 {
            let (what, out) = match profile.folding(unit) {
                Folding::Drop => ("drop", vec![]),
                Folding::Blank => ("blank", vec![]),
                Folding::Newline => ("newline", vec![]),
                Folding::Joiner => ("joiner", vec![]),
                Folding::Letter(letter) if letter as u32 != unit => ("letter", vec![letter]),
                Folding::Several(letters) => ("several", letters),
                Folding::Letter(_) | Folding::Break(_) => continue,
            };
            let out: Vec<String> = out.iter().map(|letter| format!("{:04X}", *letter as u32)).collect();
            println!("{name}\t{unit:04X}\t{what}\t{}", out.join(" "));
        }
    }
}
