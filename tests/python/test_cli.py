"""The command line as a user runs it: commands, formats, exit codes, errors."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest
import sco_ner
from conftest import ROOT

RECORDS = """\
{"id": "moscow", "label": "CITY", "name": "موسكو", "name_en": "Moscow", "names": {"full": ["موسكو"]}}
{"id": "IN", "label": "COUNTRY", "name": "الهند", "nisba": ["هندي"], "names": {"short": ["الهند"]}}
"""
TEXT = "عاد الوفد الهندي إلى موسكو\nوللهند رأي آخر."


def run(*arguments, given=b"", cwd=None):
    """Runs the command line; gives its exit code, output and errors."""
    command = [sys.executable, "-W", "error", "-m", "sco_ner", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, timeout=120, check=False, cwd=cwd)
    errors = done.stderr.decode("utf-8")
    assert "Traceback" not in errors
    return done.returncode, done.stdout.decode("utf-8"), errors


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(RECORDS, encoding="utf-8")
    return path


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    return path


@pytest.fixture
def extract(records):
    def call(*arguments, given=b""):
        return run("extract", "--gazetteer", records, *arguments, given=given)

    return call


def test_a_table_is_the_default(extract, news):
    assert extract(news) == (
        0,
        "start  end  label    id      text\n"
        "   10   16  NORP     IN      الهندي\n"
        "   21   26  CITY     moscow  موسكو\n"
        "   29   33  COUNTRY  IN      لهند\n",
        "",
    )


def test_standard_input_is_read_where_no_file_is_given(extract, news):
    assert extract(given=TEXT.encode()) == extract("-", given=TEXT.encode()) == extract(news)


def test_several_files_stand_under_headings(extract, news, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    code, output, _ = extract(news, empty)
    assert code == 0
    assert output.startswith(f"== {news}\nstart")
    assert output.endswith(f"\n\n== {empty}\nno entities\n")


def test_jsonl_gives_one_object_a_text(extract, news):
    code, output, _ = extract("--format", "jsonl", news, "-", given="بلا أسماء".encode())
    first, second = (json.loads(line) for line in output.splitlines())
    assert code == 0
    assert first["source"] == str(news)
    assert [(row["text"], row["start"], row["id"], row["proclitic"]) for row in first["entities"]] == [
        ("الهندي", 10, "IN", ""),
        ("موسكو", 21, "moscow", ""),
        ("لهند", 29, "IN", "ول"),
    ]
    assert second == {"source": "-", "entities": []}
    assert "موسكو" in output


def test_csv_gives_one_row_an_entity(extract, news):
    code, output, _ = extract("--format", "csv", news)
    table = list(csv.DictReader(io.StringIO(output)))
    assert code == 0
    assert list(table[0]) == ["source", "document", *sco_ner.extract("روسيا")[0].to_dict()]
    assert [(row["source"], row["text"], row["label"]) for row in table] == [
        (str(news), "الهندي", "NORP"),
        (str(news), "موسكو", "CITY"),
        (str(news), "لهند", "COUNTRY"),
    ]


def test_html_gives_one_page(extract, news):
    code, output, _ = extract("--format", "html", news, news)
    assert code == 0
    assert output.count("<!DOCTYPE html>") == 1
    assert output.count("<mark ") == 6


def test_results_go_to_a_file(extract, news, tmp_path):
    out = tmp_path / "out.jsonl"
    assert extract("--format", "jsonl", "-o", out, news) == (0, "", "")
    assert json.loads(out.read_text(encoding="utf-8"))["source"] == str(news)


def test_options_reach_the_matcher(extract):
    def found(*options, text=TEXT):
        code, output, errors = extract("--format", "jsonl", *options, given=text.encode())
        assert (code, errors) == (0, "")
        return [row["text"] for row in json.loads(output)["entities"]]

    assert found("--labels", "CITY") == ["موسكو"]
    assert found("--labels", "CITY, NORP") == ["الهندي", "موسكو"]
    assert found(text="الهندموسكو") == ["الهند", "موسكو"]
    assert found("--boundaries", "word", text="الهندموسكو") == []
    assert found("--boundaries", "none", text="xموسكوفيتش") == ["موسكو"]
    assert found("--fold", "exact", text="مُوسكو") == ["مُوسكو"]
    assert found("--overlaps", "nested", text="موسكو") == ["موسكو"]


def test_offsets_count_what_stands_in_the_file(extract, tmp_path):
    path = tmp_path / "crlf.txt"
    path.write_bytes("\ufeffسطر\r\nموسكو".encode())
    _, output, _ = extract("--format", "jsonl", path)
    (row,) = json.loads(output)["entities"]
    text = path.read_bytes().decode("utf-8")
    assert (row["start"], text[row["start"] : row["end"]]) == (6, "موسكو")


def test_the_bundled_gazetteer_is_the_default():
    code, output, _ = run("extract", given="زار بوتين بكين".encode())
    assert code == 0
    assert "vladimir-putin" in output


def test_a_missing_file_is_one_line_and_the_others_are_read(extract, news, tmp_path):
    missing = tmp_path / "missing.txt"
    code, output, errors = extract(missing, news)
    assert (code, errors) == (2, f"sco-ner: {missing}: No such file or directory\n")
    assert "moscow" in output


def test_a_folder_without_texts_is_told(extract, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    code, output, errors = extract(folder)
    assert (code, output) == (2, "")
    assert errors.startswith(f"sco-ner: {folder}: no file below this folder ends in .txt, .jsonl")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"text\x89PNG\0", "not UTF-8 text: byte 0x89 at 4; give UTF-8 text"),
        ("نص".encode("utf-16"), "not UTF-8 text: byte 0xff at 0; it begins like UTF-16; turn it into UTF-8 first"),
        ("نص".encode("cp1256"), "not UTF-8 text: byte 0xe4 at 0; give UTF-8 text"),
        (b"ok\xd9", "not UTF-8 text: byte 0xd9 at 2; give UTF-8 text"),
    ],
)
def test_a_file_that_is_no_text_names_its_byte(extract, tmp_path, content, message):
    path = tmp_path / "binary.txt"
    path.write_bytes(content)
    assert extract(path) == (1, "", f"sco-ner: {path}: {message}\n")
    assert extract(given=content) == (1, "", f"sco-ner: standard input: {message}\n")


def test_a_file_that_is_read_is_not_overwritten(extract, news):
    code, _, errors = extract("-o", news, news)
    assert (code, errors) == (2, f"sco-ner: {news}: would be read and overwritten; give another file to write\n")
    assert news.read_text(encoding="utf-8") == TEXT


def test_an_output_that_cannot_be_written_is_one_line(extract, news, tmp_path):
    out = tmp_path / "no" / "out.txt"
    assert extract("-o", out, news) == (2, "", f"sco-ner: {out}: No such file or directory\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["extrac"], "invalid choice: 'extrac' (choose from"),
        (["extract", "--format", "xml"], "invalid choice: 'xml' (choose from"),
        (["extract", "--overlaps", "nest"], "nested"),
        (["extract", "--labels", "CTY"], 'unknown label "CTY"; did you mean "CITY"'),
        (["extract", "--labels", ""], "argument --labels: unknown label"),
        (["extract", "--nonsense"], "unrecognized arguments: --nonsense"),
        (["check"], "the following arguments are required: FILE|FOLDER"),
    ],
)
def test_wrong_arguments_are_told_with_the_right_ones(arguments, message):
    code, output, errors = run(*arguments)
    assert (code, output) == (2, "")
    assert message in errors


def test_help_and_version_are_there():
    code, output, _ = run("extract", "--help")
    assert code == 0
    assert "Offsets count the code points" in output
    assert run("--version") == (0, f"sco-ner {sco_ner.__version__}\n", "")


def test_a_good_gazetteer_passes_the_check(records):
    assert run("check", records) == (0, "0 defects\n0 doubts (worth a look; they may be meant)\n", "")
    assert run("check", "--quiet", records) == (0, "", "")


def test_defects_are_listed_with_place_and_remedy(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "x", "label": "CITY"}\n{"id": "y", "label": "city", "name": "ص"}\n', encoding="utf-8")
    code, output, errors = run("check", path)
    assert code == 1
    assert output.splitlines()[:2] == [
        "2 defects",
        f'{path}:1: name: the field is missing; add "name": "…"',
    ]
    assert output.splitlines()[2].startswith(f"{path}:2: label: not a label (found city); use one of COUNTRY")
    assert "when these defects are mended" in errors
    for command in (["stats"], ["extract"]):
        code, output, errors = run(*command, "--gazetteer", path)
        assert (code, output) == (1, "")
        assert errors.startswith("sco-ner: the gazetteer has 2 defects\n")


def test_defects_that_reading_does_not_see_are_listed(tmp_path):
    path = tmp_path / "twice.jsonl"
    path.write_text('{"id": "Not A Slug", "label": "CITY", "name": "صوفيا"}\n', encoding="utf-8")
    code, output, _ = run("check", tmp_path)
    assert code == 1
    assert f"{path}:1: id: neither an ISO code nor a slug (found Not A Slug); write an ISO" in output


@pytest.mark.parametrize("command", [["check"], ["stats", "--gazetteer"], ["extract", "--gazetteer"]])
def test_a_missing_gazetteer_is_one_line(command, tmp_path):
    path = tmp_path / "missing"
    code, output, errors = run(*command, path)
    assert (code, output, errors) == (2, "", f"sco-ner: {path}: No such file or directory\n")


def test_stats_count(records):
    code, output, _ = run("stats", "--gazetteer", records)
    lines = [line.split(maxsplit=1) for line in output.splitlines()]
    assert code == 0
    assert ["2", "records"] in lines
    assert ["1", "CITY"] in lines
    assert ["2", "names listed"] in lines


def test_nobody_reading_on_is_quiet(records, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("موسكو\n" * 50_000, encoding="utf-8")
    command = [sys.executable, "-m", "sco_ner", "extract", "--gazetteer", str(records), str(path)]
    # Unbuffered, Python does not notice that a write was cut short.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout.readline().split()[0] == b"start"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def test_the_import_is_light():
    heavy = ["argparse", "json", "csv", "html", "sco_ner.cli", "sco_ner.render", "sco_ner.output", "typing"]
    heavy += ["sco_ner.formats", "pyarrow", "spacy", "altair", "tqdm", "orjson", "pandas", "polars"]
    code = f"import sys; old = set(sys.modules); import sco_ner; print((set(sys.modules) - old) & set({heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "set()\n"


def test_the_demo_tags_its_text_and_any_files(news, tmp_path):
    command = [sys.executable, "-W", "error", str(ROOT / "examples" / "demo.py"), str(news)]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=tmp_path)
    failed = subprocess.run([*command, "missing.txt"], capture_output=True, timeout=120, check=False, cwd=tmp_path)
    assert (failed.returncode, failed.stderr) == (2, b"demo: missing.txt: No such file or directory\n")
    output = done.stdout.decode("utf-8")
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"== {news}: " in output
    assert "xi-jinping" in output
    assert output.endswith(f"page: {tmp_path / 'demo.html'}\n")
    assert (tmp_path / "demo.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_gazetteer_is_built_to_a_model(records, news, tmp_path):
    model = tmp_path / "small.model"
    code, output, errors = run("build", records, "--labels", "CITY,NORP", "-o", model)
    assert (code, errors) == (0, "")
    assert output.startswith(f"{model}: 2 records, fingerprint ")
    made = run("extract", "--gazetteer", records, "--labels", "CITY,NORP", news)
    assert run("extract", "--model", model, news) == made
    assert run("extract", "--model", model, "--format", "csv", "--jobs", "2", news)[0] == 0
    code, _, errors = run("extract", "--model", model, "--fold", "exact", news)
    assert code == 2
    assert "a model holds gazetteer and options; leave the others out" in errors
    model.write_bytes(model.read_bytes()[:-9])
    code, output, errors = run("extract", "--model", model, news)
    assert (code, output) == (1, "")
    assert str(model) in errors
    assert "given twice" in run("build", records, "--gazetteer", records, "-o", model)[2]
    assert run("build", tmp_path / "none", "-o", model)[0] == 2
