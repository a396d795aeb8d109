//! One text after the other into columns.

use super::targets::Codes;
use super::units::{Place, Units};
use super::{Columns, Shape, Surfaces};
use crate::entity::Mention;
use crate::error::Error;
use crate::matcher::{Matcher, Request};
use crate::text::Text;
use crate::watch::{Watch, Watched};

/// Mentions that are written together.
const MANY: usize = 1 << 10;

/// Writes the mentions of texts; one for each thread.
pub(super) struct Writer<'m> {
    matcher: &'m Matcher,
    shape: Shape,
    codes: Codes,
    /// Those that are not written in all columns yet.
    mentions: Vec<Mention>,
    columns: Columns,
}

impl<'m> Writer<'m> {
    pub fn new(matcher: &'m Matcher, shape: Shape) -> Self {
        let codes = Codes::new(matcher.lexicon().gazetteer().len());
        Self { matcher, shape, codes, mentions: Vec::new(), columns: empty(shape) }
    }

    /// Writes the mentions of a text.
    pub fn write(&mut self, row: usize, text: &Text<'_>, request: Request, watch: &Watch<'_>) -> Result<(), Error> {
        let from = self.mentions.len();
        self.matcher.extract_into(text, request, watch, &mut self.mentions)?;
        let mentions = &self.mentions[from..];
        let columns = &mut self.columns;
        columns.row.resize(columns.row.len() + mentions.len(), row as i64);
        if self.shape.units != Units::CodePoints {
            let mut place = Place::new(text, self.shape.units);
            for mention in Watched::new(mentions, Some(watch)) {
                columns.start.push(place.go(mention.start));
                columns.end.push(place.look(mention.end));
            }
        }
        if let Some(surfaces) = &mut columns.surfaces {
            for mention in Watched::new(mentions, Some(watch)) {
                write_surface(text, mention, surfaces);
            }
        }
        if self.mentions.len() >= MANY {
            self.write_rest();
        }
        watch.check()
    }

    /// Writes what needs no text, of many mentions at a time: a text has few.
    fn write_rest(&mut self) {
        let (mentions, columns) = (&self.mentions, &mut self.columns);
        if self.shape.units == Units::CodePoints {
            columns.start.extend(mentions.iter().map(|mention| i64::from(mention.start)));
            columns.end.extend(mentions.iter().map(|mention| i64::from(mention.end)));
        }
        columns.label.extend(mentions.iter().map(|mention| i32::from(mention.label)));
        columns.kind.extend(mentions.iter().map(|mention| mention.kind as i8));
        columns.proclitic.extend(mentions.iter().map(|mention| mention.proclitic.index() as i8));
        columns.score.extend(mentions.iter().map(Mention::score));
        columns.target.extend(mentions.iter().map(|mention| self.codes.code(mention.target)));
        self.mentions.clear();
    }

    /// How many mentions were written since the last time.
    pub fn written(&self) -> usize {
        self.columns.len()
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> Columns {
        self.write_rest();
        let mut columns = std::mem::replace(&mut self.columns, empty(self.shape));
        columns.targets = self.codes.take();
        columns
    }
}

fn empty(shape: Shape) -> Columns {
    Columns { surfaces: shape.surfaces.then(Surfaces::default), ..Columns::default() }
}

fn write_surface(text: &Text<'_>, mention: &Mention, surfaces: &mut Surfaces) {
    let (start, end) = (mention.start as usize, mention.end as usize);
    match text {
        Text::Utf8(utf8) => surfaces.letters.push_str(utf8.part(start..end)),
        _ => surfaces.letters.push_str(&text.slice(start, end)),
    }
    surfaces.bounds.push(surfaces.letters.len() as i64);
}
