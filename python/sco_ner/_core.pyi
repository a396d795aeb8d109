"""The compiled part of `sco_ner`; import `sco_ner` instead."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, Literal, NotRequired, Protocol, TypeAlias, TypedDict, TypeVar, final, overload, type_check_only

from sco_ner.explain import Explanation

__all__ = [
    "ArrowEntities",
    "Entity",
    "Extraction",
    "Gazetteer",
    "GazetteerError",
    "Matcher",
    "Record",
    "ScoNerError",
    "__version__",
    "extract",
    "extract_arrow",
    "extract_batch",
]

__version__: str

_T = TypeVar("_T")

_Fold: TypeAlias = Literal["standard", "exact", "loose"]
_Date: TypeAlias = str | date | None
_Boundaries: TypeAlias = Literal["run-on", "word", "none"]
_Overlaps: TypeAlias = Literal["longest", "nested", "all"]
_Offsets: TypeAlias = Literal["codepoints", "utf8", "utf16"]
_Kind: TypeAlias = Literal[
    "full",
    "official",
    "short",
    "surname",
    "given",
    "acronym",
    "native",
    "former",
    "title",
    "demonym",
    "hidden",
    "composed",
]

@type_check_only
class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...

@type_check_only
class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

_Column: TypeAlias = _ArrowArray | _ArrowStream | Iterable[str | None]

class _EntityRow(TypedDict):
    text: str
    start: int
    end: int
    label: str
    id: str | None
    name: str
    name_en: str
    kind: _Kind
    proclitic: str
    score: float

# The functional form, since "from" is a word of the language.
_NameRow = TypedDict(
    "_NameRow",
    {"text": str, "kind": _Kind, "weak": bool, "from": NotRequired[str], "to": NotRequired[str]},
)

class _SurfaceRow(TypedDict):
    text: str
    label: str
    kind: _Kind
    weak: bool
    rule: str | None

class _PositionRow(TypedDict):
    office: str
    of: str
    title: str
    start: str | None
    end: str | None
    as_of: str | None
    source: str

class _MemberRow(TypedDict):
    id: str
    start: str | None
    end: str | None

class _MeaningRow(TypedDict):
    id: str
    text: str
    label: str
    kind: _Kind
    weak: bool
    rank: int
    rule: str | None

class _CollisionRow(TypedDict):
    meanings: list[_MeaningRow]
    stop: str | None
    decided: Literal["stop", "weak", "kind", "label", "rank", "rule", "undecided"]

class _Report(TypedDict):
    defects: list[dict[str, str | int]]
    doubts: list[dict[str, str | int]]

class ScoNerError(ValueError):
    """Base of the errors that sco_ner raises about data. A ValueError."""

class GazetteerError(ScoNerError):
    """A gazetteer has defects.

    The message lists them all; `defects` holds them as a list of dicts with the keys
    `file`, `line`, `field`, `value`, `problem` and `remedy`.
    """

    defects: list[dict[str, str | int]]

@final
class Entity:
    """One mention of a listed entity.

    Offsets count code points of the text as given and are half-open: `text[entity.start:entity.end] == entity.text`.
    Entities are immutable, hashable and picklable, and equal where all their fields are (record, evidence and
    candidates left aside).
    """

    def __new__(
        cls,
        text: str,
        start: int,
        end: int,
        label: str,
        id: str | None,
        name: str,
        name_en: str,
        kind: _Kind,
        proclitic: str,
        score: float,
        record: Record | None = None,
        evidence: Sequence[str] = ...,
        candidates: Sequence[str] = ...,
    ) -> Entity: ...
    @property
    def text(self) -> str:
        """The mention as it stands in the text, without particles before it."""

    @property
    def start(self) -> int:
        """Offset of its first code point."""

    @property
    def end(self) -> int:
        """Offset after its last code point."""

    @property
    def label(self) -> str:
        """What it is: "PERSON", "COUNTRY", "ORG", "CITY", "NORP", or a label of one's own list."""

    @property
    def id(self) -> str | None:
        """Whom it names; "NIL-" and a sum of the name for whoever no list has; None where the text does not tell."""

    @property
    def name(self) -> str:
        """The entity's preferred name in Arabic."""

    @property
    def name_en(self) -> str:
        """The entity's preferred name in English, "" if none."""

    @property
    def kind(self) -> _Kind:
        """The kind of name found: "full", "short", "surname", "demonym" and their like."""

    @property
    def proclitic(self) -> str:
        """The particles written onto it: "", "و", "ب", "ول" and their like."""

    @property
    def score(self) -> float:
        """How much speaks for it, from 0 to 1; docs/explain.md has the table. No probability."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """What let the name stand, and what chose among the entities that share it."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Ids of the entities that the name may stand for, the preferred first."""

    @property
    def record(self) -> Record | None:
        """The gazetteer's record of the entity, or None for an institution that was put together in the text."""

    def to_dict(self) -> _EntityRow:
        """The fields as a dict, the record left aside."""

    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Entity], tuple[Any, ...]]: ...

@final
class Extraction(Sequence[Entity]):
    """The entities of one text, in order. A sequence that keeps its text."""

    def __new__(cls, text: str, entities: Sequence[Entity]) -> Extraction: ...
    @property
    def text(self) -> str:
        """The text as given."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> Entity: ...
    @overload
    def __getitem__(self, key: slice, /) -> tuple[Entity, ...]: ...
    def __iter__(self) -> Iterator[Entity]: ...
    def __contains__(self, key: object, /) -> bool: ...
    def index(self, value: Entity, start: int = 0, stop: int | None = None, /) -> int:
        """The place of the first entity that equals this one.

        Raises:
            ValueError: none does.
        """

    def count(self, value: Entity, /) -> int:
        """How many entities equal this one."""

    def to_dicts(self) -> list[_EntityRow]:
        """The entities as a list of dicts."""

    def to_json(self) -> str:
        """The entities as a JSON array: what Python's json makes of `to_dicts()`, faster for what a matcher found.

        Raises:
            UnicodeEncodeError: an entity was given a text with lone surrogates, which JSON in UTF-8 cannot hold.
        """

    def to_html(self, *, page: bool = True, title: str = "sco_ner") -> str:
        """The text with its mentions marked, as HTML: right to left, with a legend, all text escaped.

        Args:
            page: a whole page rather than a piece to put into one.
            title: the page's title.
        """

    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[type[Extraction], tuple[str, list[Entity]]]: ...

@final
class ArrowEntities:
    """Entities of many texts, as Arrow columns. Immutable.

    Any library that reads Arrow takes it as it is; none is needed to make it. Its columns: `row`, `start`, `end`,
    `text` if asked for, `label`, `id`, `name`, `name_en`, `kind`, `proclitic`, `score`.
    """

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object:
        """The columns' names and types, as a capsule that holds an ArrowSchema."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The columns, as a capsule that holds an ArrowArrayStream.

        Args:
            requested_schema: not looked at, as the interface allows; cast the columns afterwards.
        """

@final
class Record:
    """An entity as the gazetteer has it: names, positions, sources."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is."""

    @property
    def name(self) -> str:
        """Preferred name in Arabic."""

    @property
    def name_en(self) -> str:
        """Preferred name in English, "" if none."""

    @property
    def country(self) -> str:
        """ISO code of the country it belongs to, "" if none."""

    @property
    def gender(self) -> str:
        """Persons: "m" or "f", "" if unknown."""

    @property
    def capital(self) -> str:
        """Countries: id of the capital's record, "" if none."""

    @property
    def founded(self) -> str | None:
        """When it came to be, a partial date, or None."""

    @property
    def ended(self) -> str | None:
        """When it ended, a partial date, or None."""

    @property
    def kind(self) -> str:
        """Organizations: which sort, "" if none."""

    @property
    def rank(self) -> int:
        """Lower goes first where several entities share a name and nothing in the text decides."""

    @property
    def names(self) -> list[_NameRow]:
        """The listed names: a list of dicts with `text`, `kind`, `weak`, and `from`, `to` where the name has dates."""

    @property
    def positions(self) -> list[_PositionRow]:
        """Offices held: a list of dicts with `office`, `of`, `title`, `start`, `end`, `as_of`, `source`.

        Dates are partial (2001, 2001-06); `end` is "?" where the office is over at an unknown date, and None where no
        end is known, which is not "now": `as_of` says when the holder was last seen in office.
        """

    @property
    def members(self) -> list[_MemberRow]:
        """Organizations: members, a list of dicts with `id`, `start`, `end`."""

    @property
    def xref(self) -> dict[str, str]:
        """Ids elsewhere: a dict, for example `{"wikidata": "Q159"}`."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources, explained in the gazetteer's SOURCES.md."""

    def surfaces(self) -> list[_SurfaceRow]:
        """Every writing that stands for it, those made by rule too.

        Returns:
            A list of dicts with `text`, `label`, `kind`, `weak` and `rule` (None for a listed name).
        """

    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Gazetteer:
    """The entities that a matcher looks for. Immutable; iterating gives its records."""

    @staticmethod
    def bundled() -> Gazetteer:
        """The gazetteer that comes with the package, read once."""

    @staticmethod
    def read(path: str | PathLike[str], *, label: str = "NAME") -> Gazetteer:
        """Reads a file, or all files of a folder that is laid out like the bundled gazetteer.

        By the ending of the file's name: .csv and .tsv hold a header and one name a row, with the columns name, id,
        label, kind, name_en, country, weak, rank in any order, of which only name must be there (rows of one id are
        names of one entity; the id is the name where none is given); any other holds JSON Lines, each a record or a
        pattern of spaCy's entity ruler. Names of tables and patterns are taken as they are: no variants are made.

        Args:
            path: str or os.PathLike.
            label: the label of names in a table that say none, a word of capitals.

        Raises:
            OSError: the file is missing or cannot be read.
            ValueError: the label is none.
            GazetteerError: with every defect: file, line, field, value, problem, remedy.
        """

    @staticmethod
    def from_names(names: Iterable[str | tuple[str, str]], *, label: str = "NAME") -> Gazetteer:
        """Makes a gazetteer of names as they are; no variants are made.

        Args:
            names: an iterable of str (the name is its own id) or of (name, id) pairs; several names may share an id.
            label: the label of their mentions, a word of capitals.

        Raises:
            TypeError: an item is neither; the message names its index.
            GazetteerError: names or ids are empty; the message lists them all.
        """

    def with_added(self, other: Gazetteer | Iterable[Record], *, override: bool = False) -> Gazetteer:
        """This gazetteer and more; neither changes.

        Args:
            other: a Gazetteer (its institutions, stop names and cues come too), or an iterable of Record.
            override: whether a record of `other` takes the place of the one that has its id.

        Returns:
            A new gazetteer; the records are shared, not copied.

        Raises:
            TypeError: other is neither; the message names the item's index.
            GazetteerError: ids that both have, without override; the message names both places of each.
        """

    def without(self, ids: Iterable[str]) -> Gazetteer:
        """This gazetteer without some records; it does not change itself.

        Args:
            ids: an iterable of the ids of records to leave out.

        Returns:
            A new gazetteer; the records are shared, not copied.

        Raises:
            TypeError: ids is one str, or an item is no str.
            GazetteerError: ids that no record has; the message names them all.
        """

    def collisions(self) -> list[_CollisionRow]:
        """Surfaces that, once folded, can mean two entities or more, or an entity and a stop name.

        Returns:
            A list of dicts: `meanings`, the preferred first, each a dict with `id`, `text`, `label`, `kind`, `weak`,
            `rank` and `rule`; `stop`, why it is a stop name too, or None; `decided`, how the first is told from the
            second where the text says nothing: "stop", "weak", "kind", "label", "rank", "rule" or "undecided".
        """

    def check(self) -> _Report:
        """Everything that reading alone does not find wrong.

        Returns:
            A dict of two lists: "defects" must be mended; "doubts" are worth a look. Each row is a dict with `file`,
            `line`, `field`, `value`, `problem` and `remedy`.
        """

    @overload
    def get(self, id: str, default: None = None) -> Record | None: ...
    @overload
    def get(self, id: str, default: _T) -> Record | _T:
        """The record with this id, or default."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all records, in order."""

    def _repr_html_(self) -> str: ...
    def __getitem__(self, key: str, /) -> Record: ...
    def __contains__(self, key: object, /) -> bool: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Record]: ...

@final
class Matcher:
    """Finds the names of a gazetteer in text. Immutable; safe to share between threads.

    Args:
        gazetteer: a Gazetteer; the bundled one if left out.
        fold: "standard" (unites alef, ya, kaf, ha and hamza forms, digits, Latin case) or "exact" (only marks, tatweel,
            controls, presentation forms and blanks).
        boundaries: "run-on" (names at word limits and behind particles, and words that are names run together), "word"
            (no run-ons) or "none" (anywhere, inside words too).
        overlaps: "longest" (never overlapping), "nested" (and what lies whole inside those) or "all".
        labels: an iterable of labels to keep; all if None.
        evidence: whether weak names (also ordinary words, or others' names) need support in the text.
        roles: whether role phrases (الرئيس الروسي) are given too, as mentions labelled "ROLE" laid over the others.
        unlisted: whether persons and organizations that no list has are given too, told by the form of their names
            (قال المزارع شعبان الخلف إن). Their ids begin with "NIL-" and are the same for the same name; needs
            `evidence` and word limits.

    Raises:
        TypeError: an unknown keyword; the message names the nearest right one.
        ValueError: a value that is not allowed.
    """

    def __new__(
        cls,
        gazetteer: Gazetteer | None = None,
        *,
        fold: _Fold = "standard",
        boundaries: _Boundaries = "run-on",
        overlaps: _Overlaps = "longest",
        labels: Iterable[str] | None = None,
        evidence: bool = True,
        roles: bool = False,
        unlisted: bool = True,
    ) -> Matcher: ...
    def extract(self, text: str, *, date: _Date = None, roles: bool | None = None) -> Extraction:
        """The entities of a text.

        Args:
            text: str, of any length and content; lone surrogates and NULs are legal. One of more than a million code
                points is resolved in sections of about so many, each for itself.
            date: when the text was written: a datetime.date, a datetime.datetime, a str as far as it is known ("2022",
                "2022-05", "2022-05-01"), or None. Of several entities with one name those of that time are preferred.
            roles: whether role phrases are given too; as the matcher was made if None.

        Returns:
            Its entities in order, offsets in code points.

        Raises:
            TypeError: text is no str, or date is of a type that is no date.
            ValueError: date is a str that is no date.
        """

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the matcher to a file, from which it is loaded in a fraction of the time that compiling takes.

        The file is written whole or not at all, and takes the place of an older one by a rename.

        Args:
            path: where.

        Raises:
            OSError: the file cannot be written.
        """

    @staticmethod
    def load(path: str | PathLike[str], *, mapped: bool = False) -> Matcher:
        """Reads a matcher from a file that `save` wrote. The file is checked as a whole before it is believed.

        Args:
            path: where.
            mapped: whether to map the file rather than read it, so that processes that load it share its memory. It
                must not be written to in place meanwhile; `save` never does.

        Returns:
            A matcher equal to the one saved in all it finds.

        Raises:
            OSError: the file cannot be read.
            ScoNerError: it is no model, was made by another format, or is damaged.
        """

    @property
    def fingerprint(self) -> str:
        """A hash of all that the matcher is made of, as 32 hexadecimal digits.

        It is the same for the same gazetteer and options, on every machine and in every process.
        """

    @staticmethod
    def _from_bytes(model: bytes) -> Matcher: ...
    def __copy__(self) -> Matcher: ...
    def __deepcopy__(self, memo: object, /) -> Matcher: ...
    def extract_batch(
        self,
        texts: Iterable[str],
        *,
        dates: Iterable[_Date] | None = None,
        roles: bool | None = None,
        threads: int = 1,
    ) -> list[Extraction]:
        """The entities of several texts.

        Args:
            texts: an iterable of str.
            dates: an iterable of dates, one for each text, as `extract` takes them; None, NaN and NaT are no date. None
                where all are unknown.
            roles: whether role phrases are given too; as the matcher was made if None.
            threads: how many threads share the work, 1 or more; the result does not depend on it.

        Returns:
            One extraction a text.

        Raises:
            TypeError: texts is one str, or an item is no str or no date; the message names its index.
            ValueError: threads is less than 1, a str is no date, or there are not as many dates as texts.
        """

    def explain(self, text: str, *, date: _Date = None, roles: bool | None = None) -> Explanation:
        """Why each name that a text may hold stands or fell.

        Args:
            text: str, of any length and content.
            date: when the text was written, as `extract` takes it.
            roles: whether role phrases are given too; as the matcher was made if None.

        Returns:
            Its rows: print them, or take `to_dicts()` or `to_html()`.

        Raises:
            TypeError: text is no str, or date is of a type that is no date.
            ValueError: date is a str that is no date.
        """

    def extract_arrow(
        self,
        column: _Column,
        *,
        dates: Iterable[_Date] | None = None,
        roles: bool | None = None,
        threads: int = 1,
        offsets: _Offsets = "codepoints",
        text: bool = False,
    ) -> ArrowEntities:
        """The entities of a column of texts, as Arrow columns: fastest for many texts.

        Args:
            column: texts as an Arrow array or stream (a pyarrow Array or ChunkedArray, a polars or pandas Series: any
                object with `__arrow_c_array__` or `__arrow_c_stream__`) of type utf8, large_utf8, utf8_view or a
                dictionary of one, read where it lies; or an iterable of str. Nulls, or None, have no entities.
            dates: when each text was written: an iterable of dates, or a column of them, one for each text, as
                `extract` takes them; None, NaN and NaT are no date. None where all are unknown.
            roles: whether role phrases are given too; as the matcher was made if None.
            threads: how many threads share the work, 1 or more; the result does not depend on it.
            offsets: what `start` and `end` count: "codepoints", or the bytes of "utf8", or the units of "utf16".
            text: whether the result has a column `text`, the mention as it stands in the text.

        Returns:
            One row an entity, in the order of the texts.

        Raises:
            TypeError: column is one str, a table, or holds something else than text, or dates something else than
                dates; the message says what to do.
            ValueError: threads is less than 1, offsets is unknown, a str is no date, or there are not as many dates as
                texts.
            ScoNerError: a text is not UTF-8; the message names its row.
        """

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer."""

def extract(text: str, *, date: _Date = None, roles: bool = False) -> Extraction:
    """The entities of a text, found with the bundled gazetteer (loaded once, on first use).

    Args:
        text: str, of any length and content; lone surrogates and NULs are legal. One of more than a million code
            points is resolved in sections of about so many, each for itself.
        date: when the text was written: a datetime.date, a datetime.datetime, a str as far as it is known ("2022",
            "2022-05", "2022-05-01"), or None. Of several entities with one name those of that time are preferred.
        roles: whether role phrases (الرئيس الروسي) are given too, labelled "ROLE", with the holder's id at that date.

    Returns:
        Its entities in order; `text[e.start:e.end] == e.text` for each.

    Raises:
        TypeError: text is no str, or date is of a type that is no date.
        ValueError: date is a str that is no date.
    """

def extract_batch(
    texts: Iterable[str],
    *,
    dates: Iterable[_Date] | None = None,
    roles: bool = False,
    threads: int = 1,
) -> list[Extraction]:
    """The entities of several texts, found with the bundled gazetteer.

    Args:
        texts: an iterable of str.
        dates: an iterable of dates, one for each text, as `extract` takes them; None, NaN and NaT are no date. None
            where all are unknown.
        roles: whether role phrases are given too; they are labelled "ROLE".
        threads: how many threads share the work, 1 or more; the result does not depend on it.

    Returns:
        One extraction a text.

    Raises:
        TypeError: texts is one str, or an item is no str or no date; the message names its index.
        ValueError: threads is less than 1, a str is no date, or there are not as many dates as texts.
    """

def extract_arrow(
    column: _Column,
    *,
    dates: Iterable[_Date] | None = None,
    roles: bool = False,
    threads: int = 1,
    offsets: _Offsets = "codepoints",
    text: bool = False,
) -> ArrowEntities:
    """The entities of a column of texts, found with the bundled gazetteer, as Arrow columns: fastest for many texts.

    Args:
        column: texts as an Arrow array or stream (a pyarrow Array or ChunkedArray, a polars or pandas Series: any
            object with `__arrow_c_array__` or `__arrow_c_stream__`) of type utf8, large_utf8, utf8_view or a
            dictionary of one, read where it lies; or an iterable of str. Nulls, or None, have no entities.
        dates: when each text was written: an iterable of dates, or a column of them, one for each text, as `extract`
            takes them; None, NaN and NaT are no date. None where all are unknown.
        roles: whether role phrases are given too; they are labelled "ROLE".
        threads: how many threads share the work, 1 or more; the result does not depend on it.
        offsets: what `start` and `end` count: "codepoints", or the bytes of "utf8", or the units of "utf16".
        text: whether the result has a column `text`, the mention as it stands in the text.

    Returns:
        One row an entity, in the order of the texts.

    Raises:
        TypeError: column is one str, a table, or holds something else than text, or dates something else than
            dates; the message says what to do.
        ValueError: threads is less than 1, offsets is unknown, a str is no date, or there are not as many dates as
            texts.
        ScoNerError: a text is not UTF-8; the message names its row.
    """

@final
class _Stop:
    def __new__(cls) -> _Stop: ...
    def follow(self) -> None: ...
    def set(self) -> None: ...

def _write_bundled_model() -> Path: ...
def _json_lines(heads: list[bytes], extractions: list[Extraction]) -> bytes: ...
