//! A text through all stages: to mentions, to candidates, or to why they stood or fell.

use std::cell::Cell;
use std::ops::Range;

use super::{Matcher, Request, Scanner};
use crate::entity::Mention;
use crate::error::Error;
use crate::fold::Folded;
use crate::prefetch::prefetch;
use crate::resolve::{self, Judgement, plain, resolve};
use crate::scan::{Candidate, Scan};
use crate::text::Text;
use crate::watch::Watch;

/// Most codes of a folded text whose room is kept for the next: few texts are longer.
const MOST_ROOM: usize = 1 << 16;

/// Code points of a section of a long text, which is resolved by itself: more than a document has, and few enough that what is
/// kept of one is a few megabytes.
const SECTION: usize = 1 << 20;

thread_local! {
    /// The room of the last folded text: to ask for it anew costs as much as to fold a line.
    static ROOM: Cell<Folded> = Cell::default();
}

impl Matcher {
    /// The mentions of a text, in order.
    ///
    /// ```
    /// use sco_ner::{Gazetteer, Matcher, Options, Text};
    ///
    /// let gazetteer = Gazetteer::from_names(&[("الهند", "IN"), ("روسيا", "RU")], "COUNTRY")?;
    /// let matcher = Matcher::new(gazetteer.into(), Options::default())?;
    /// let text = "سافر من رُوسيا للهند";
    /// let mentions = matcher.extract(&Text::utf8(text)?)?;
    /// let found: Vec<_> = mentions.iter().map(|m| (m.start, m.end, m.proclitic.as_str())).collect();
    /// assert_eq!(found, [(8, 14, ""), (16, 20, "ل")]);
    /// # Ok::<(), sco_ner::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is longer than positions can count.
    pub fn extract(&self, text: &Text<'_>) -> Result<Vec<Mention>, Error> {
        self.extract_for(text, Request { date: None, roles: self.options.resolve.roles })
    }

    /// The mentions of a text of some date, in order; with roles, the role phrases too.
    ///
    /// A role phrase is a mention that may hold others: those of the names are the same with roles and without.
    ///
    /// ```
    /// use sco_ner::gazetteer::PartialDate;
    /// use sco_ner::{Gazetteer, Matcher, Options, Request, Text};
    ///
    /// let matcher = Matcher::new(Gazetteer::bundled()?, Options::default())?;
    /// let request = Request { date: PartialDate::parse("2020"), roles: true };
    /// let mentions = matcher.extract_for(&Text::utf8("قال الرئيس الإيراني")?, request)?;
    /// assert_eq!(matcher.lexicon().id(mentions[0].target).as_deref(), Some("hassan-rouhani"));
    /// # Ok::<(), sco_ner::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is longer than positions can count.
    pub fn extract_for(&self, text: &Text<'_>, request: Request) -> Result<Vec<Mention>, Error> {
        self.extract_watched(text, request, &Watch::default())
    }

    /// The same, for as long as a [`Watch`] lets it go on.
    ///
    /// # Errors
    /// Where the text is longer than positions can count, and where the work was ended.
    pub fn extract_watched(&self, text: &Text<'_>, request: Request, watch: &Watch<'_>) -> Result<Vec<Mention>, Error> {
        let mut mentions = Vec::new();
        self.extract_into(text, request, watch, &mut mentions)?;
        Ok(mentions)
    }

    /// The same, behind what is found already.
    ///
    /// # Errors
    /// As [`Self::extract_watched`].
    pub(crate) fn extract_into(
        &self,
        text: &Text<'_>,
        request: Request,
        watch: &Watch<'_>,
        mentions: &mut Vec<Mention>,
    ) -> Result<(), Error> {
        let mut room = ROOM.take();
        for section in self.sections(text)? {
            let known = mentions.len();
            let part = if section.len() < text.len() { &text.part(section.clone())? } else { text };
            room = self.fold.fold_into(part, room, watch)?;
            self.resolve(part, &room, request, watch, mentions)?;
            for mention in mentions[known..].iter_mut().filter(|_| section.start > 0) {
                mention.start += section.start as u32;
                mention.end += section.start as u32;
            }
        }
        if room.codes.capacity() <= MOST_ROOM {
            ROOM.set(room);
        }
        watch.check()
    }

    /// The sections in which a text is worked on; mostly it is one.
    fn sections(&self, text: &Text<'_>) -> Result<impl Iterator<Item = Range<usize>>, Error> {
        if u32::try_from(text.len()).is_err() {
            return Err(Error::text_too_long(text.len()));
        }
        Ok(self.fold.sections(text, SECTION))
    }

    fn resolve(
        &self,
        text: &Text<'_>,
        folded: &Folded,
        request: Request,
        watch: &Watch<'_>,
        mentions: &mut Vec<Mention>,
    ) -> Result<(), Error> {
        let (lexicon, options) = (&self.lexicon, &self.options.resolve);
        if plain::applies(lexicon, options, request) {
            if folded.codes.len() > MOST_ROOM {
                // A list of many that must grow is held twice; news has a name every hundred letters or so.
                mentions.reserve(folded.codes.len() / 64);
            }
            let mut plain = plain::Mentions::new(text, folded, (&self.fold, lexicon), options, mentions);
            self.scan_watched(folded, watch, &mut |found| plain.push(found));
            plain.finish();
            return watch.check();
        }
        let mut candidates = resolve::for_candidates(folded.codes.len());
        let traits = lexicon.traits();
        self.scan_watched(folded, watch, &mut |found| {
            prefetch(traits, found.surface as usize);
            candidates.push(found);
        });
        watch.check()?;
        let knowledge = (&*self.fold, lexicon);
        resolve(text, folded, knowledge, candidates, options, (request, &self.calendar, watch), mentions)
    }

    /// Why each name that a text may hold stands or fell, in the order of their places.
    ///
    /// ```
    /// use sco_ner::resolve::Outcome;
    /// use sco_ner::{Gazetteer, Matcher, Options, Request, Text};
    ///
    /// let gazetteer = Gazetteer::from_names(&[("مصر", "EG")], "COUNTRY")?;
    /// let matcher = Matcher::new(gazetteer.into(), Options::default())?;
    /// let judged = matcher.explain(&Text::utf8("من مصراتة")?, Request::default())?;
    /// assert_eq!((judged[0].start, judged[0].end, judged[0].outcome), (3, 6, Outcome::Boundary));
    /// # Ok::<(), sco_ner::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is longer than positions can count.
    pub fn explain(&self, text: &Text<'_>, request: Request) -> Result<Vec<Judgement>, Error> {
        self.explain_watched(text, request, &Watch::default())
    }

    /// The same, for as long as a [`Watch`] lets it go on.
    ///
    /// # Errors
    /// As [`Self::extract_watched`].
    pub fn explain_watched(
        &self,
        text: &Text<'_>,
        request: Request,
        watch: &Watch<'_>,
    ) -> Result<Vec<Judgement>, Error> {
        let mut judged = Vec::new();
        for section in self.sections(text)? {
            let part = text.part(section.clone())?;
            let folded = self.fold.fold_into(&part, Folded::default(), watch)?;
            let mut candidates = Vec::with_capacity(folded.codes.len() / 8);
            self.scan_watched(&folded, watch, &mut |found| candidates.push(found));
            watch.check()?;
            let (options, knowledge) = (&self.options.resolve, (&*self.fold, &self.lexicon));
            let rows =
                resolve::explain(&part, &folded, knowledge, candidates, options, request, (&self.calendar, watch))?;
            let start = section.start as u32;
            judged.extend(rows.into_iter().map(|row| Judgement {
                start: row.start + start,
                end: row.end + start,
                ..row
            }));
        }
        Ok(judged)
    }

    /// The candidates of a text, before anything is resolved; positions are folded ones.
    ///
    /// # Errors
    /// Where the text is longer than positions can count.
    pub fn candidates(&self, text: &Text<'_>) -> Result<Vec<Candidate>, Error> {
        let folded = self.fold.fold(text)?;
        let mut candidates = Vec::with_capacity(folded.codes.len() / 8);
        self.scan(&folded, &mut |found| candidates.push(found));
        Ok(candidates)
    }

    /// Streams the candidates of a text that [`Self::folding`] has folded, in order.
    pub fn scan(&self, folded: &Folded, emit: &mut dyn FnMut(Candidate)) {
        self.scan_watched(folded, &Watch::default(), emit);
    }

    fn scan_watched(&self, folded: &Folded, watch: &Watch<'_>, emit: &mut dyn FnMut(Candidate)) {
        let (alphabet, boundaries) = (self.fold.alphabet(), self.options.boundaries);
        match &self.scanner {
            Scanner::Words(scan) => scan.scan(folded, alphabet, boundaries, watch, emit),
            Scanner::Letters(scan) => scan.scan(folded, alphabet, boundaries, watch, emit),
        }
    }
}
