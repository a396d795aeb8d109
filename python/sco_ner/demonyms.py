"""The table of nationality words: every form of every state, and what made it.

Left to others: making the forms (the gazetteer does, by rule), printing (`cli`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from sco_ner._core import Gazetteer

# What a rule says of the form it made: gender, number, case. What ends in ين is told apart by nothing in the writing.
_FORMS = {
    "nisba": ("m", "singular", ""),
    "nisba-feminine": ("f", "singular", ""),
    "nisba-accusative": ("m", "singular", "accusative"),
    "nisba-dual": ("m", "dual", "nominative"),
    "nisba-feminine-dual": ("f", "dual", ""),
    "nisba-plural": ("m", "plural", ""),
    "nisba-feminine-plural": ("f", "plural", ""),
    "nisba-broken-plural": ("m", "plural", ""),
    "nisba-broken-plural-accusative": ("m", "plural", "accusative"),
}
_HEADINGS = ("country", "form", "gender", "number", "case", "needs_support", "made_by")


class Demonym(NamedTuple):
    """A nationality word in one of its forms.

    `country` is the id of its state. `gender` is "m" or "f", `number` "singular", "dual" or "plural", `case`
    "nominative", "oblique" or "accusative"; each is empty where the form does not tell, as of a word listed as it is.
    `made_by` is the rule that made the form, or "listed".
    """

    country: str
    form: str
    gender: str
    number: str
    case: str
    weak: bool
    made_by: str


def demonyms(gazetteer: Gazetteer) -> Iterator[Demonym]:
    """Every nationality word of a gazetteer, by state.

    A form in ين is both the oblique plural and the oblique dual; it is given once, as the plural.

    Example:
        >>> from sco_ner import Gazetteer
        >>> from sco_ner.demonyms import demonyms
        >>> words = [word for word in demonyms(Gazetteer.bundled()) if word.country == "KG"]
        >>> [word.form for word in words if word.made_by == "nisba-broken-plural"]
        ['قيرغيز', 'القيرغيز', 'قرغيز', 'القرغيز']
    """
    for record in gazetteer:
        for surface in record.surfaces():
            if surface["label"] != "NORP":
                continue
            rule = surface["rule"]
            gender, number, case = _FORMS.get(rule or "", ("", "", ""))
            form = surface["text"]
            if rule in ("nisba-plural", "nisba-feminine-dual"):
                case = "oblique" if form.endswith("ين") else "nominative"
            yield Demonym(record.id, form, gender, number, case, surface["weak"], rule or "listed")


def table(gazetteer: Gazetteer) -> Iterator[str]:
    """The nationality words as lines of tab-separated values, the first with the headings."""
    yield "\t".join(_HEADINGS)
    for word in demonyms(gazetteer):
        yield "\t".join((*word[:5], "yes" if word.weak else "no", word.made_by))
