"""The examples in README.md, on the pages of docs/ and in docstrings give what they say."""

import contextlib
import doctest
import importlib
import inspect
import io
import os
import pkgutil
import re
import sys

import pytest
import sco_ner
from conftest import ROOT

README = ROOT / "README.md"
PAGES = sorted((ROOT / "docs").rglob("*.md"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PUBLIC = [getattr(sco_ner, name) for name in sco_ner.__all__ if name != "__version__"]


def run(source, name, line=0):
    """Runs the examples of a text; gives how many there were."""
    test = doctest.DocTestParser().get_doctest(source, {}, name, name, line)
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    report = io.StringIO()
    runner.run(test, out=report.write)
    assert runner.failures == 0, report.getvalue()
    return runner.tries


def blocks(page):
    """The blocks of Python on a page, each with its line."""
    text = page.read_text(encoding="utf-8")
    for match in re.finditer(r"^```(?:python|pycon)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield match[1], text.count("\n", 0, match.start()) + 2


def readme_blocks():
    for block, line in blocks(README):
        yield pytest.param(block, line, id=f"line {line}")


def test_the_readme_shows_python():
    assert list(readme_blocks())


@pytest.mark.parametrize(("block", "line"), list(readme_blocks()))
def test_the_blocks_of_the_readme_run(block, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    carry_out(block, f"README.md:{line}", line, {"__name__": "readme"})


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.stem) for page in PAGES if "```python" in page.read_text()]
)
@pytest.mark.filterwarnings("ignore")
def test_the_blocks_of_a_page_run_one_after_the_other(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path))
    names = {"__name__": "page"}
    for block, line in blocks(page):
        with skipped_without_extras():
            carry_out(block, f"{page.name}:{line}", line, names)


def carry_out(block, name, line, names):
    """Runs a block; what it prints stands behind its prints, or below them, as a remark."""
    if ">>>" in block:
        assert run(block, name, line)
        return
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block, name, "exec"), names)
    lines = [" ".join(line.split()) for line in printed.getvalue().splitlines()]
    for shown in re.findall(r"^ *print\(.*?\) *# (.+)$|^# (.+)$", block, re.MULTILINE):
        assert " ".join("".join(shown).split()) in lines


@contextlib.contextmanager
def skipped_without_extras():
    """Skips where an optional package is not installed; where all should be, nothing is skipped."""
    try:
        yield
    except ImportError as error:
        if os.environ.get("SCO_NER_EXTRAS") == "all" or (error.name or "").startswith("sco_ner"):
            raise
        pytest.skip(str(error))


def documented():
    """Everything public of the compiled module, with its members."""
    for thing in PUBLIC:
        yield thing.__name__, thing
        if inspect.isclass(thing):
            for name, member in vars(thing).items():
                if not name.startswith("_"):
                    yield f"{thing.__name__}.{name}", member


def test_everything_public_is_documented():
    missing = [name for name, thing in documented() if not inspect.getdoc(thing)]
    assert missing == []


@pytest.mark.parametrize("thing", [pytest.param(thing, id=name) for name, thing in documented()])
def test_examples_of_the_compiled_module(thing):
    source = inspect.getdoc(thing) or ""
    assert run(source, "docstring") == source.count(">>>")


def test_the_main_names_have_examples():
    shown = {name for name, thing in documented() if ">>>" in (inspect.getdoc(thing) or "")}
    assert shown >= {"Entity", "Extraction", "Gazetteer", "Matcher", "Record", "extract", "extract_batch"}


@pytest.mark.parametrize(
    "name", ["sco_ner", *(module.name for module in pkgutil.walk_packages(sco_ner.__path__, "sco_ner."))]
)
def test_examples_of_python_modules(name, capsys):
    with skipped_without_extras():
        module = importlib.import_module(name)
    failures, _ = doctest.testmod(module, optionflags=FLAGS)
    assert failures == 0, capsys.readouterr().out
