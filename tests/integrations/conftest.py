"""What the tests of the integrations share: a matcher, and the rows that every door must give."""

import pytest
import sco_ner
from texts import TEXTS


@pytest.fixture(scope="session")
def matcher():
    return sco_ner.Matcher()


@pytest.fixture(scope="session")
def rows(matcher):
    """What every door must give for TEXTS: the place of the text and the entity's fields, a mention a row."""
    return [
        (place, *entity.to_dict().values())
        for place, text in enumerate(TEXTS)
        if text is not None
        for entity in matcher.extract(text)
    ]
