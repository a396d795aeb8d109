"""The examples in README.md and in docstrings give what they say."""

import contextlib
import doctest
import importlib
import inspect
import io
import pkgutil
import re

import pytest
import sco_ner
from conftest import ROOT

README = ROOT / "README.md"
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


def readme_blocks():
    text = README.read_text(encoding="utf-8")
    for match in re.finditer(r"^```(?:python|pycon)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        line = text.count("\n", 0, match.start()) + 2
        yield pytest.param(match[1], line, id=f"line {line}")


def test_the_readme_shows_python():
    assert list(readme_blocks())


@pytest.mark.parametrize(("block", "line"), list(readme_blocks()))
def test_the_blocks_of_the_readme_run(block, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if ">>>" in block:
        assert run(block, f"README.md:{line}", line)
        return
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block, f"README.md:{line}", "exec"), {"__name__": "readme"})
    # What a block prints stands behind its prints, as a remark.
    for shown in re.findall(r"^print\(.*?\)\s*# (.+)$", block, re.MULTILINE):
        assert shown in printed.getvalue()


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
    module = importlib.import_module(name)
    failures, _ = doctest.testmod(module, optionflags=FLAGS)
    assert failures == 0, capsys.readouterr().out
