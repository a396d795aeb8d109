//! A text's candidates, and what stands beside what.

use std::cell::{Cell, OnceCell};
use std::mem::take;
use std::ops::Range;

use super::holds::Holds;
use super::places::{Places, Short, Stand};
use super::room::Room;
use super::sets::{Set, Sets};
use super::time::Moment;
use crate::compile::{CueMask, Entry, Lexicon, Strong, Surface, Trait, Traits};
use crate::entity::Label;
use crate::fold::{Fold, Folded};
use crate::gazetteer::CueClass;
use crate::grounds::Without;
use crate::prefetch::prefetch;
use crate::scan::Candidate;
use crate::text::Text;
use crate::watch::Watch;

/// The candidates of a text, which of them are what, and their places.
pub(super) type Lists = (Vec<Candidate>, Sets, Places, Short);

/// What the candidates' surfaces are, in short, and at length; and the entries of all.
#[derive(Clone, Copy, Default)]
struct Known<'a> {
    traits: &'a [Traits],
    strong: &'a [Strong],
    surfaces: &'a [Surface],
    entries: &'a [Entry],
}

impl<'a> Known<'a> {
    fn of(lexicon: &'a Lexicon) -> Self {
        let (traits, strong) = (lexicon.traits(), lexicon.each_strong());
        Self { traits, strong, surfaces: lexicon.surfaces(), entries: lexicon.entries() }
    }

    /// Asks for what is looked at first of a surface that is this; where it is no name, for what is there already.
    #[inline]
    fn ask_for(&self, surface: u32, traits: Traits) {
        let at = |holds: bool| if holds { surface as usize } else { 0 };
        prefetch(self.strong, at(traits.is(Trait::Strong)));
        prefetch(self.surfaces, at(traits.is_either(Trait::Weak, Trait::Surname)));
    }
}

/// So many places are remembered.
const LAST: usize = 4;
/// Nothing remembered.
const NOWHERE: (u32, Stand) = (u32::MAX, Stand::NONE);

/// Everything about one text that rules look at.
pub(super) struct Context<'a> {
    pub text: &'a Text<'a>,
    pub folded: &'a Folded,
    pub fold: &'a Fold,
    pub lexicon: &'a Lexicon,
    /// In the scan's order.
    pub candidates: Vec<Candidate>,
    known: Known<'a>,
    /// What any of them is.
    all: Traits,
    /// Which candidates are what.
    sets: Sets,
    /// Where candidates begin and end.
    places: Places,
    short: Short,
    /// What was last found out: rules ask for one place several times.
    last_ends: [Cell<(u32, Stand)>; LAST],
    last_starts: [Cell<(u32, Stand)>; LAST],
    /// The time the text speaks from.
    pub moment: Moment<'a>,
    /// Whether the text writes a final ya without its dots, as Egyptian outlets do (فى); looked up when it matters.
    pub(super) fi_without_dots: OnceCell<bool>,
    /// Whether the text writes ة anywhere, looked up when it matters.
    pub(super) writes_ta: OnceCell<bool>,
    /// What does not count.
    pub without: Without,
    /// Whether persons and organizations that no list has are looked for.
    pub unlisted: bool,
    /// Looked at by whatever reads long lists; what is made of one that ended early is thrown away.
    pub watch: Option<&'a Watch<'a>>,
    /// Whether the text speaks of sports, looked up when it matters.
    pub(super) sport: OnceCell<bool>,
    /// Where the dateline ends, looked up when it matters.
    pub(super) dateline: OnceCell<u32>,
    /// Which surfaces the text holds, gathered when it matters.
    holds: OnceCell<Holds>,
}

impl<'a> Context<'a> {
    pub fn new(
        text: &'a Text<'a>,
        folded: &'a Folded,
        fold: &'a Fold,
        lexicon: &'a Lexicon,
        candidates: Vec<Candidate>,
    ) -> Self {
        // Of a list of names most texts need not know.
        let known =
            if candidates.is_empty() && lexicon.lean().is_some() { Known::default() } else { Known::of(lexicon) };
        Self::knowing(known, text, folded, (fold, lexicon), candidates, &mut Room::default())
    }

    /// The same in the room that another text has left.
    pub fn in_room(
        text: &'a Text<'a>,
        folded: &'a Folded,
        (fold, lexicon): (&'a Fold, &'a Lexicon),
        candidates: Vec<Candidate>,
        room: &mut Room,
    ) -> Self {
        Self::knowing(Known::of(lexicon), text, folded, (fold, lexicon), candidates, room)
    }

    fn knowing(
        known: Known<'a>,
        text: &'a Text<'a>,
        folded: &'a Folded,
        (fold, lexicon): (&'a Fold, &'a Lexicon),
        candidates: Vec<Candidate>,
        room: &mut Room,
    ) -> Self {
        let (mut places, mut all) = (take(&mut room.places), Traits::default());
        let (mut sets, mut short) = (take(&mut room.sets).filling(), Short::default());
        let is_short = folded.codes.len() < Short::LETTERS;
        if is_short && !candidates.is_empty() {
            short = take(&mut room.short).with(folded.codes.len());
        }
        places.begin(if is_short { 0 } else { folded.codes.len() });
        for (found, at) in candidates.iter().zip(0..) {
            let traits = known.traits[found.surface as usize];
            known.ask_for(found.surface, traits);
            all.join(traits);
            sets.add(at, found, traits);
            if is_short {
                short.add(at, found, traits);
            } else {
                places.add(found);
            }
        }
        places.finish();
        Self {
            text,
            folded,
            fold,
            lexicon,
            candidates,
            known,
            all,
            sets: sets.finish(),
            places,
            short,
            last_ends: [const { Cell::new(NOWHERE) }; LAST],
            last_starts: [const { Cell::new(NOWHERE) }; LAST],
            moment: Moment::default(),
            fi_without_dots: OnceCell::new(),
            writes_ta: OnceCell::new(),
            without: Without::default(),
            unlisted: true,
            watch: None,
            sport: OnceCell::new(),
            dateline: OnceCell::new(),
            holds: OnceCell::new(),
        }
    }

    /// The lists that the next text may use.
    #[inline]
    pub fn into_lists(self) -> Lists {
        (self.candidates, self.sets, self.places, self.short)
    }

    /// What a candidate's surface is, in short.
    #[inline]
    pub fn traits(&self, candidate: &Candidate) -> Traits {
        self.traits_of(candidate.surface)
    }

    /// What a surface is, in short.
    #[inline]
    pub fn traits_of(&self, surface: u32) -> Traits {
        self.known.traits[surface as usize]
    }

    /// Whether some candidate is this.
    #[inline]
    pub fn holds_any(&self, one: Trait) -> bool {
        self.all.is(one)
    }

    /// Whether the text has a cue of a class anywhere.
    #[inline]
    pub fn holds_cue(&self, class: CueClass) -> bool {
        self.all.cues.has(class)
    }

    /// The indices of a set's candidates, in order.
    #[inline]
    pub fn indices(&self, set: Set) -> impl Iterator<Item = usize> {
        self.sets.of(set, self.watch)
    }

    /// The candidates of a set, in order.
    #[inline]
    pub fn of(&self, set: Set) -> impl Iterator<Item = &Candidate> {
        self.indices(set).map(|at| &self.candidates[at])
    }

    #[inline]
    pub fn surface(&self, candidate: &Candidate) -> &'a Surface {
        &self.known.surfaces[candidate.surface as usize]
    }

    #[inline]
    pub fn entries(&self, candidate: &Candidate) -> &'a [Entry] {
        self.entries_at(candidate.surface)
    }

    /// The entries of a surface.
    #[inline]
    pub fn entries_at(&self, surface: u32) -> &'a [Entry] {
        &self.known.entries[self.known.surfaces[surface as usize].entries.range()]
    }

    #[inline]
    pub fn label(&self, entry: &Entry) -> &'a Label {
        self.lexicon.label(entry.label)
    }

    /// The place of one of the bundled labels in the order of preference.
    pub fn label_place(&self, label: &Label) -> u16 {
        self.lexicon.label_index(label).map_or(0, |index| self.lexicon.label_order(index))
    }

    /// The candidates that end at a folded position.
    #[inline]
    pub fn ending_at(&self, end: u32) -> impl Iterator<Item = &Candidate> {
        self.candidates[self.ending(end).range()].iter().filter(move |found| found.end == end)
    }

    /// The candidates that begin at a folded position.
    #[inline]
    pub fn starting_at(&self, start: u32) -> impl Iterator<Item = &Candidate> {
        self.candidates[self.starting(start).range()].iter()
    }

    #[inline]
    fn ending(&self, end: u32) -> Stand {
        if let Some(stand) = self.short.ending(end) {
            return stand;
        }
        if !self.places.is_end(end) {
            return Stand::NONE;
        }
        let traits = |found: &Candidate| (found.end == end).then(|| self.traits(found));
        self.stand(&self.last_ends, end, || self.places.ending(end), traits)
    }

    #[inline]
    fn starting(&self, start: u32) -> Stand {
        if let Some(stand) = self.short.starting(start) {
            return stand;
        }
        if !self.places.is_start(start) {
            return Stand::NONE;
        }
        let bare = |found: &Candidate| {
            if found.proclitic.is_empty() { self.traits(found) } else { Traits::default() }
        };
        let traits = |found: &Candidate| (found.start == start).then(|| bare(found));
        self.stand(&self.last_starts, start, || self.places.starting(start), traits)
    }

    /// What stands at a place: of the candidates that lie near, those that `traits` knows.
    #[inline]
    fn stand(
        &self,
        remembered: &[Cell<(u32, Stand)>; LAST],
        place: u32,
        near: impl FnOnce() -> Range<usize>,
        traits: impl Fn(&Candidate) -> Option<Traits>,
    ) -> Stand {
        let last = &remembered[place as usize % LAST];
        if last.get().0 == place {
            return last.get().1;
        }
        let near = near();
        let mut stand = Stand::NONE;
        for (found, at) in self.candidates[near.clone()].iter().zip(near.start as u32..) {
            if let Some(traits) = traits(found) {
                stand.add(at, traits);
            }
        }
        last.set((place, stand));
        stand
    }

    /// Which surfaces the text holds.
    pub(super) fn holds(&self) -> &Holds {
        self.holds.get_or_init(|| Holds::of(self))
    }

    /// Whether a cue of a class ends at a folded position.
    #[inline]
    pub fn has_cue_ending(&self, end: u32, class: CueClass) -> bool {
        self.traits_ending(end).cues.has(class)
    }

    /// The classes of the cues that stand right before `start`.
    #[inline]
    pub fn cues_before(&self, start: u32) -> CueMask {
        self.end_before(start).map_or(CueMask::default(), |end| self.traits_ending(end).cues)
    }

    /// What any of the candidates is that stand right behind `end`, particles not before them.
    #[inline]
    pub fn traits_after(&self, end: u32) -> Traits {
        self.start_after(end).map_or(Traits::default(), |start| self.starting(start).traits)
    }

    /// Whether a candidate ends at a folded position.
    #[inline]
    pub fn ends_any(&self, end: u32) -> bool {
        self.ending(end).is_any()
    }

    /// What any of the candidates that end at a folded position is.
    #[inline]
    pub fn traits_ending(&self, end: u32) -> Traits {
        self.ending(end).traits
    }
}
