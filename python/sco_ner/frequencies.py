"""How frequent words are: from a file, or from PyPI's wordfreq where that is installed.

Needed while a gazetteer is made, never to find names.
"""

from collections.abc import Mapping


class FrequencyError(Exception):
    """A list of frequencies is missing or has defects; the message says what to do."""


def read(path: str) -> dict[str, float]:
    """Reads a file of frequencies: a word, a tab and its zipf frequency a line.

    Args:
        path: the file, in UTF-8. Empty lines and lines that start with // are skipped.

    Returns:
        Word to frequency.

    Raises:
        OSError: the file is missing or cannot be read.
        FrequencyError: with every line that is wrong.

    Example:
        >>> import pathlib, tempfile
        >>> from sco_ner.frequencies import read
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "words.tsv")
        ...     _ = path.write_text("بيت" + chr(9) + "5.1" + chr(10), encoding="utf-8")
        ...     read(str(path))
        {'بيت': 5.1}
    """
    try:
        with open(path, encoding="utf-8-sig") as stream:
            lines = list(enumerate(stream.read().split("\n"), 1))
    except UnicodeDecodeError as error:
        raise FrequencyError(f"{path}: not UTF-8 text: byte at {error.start}; give UTF-8 text") from None
    frequencies, defects = {}, []
    for number, line in lines:
        if not line.strip() or line.startswith("//"):
            continue
        word, _, frequency = line.rstrip("\r").partition("\t")
        try:
            frequencies[word.strip()] = float(frequency)
        except ValueError:
            defects.append(f"{path}:{number}: not a word, a tab and a number (found {line!r}); write بيت<tab>5.1")
    if defects:
        raise FrequencyError("\n  ".join([f"the list of frequencies has {len(defects)} defects", *defects]))
    return frequencies


def from_wordfreq() -> Mapping[str, float]:
    """The Arabic words of wordfreq.

    Returns:
        Word to zipf frequency.

    Raises:
        FrequencyError: wordfreq is not installed; the message says how to do without.
    """
    try:
        import wordfreq  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise FrequencyError(
            "no frequencies: install wordfreq (python -m pip install wordfreq), "
            "or name a file with --list, a word, a tab and its zipf frequency (5.1) a line"
        ) from None
    words = wordfreq.get_frequency_dict("ar", wordlist="best")
    return {word: wordfreq.zipf_frequency(word, "ar") for word in words}
