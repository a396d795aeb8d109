//! Prints the mentions of standard input: `cargo run --example extract < news.txt`.

use std::io::{self, Read};

use sco_ner::{Gazetteer, Matcher, Options, Text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let matcher = Matcher::new(Gazetteer::bundled()?, Options::default())?;
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let text = Text::utf8(&text)?;
    for mention in matcher.extract(&text)? {
        let lexicon = matcher.lexicon();
        println!(
            "{}\t{}\t{}\t{}\t{}",
            mention.start,
            mention.end,
            lexicon.label(mention.label),
            lexicon.id(mention.target).unwrap_or_else(|| "NIL".to_owned()),
            text.slice(mention.start as usize, mention.end as usize)
        );
    }
    Ok(())
}
