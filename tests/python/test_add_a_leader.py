"""Carries out docs/add-a-leader.md on a copy of the gazetteer, command by command."""

import re
import shutil
import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT
from sco_ner import Gazetteer, Matcher
from test_cases import unmarked

PAGE = (ROOT / "docs" / "add-a-leader.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def blocks(language):
    return [text for found, text in BLOCKS if found == language]


def commands(block):
    """The commands of a block, each with what it prints."""
    return [part.partition("\n")[::2] for part in block.removeprefix("$ ").split("\n$ ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the gazetteer before and after what the page says."""
    folder = tmp_path_factory.mktemp("leader")
    shutil.copytree(ROOT / "gazetteer", folder / "gazetteer")
    shutil.copytree(ROOT / "gazetteer", folder / "before")
    (change,) = blocks("diff")
    name, old, new = (line[1:].removeprefix("-- ") for line in change.splitlines())
    assert name == "gazetteer/people/mt.jsonl"
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} no longer has the line that docs/add-a-leader.md changes; show another there"
    (record,) = blocks("jsonl")
    path.write_text(text.replace(old, new) + record, encoding="utf-8")
    return folder


def steps():
    for block in blocks("console"):
        for command, output in commands(block):
            if command != "cp -r gazetteer before":
                yield pytest.param(command, output, id=command.partition(" |")[0])


@pytest.mark.parametrize(("command", "output"), list(steps()))
def test_a_command_of_the_page_prints_what_it_shows(folder, command, output):
    here = re.sub(r"\bsco-ner\b", f"'{sys.executable}' -m sco_ner", command)
    done = subprocess.run(here, shell=True, cwd=folder, capture_output=True, timeout=120, check=False)
    assert done.stderr == b""
    assert done.stdout.decode("utf-8").strip() == output.strip()


@pytest.mark.parametrize("case", [case for block in blocks("toml") for case in tomllib.loads(block)["case"]])
def test_a_case_of_the_page_gives_what_is_marked(folder, case):
    text, expected = unmarked(case["marked"])
    found = Matcher(Gazetteer.read(folder / "gazetteer")).extract(text)
    assert [(entity.start, entity.end, entity.label, entity.id) for entity in found] == expected


def test_the_page_shows_every_kind_of_step():
    assert {language for language, _ in BLOCKS} == {"console", "diff", "jsonl", "toml"}
