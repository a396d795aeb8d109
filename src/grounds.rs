//! Why a mention stands, and how sure that makes it.
//!
//! A mention carries its grounds as bits: what let the name stand, and what chose among the entities that share it. The
//! score is made from them by a table that can be read here and in `docs/explain.md`; it orders mentions by how much
//! speaks for them and is no probability.

/// Grounds of a mention: a set of [`Ground`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Grounds(u32);

/// One thing that speaks for a mention, or that chose whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// A strong name: it stands by itself.
    Name,
    /// Put together in the text: an institution and its nationality or country.
    Composed,
    /// A listed surname behind another spelling of its bearer's given name.
    Respelled,
    /// A part of a word that is names run together.
    RunOn,
    /// A weak name of a record that a certain name elsewhere in the text names too.
    Antecedent,
    /// A weak name behind a title, or a nationality or country of its own.
    Title,
    /// A weak name behind a word of its own record (حركة فتح).
    OwnCue,
    /// A weak name behind a word of its class (مدينة صور).
    Cue,
    /// A weak name listed with, or joined by و to, certain names of its kind.
    Company,
    /// A weak name before the nationality of its country (صور اللبنانية).
    Nationality,
    /// A weak name that bears the marks which tell it from its twin (عمّان).
    Marks,
    /// A weak nationality word behind a noun that takes one (مواطن مالي).
    Noun,
    /// A country's weak name where a clause begins.
    Clause,
    /// A city's weak name in a text that names its state more often than the country of the same name; the surname of a head of
    /// state or government who speaks in a text that names the state.
    State,
    /// An outlet's weak name where a text gives its source: (أ ب).
    Credit,
    /// A club's weak name where a report of a match has one.
    Play,
    /// A weak name of a place or organization that was its name at the text's date, and at no other time.
    InItsTime,
    /// A weak name with no support, given because support was not asked for.
    Unsupported,
    /// A person that no list has: a given name, its family name, and what introduces them.
    Unlisted,
    /// A role phrase: an office and its state or organization.
    Role,
    /// Of several entities the one that the words beside the name fit.
    ChosenByCue,
    /// Of several persons the one whom the title, or the nationality, before the name fits.
    ChosenByTitle,
    /// Of several entities the one that the text names nearest.
    ChosenByText,
    /// Of several entities the one of the state that the text names most.
    ChosenByState,
    /// Of several entities the one that fits the text's date best.
    ChosenByDate,
    /// Of several entities the one that goes first by kind, label and rank: nothing in the text decides.
    ChosenByRank,
    /// A role's holder by the name that stands behind the phrase, here or where the text first has it.
    HolderNamed,
    /// A role's holder by the records, through the whole of the text's date.
    HolderListed,
    /// A role's holder by the records for a part of the text's date, or by an office whose end is not known.
    HolderPresumed,
}

impl Ground {
    /// All grounds, in order.
    pub const ALL: [Self; 29] = [
        Self::Name,
        Self::Composed,
        Self::Respelled,
        Self::RunOn,
        Self::Antecedent,
        Self::Title,
        Self::OwnCue,
        Self::Cue,
        Self::Company,
        Self::Nationality,
        Self::Marks,
        Self::Noun,
        Self::Clause,
        Self::State,
        Self::Credit,
        Self::Play,
        Self::InItsTime,
        Self::Unsupported,
        Self::Unlisted,
        Self::Role,
        Self::ChosenByCue,
        Self::ChosenByTitle,
        Self::ChosenByText,
        Self::ChosenByState,
        Self::ChosenByDate,
        Self::ChosenByRank,
        Self::HolderNamed,
        Self::HolderListed,
        Self::HolderPresumed,
    ];

    /// Its name, its score where it is what lets the name stand or a factor where it chose, and a sentence.
    const TABLE: [(&'static str, f64, &'static str); 29] = [
        ("name", 1.0, "a strong name stands by itself"),
        ("composed", 0.9, "an institution and its nationality or country, put together in the text"),
        ("respelled", 0.9, "a listed surname behind another spelling of its bearer's given name"),
        ("run-on", 0.9, "a word that is names run together"),
        ("antecedent", 0.8, "a certain name of the same entity stands elsewhere in the text"),
        ("title", 0.8, "a fitting title, nationality or country stands right before"),
        ("own-cue", 0.8, "a word of its own record stands right before"),
        ("cue", 0.7, "a word of its class stands right before"),
        ("company", 0.6, "listed with, or joined to, certain names of its kind"),
        ("nationality", 0.6, "the nationality of its country stands right behind"),
        ("marks", 0.8, "it bears the marks that tell it from its twin"),
        ("noun", 0.7, "a noun that takes a nationality stands right before"),
        ("clause", 0.5, "it begins a clause, where no adjective can stand"),
        (
            "state",
            0.6,
            "the text names its state: a city more often than the country of the same name, a head of state or government who speaks",
        ),
        ("credit", 0.6, "it stands where a text gives its source"),
        ("play", 0.7, "a club where a report of a match has one"),
        ("in-its-time", 0.6, "it was the name at the text's date, and at no other time"),
        ("unsupported", 0.3, "a weak name without support, given because support was not asked for"),
        ("unlisted", 0.6, "a person that no list has, told by the form of the name and by what introduces it"),
        ("role", 1.0, "an office and its state or organization"),
        ("chosen-by-cue", 0.95, "of several entities the one that the words beside it fit"),
        ("chosen-by-title", 0.95, "of several persons the one whom the title or nationality before the name fits"),
        ("chosen-by-text", 0.95, "of several entities the one that the text names nearest"),
        ("chosen-by-state", 0.9, "of several entities the one of the state that the text names most"),
        ("chosen-by-date", 0.9, "of several entities the one that fits the text's date best"),
        ("chosen-by-rank", 0.8, "of several entities the one that is preferred when nothing in the text decides"),
        ("holder-named", 1.0, "the holder is named behind the phrase, here or earlier in the text"),
        ("holder-listed", 0.9, "the records list the holder for the whole of the text's date"),
        ("holder-presumed", 0.5, "the records list the holder for a part of the date, or know no end of the office"),
    ];

    /// Its name, as `Entity.evidence` gives it.
    pub fn as_str(self) -> &'static str {
        Self::TABLE[self as usize].0
    }

    /// What it means, in a sentence.
    pub fn meaning(self) -> &'static str {
        Self::TABLE[self as usize].2
    }

    /// What it gives a score, or takes from it.
    pub fn weight(self) -> f64 {
        Self::TABLE[self as usize].1
    }

    /// Whether it chose among entities rather than let the name stand.
    pub fn is_choice(self) -> bool {
        self >= Self::ChosenByCue
    }
}

impl Grounds {
    /// Only this one.
    pub fn of(ground: Ground) -> Self {
        Self(1 << ground as u32)
    }

    /// Takes in one more.
    pub fn add(&mut self, ground: Ground) {
        self.0 |= 1 << ground as u32;
    }

    /// Takes in all of another set.
    pub fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether it is among them.
    pub fn has(self, ground: Ground) -> bool {
        self.0 >> ground as u32 & 1 == 1
    }

    /// Those of which `keep` is true.
    #[must_use]
    pub fn only(self, keep: impl Fn(Ground) -> bool) -> Self {
        self.iter().filter(|&ground| keep(ground)).fold(Self::default(), |mut kept, ground| {
            kept.add(ground);
            kept
        })
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are there, in order.
    pub fn iter(self) -> impl Iterator<Item = Ground> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let ground = *Ground::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(ground)
        })
    }

    /// The score: the most that one of the grounds to stand gives, times what each choice leaves of it.
    pub fn score(self) -> f64 {
        // Most names stand by themselves.
        if self == Self::of(Ground::Name) {
            return Ground::Name.weight();
        }
        let (mut most, mut left) = (0.0_f64, 1.0_f64);
        for ground in self.iter() {
            if ground.is_choice() {
                left *= ground.weight();
            } else {
                most = most.max(ground.weight());
            }
        }
        // Two decimals, so that a score reads as the table's product and not as binary dust.
        (most * left * 100.0).round() / 100.0
    }
}

impl Extend<Ground> for Grounds {
    fn extend<I: IntoIterator<Item = Ground>>(&mut self, grounds: I) {
        for ground in grounds {
            self.add(ground);
        }
    }
}

/// What speaks against a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It is the name of a region, a river or the like.
    Region,
    /// It stands where a given name does.
    Given,
    /// It is part of somebody else's name.
    Stranger,
    /// It is an ordinary word.
    Word,
}

impl Against {
    /// All objections.
    pub const ALL: [Self; 4] = [Self::Region, Self::Given, Self::Stranger, Self::Word];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Given => "given",
            Self::Stranger => "stranger",
            Self::Word => "word",
        }
    }

    /// A sentence for a reader.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Region => "the word before it makes it the name of a region, a river or the like",
            Self::Given => "it stands where a given name does",
            Self::Stranger => {
                "it is somebody else's name: another given name or a calling stands before it, or the name goes on"
            }
            Self::Word => "it is an ordinary word here: a language, an adverb, or what the text's other words make it",
        }
    }
}

/// A ground and an objection that do not count, to measure what each is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Without {
    ground: Option<Ground>,
    against: Option<Against>,
}

impl Without {
    /// Nothing but the ground or objection called `name` left out.
    pub fn named(name: &str) -> Option<Self> {
        let against = Against::ALL.into_iter().find(|against| against.as_str() == name);
        let ground = Ground::ALL.into_iter().find(|ground| against.is_none() && ground.as_str() == name);
        (against.is_some() || ground.is_some()).then_some(Self { ground, against })
    }

    /// Whether a ground counts.
    pub(crate) fn counts(self, ground: Ground) -> bool {
        self.ground != Some(ground)
    }

    /// Whether an objection counts.
    pub(crate) fn objects(self, against: Against) -> bool {
        self.against != Some(against)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, Grounds};

    #[test]
    fn the_score_is_the_best_ground_times_the_choices() {
        let mut grounds = Grounds::of(Ground::Company);
        assert!((grounds.score() - 0.6).abs() < 1e-6);
        grounds.add(Ground::Title);
        assert!((grounds.score() - 0.8).abs() < 1e-6);
        grounds.add(Ground::ChosenByDate);
        assert!((grounds.score() - 0.72).abs() < 1e-6);
        assert!(Grounds::default().score().abs() < 1e-6);
    }

    #[test]
    fn all_grounds_are_in_order_and_have_names_of_their_own() {
        for (at, ground) in Ground::ALL.into_iter().enumerate() {
            assert_eq!(ground as usize, at);
            assert!(Ground::ALL[..at].iter().all(|other| other.as_str() != ground.as_str()));
            assert!((0.0..=1.0).contains(&ground.weight()));
        }
    }
}
