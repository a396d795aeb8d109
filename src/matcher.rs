//! The whole pipeline behind one type.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use crate::compile::{Compiled, Lexicon, compile};
use crate::entity::Mention;
use crate::error::Error;
use crate::fold::{Fold, Folded, Profile};
use crate::gazetteer::Gazetteer;
use crate::model;
use crate::prefetch::prefetch;
use crate::resolve::{self, Calendar, Judgement, plain, resolve};
use crate::scan::letters::LetterScan;
use crate::scan::words::WordScan;
use crate::scan::{Boundaries, Candidate, Scan};
use crate::text::Text;
use crate::watch::Watch;

pub use crate::resolve::Request;

/// Most codes of a folded text whose room is kept for the next: few texts are longer.
const MOST_ROOM: usize = 1 << 16;

thread_local! {
    /// The room of the last folded text: to ask for it anew costs as much as to fold a line.
    static ROOM: Cell<Folded> = Cell::default();
}

/// What a matcher does with text; every choice has a default.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How far writings are united.
    pub profile: Profile,
    /// Where names may stand.
    pub boundaries: Boundaries,
    /// Which engine scans.
    pub engine: Engine,
    /// How candidates become mentions.
    pub resolve: resolve::Options,
}

/// Which engine scans. Both give the same candidates; names inside words only the engine over letters can find.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Words looked up: the fast one, wherever names stand at word limits.
    #[default]
    Words,
    /// Letters through the aho-corasick crate.
    Letters,
}

/// Finds the names of a gazetteer in text. Immutable and free to share between threads.
pub struct Matcher {
    options: Options,
    fold: Arc<Fold>,
    scanner: Scanner,
    lexicon: Lexicon,
    /// What the records say of time; read when a date, a role or a shared surname first asks for it.
    calendar: OnceCell<Calendar>,
    fingerprint: OnceCell<u128>,
}

/// The engine that scans.
pub(crate) enum Scanner {
    Words(Box<WordScan>),
    Letters(Box<LetterScan>),
}

impl Scanner {
    /// Whether the engine over words serves these options.
    pub fn is_of_words(options: &Options) -> bool {
        options.engine == Engine::Words && options.boundaries != Boundaries::None
    }

    /// Builds the engine.
    ///
    /// # Errors
    /// Where there are more names than it can number.
    pub fn new(compiled: &Compiled, options: &Options) -> Result<Self, Error> {
        let alphabet = compiled.fold.alphabet();
        Ok(if Self::is_of_words(options) {
            Self::Words(Box::new(WordScan::new(compiled, alphabet)))
        } else {
            Self::Letters(Box::new(LetterScan::new(compiled, alphabet)?))
        })
    }
}

impl Matcher {
    /// Compiles a gazetteer.
    ///
    /// # Errors
    /// Where its names use more letters than can be told apart.
    pub fn new(gazetteer: Arc<Gazetteer>, options: Options) -> Result<Self, Error> {
        let compiled = compile(gazetteer, options.profile)?;
        let scanner = Scanner::new(&compiled, &options)?;
        Ok(Self::of_parts(options, compiled, scanner, None))
    }

    /// A matcher of parts that fit together; `sum` is that of the model they were in.
    pub(crate) fn of_parts(options: Options, compiled: Compiled, scanner: Scanner, sum: Option<u128>) -> Self {
        let Compiled { fold, lexicon, .. } = compiled;
        let fingerprint = sum.map_or_else(OnceCell::new, OnceCell::with_value);
        Self { options, fold, scanner, lexicon, calendar: OnceCell::new(), fingerprint }
    }

    /// Writes the matcher to a file, whole or not at all.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        model::write(self, path.as_ref())
    }

    /// Reads a matcher from a file that [`Self::save`] wrote.
    ///
    /// # Errors
    /// Where the file cannot be read, is no model, was made by another format, or is damaged.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        model::read(path.as_ref())
    }

    /// The same, with the file mapped: processes that map one file share its memory. The file must not be written to in
    /// place while it is mapped; replacing it by a rename, as [`Self::save`] does, is safe.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn map(path: impl AsRef<Path>) -> Result<Self, Error> {
        model::map(path.as_ref())
    }

    /// The bytes that [`Self::save`] writes.
    ///
    /// # Errors
    /// None that a matcher can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        model::to_bytes(self)
    }

    /// The matcher of such bytes.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        model::from_bytes(bytes)
    }

    /// A hash of all that the matcher is made of: the same for the same gazetteer and options, on every machine.
    ///
    /// # Errors
    /// None that a matcher can cause.
    pub fn fingerprint(&self) -> Result<String, Error> {
        let sum = self.fingerprint.get_or_try_init(|| model::sum(self))?;
        Ok(format!("{sum:032x}"))
    }

    pub(crate) fn scanner(&self) -> &Scanner {
        &self.scanner
    }

    /// What this matcher was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The compiled names.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The folding.
    pub fn folding(&self) -> &Fold {
        &self.fold
    }

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
        let folded = self.fold.fold_into(text, ROOM.take(), watch)?;
        self.resolve(text, &folded, request, watch, mentions)?;
        if folded.codes.capacity() <= MOST_ROOM {
            ROOM.set(folded);
        }
        Ok(())
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
        let folded = self.fold.fold_into(text, Folded::default(), watch)?;
        let mut candidates = Vec::with_capacity(folded.codes.len() / 8);
        self.scan_watched(&folded, watch, &mut |found| candidates.push(found));
        watch.check()?;
        let (options, knowledge) = (&self.options.resolve, (&*self.fold, &self.lexicon));
        resolve::explain(text, &folded, knowledge, candidates, options, request, (&self.calendar, watch))
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
