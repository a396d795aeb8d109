"""Long runs: several processes, rows at fault, runs that are killed and taken up."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import sco_ner
from conftest import ROOT
from sco_ner import cli, formats, inputs
from sco_ner.cli import extraction, sink
from sco_ner.formats import Found
from sco_ner.inputs import Document
from test_cli import RECORDS, run

NEWS = (ROOT / "examples" / "news.txt").read_text(encoding="utf-8")


@pytest.fixture
def archive(tmp_path):
    """Rows in several files of two kinds, more than a block each."""
    path = tmp_path / "archive"
    path.mkdir()
    for number in range(2):
        with open(path / f"{number}.jsonl", "w", encoding="utf-8") as stream:
            for row in range(700):
                body = f"{row} {NEWS[row : row + 1500]}"
                stream.write(json.dumps({"id": f"{number}-{row}", "text": body, "date": f"202{number}-0{row % 9 + 1}"}))
                stream.write("\n")
    (path / "2.csv").write_text("id,text,date\n" + "x,زار بوتين بكين,2024-01\n" * 5, encoding="utf-8")
    (path / "3.txt").write_text("وصل ترامب", encoding="utf-8")
    return path


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(RECORDS, encoding="utf-8")
    return path


def output(path):
    """What a run wrote, a folder as its files."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes()


@pytest.mark.parametrize("name", ["jsonl", "csv", "conll", "labelstudio", "parquet", "html", "brat"])
def test_processes_change_nothing(archive, tmp_path, name):
    try:
        formats.load(name)
    except formats.FormatError:
        pytest.skip(f"{name} needs a package")
    alone, shared = tmp_path / f"alone.{name}", tmp_path / f"shared.{name}"
    common = ["extract", archive, "--id", "id", "--date", "date", "--format", name, "-o"]
    assert run(*common, alone) == (0, "", "")
    assert run(*common, shared, "--jobs", "3") == (0, "", "")
    assert output(alone) == output(shared)
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith("shared")) == [f"shared.{name}"]


def test_parquet_is_the_same_by_columns_and_by_entities(archive):
    ipc = pytest.importorskip("pyarrow.ipc")
    parquet, matcher = formats.load("parquet"), sco_ner.Matcher(roles=True)
    rows = [json.loads(line) for line in (archive / "0.jsonl").read_text(encoding="utf-8").splitlines()]
    rows += [
        {"id": "r", "text": "قال الرئيس الإيراني ذلك", "date": date}
        for date in ("2019-03-04T10:00", "2022-05", "soon", None)
    ]
    documents = [Document("a", row["text"], row["id"], row["date"]) for row in rows]
    found = matcher.extract_batch(
        [document.text for document in documents], dates=[document.day for document in documents]
    )
    by_entities = parquet.encode([Found(*pair) for pair in zip(documents, found, strict=True)])
    by_columns, number = parquet.columns(documents, matcher)
    first, second = (ipc.open_stream(piece).read_all() for piece in (by_entities, by_columns))
    assert number == first.num_rows > 1000
    assert first.to_pylist() == second.to_pylist()
    assert {"hassan-rouhani", "ebrahim-raisi"} <= set(second["id"].to_pylist())


def test_rows_are_those_of_the_library(archive, tmp_path):
    code, found, _ = run("extract", archive / "0.jsonl", "--id", "id", "--format", "jsonl", "--jobs", "2")
    assert code == 0
    given = [json.loads(line) for line in (archive / "0.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = sco_ner.extract_batch([row["text"] for row in given])
    assert [json.loads(line) for line in found.splitlines()] == [
        {"source": str(archive / "0.jsonl"), "document": row["id"], "entities": each.to_dicts()}
        for row, each in zip(given, expected, strict=True)
    ]


def test_rows_at_fault_are_left_out_or_stop_the_run(records, tmp_path):
    path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"text": "موسكو"}\n{"text": 1}\n{"text": "موسكو"}\n', encoding="utf-8")
    message = f"sco-ner: {path}:2: text: not a text but int; give a string, or leave the row out\n"
    code, found, errors = run("extract", "--gazetteer", records, path, "--format", "jsonl")
    assert (code, errors, len(found.splitlines())) == (1, message, 2)
    code, found, errors = run("extract", "--gazetteer", records, path, "-o", out, "--errors", "fail")
    assert (code, errors) == (1, message)
    assert out.read_bytes() == b""
    missing = tmp_path / "none.txt"
    code, found, errors = run("extract", "--gazetteer", records, missing, path, "--errors", "fail")
    assert (code, found) == (2, "")
    assert errors == f"sco-ner: {missing}: No such file or directory\n"


def test_very_many_errors_are_counted(records, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n" * 500, encoding="utf-8")
    code, _, errors = run("extract", "--gazetteer", records, path)
    assert code == 1
    assert len(errors.splitlines()) == 21
    assert errors.endswith("sco-ner: 500 errors in all; the first 20 are shown\n")


class Killed(Exception):
    """Stands for the end of a process."""


def broken(monkeypatch, arguments, after):
    """A run that breaks off behind so many blocks, with a note of the place at each."""
    done = 0
    whole = extraction.run

    def few(*given):
        nonlocal done
        for each in whole(*given):
            if done == after:
                raise Killed
            done += 1
            yield each

    with monkeypatch.context() as patch:
        patch.setattr(extraction, "run", few)
        patch.setattr(sink, "_EACH", 0)
        with pytest.raises(Killed):
            cli.main([str(argument) for argument in arguments])


@pytest.fixture
def small_blocks(monkeypatch):
    defaults = {**inputs.blocks.__kwdefaults__, "size": 1 << 18}
    monkeypatch.setattr(inputs.blocks, "__kwdefaults__", defaults)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("name", ["jsonl", "csv", "webannotation", "parquet", "html", "table", "brat"])
def test_a_run_that_broke_off_is_taken_up(archive, records, tmp_path, monkeypatch, name):
    try:
        formats.load(name)
    except formats.FormatError:
        pytest.skip(f"{name} needs a package")
    common = ["extract", archive, "--gazetteer", records, "--format", name, "-o"]
    unbroken, out = tmp_path / "unbroken", tmp_path / "out"
    assert cli.main([str(argument) for argument in [*common, unbroken]]) == 0
    for after in (0, 1, 3, 6):
        broken(monkeypatch, [*common, out], after)
        assert (tmp_path / "out.resume").exists()
        # What was written behind the last note is cut off again.
        target = tmp_path / "out.pieces" if (tmp_path / "out.pieces").exists() else out
        with open(target, "ab") as stream:
            stream.write(b"half a row")
        assert cli.main([str(argument) for argument in [*common, out, "--resume"]]) == 0
        assert output(out) == output(unbroken)
        assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith("out")) == ["out"]


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_killed_run_is_taken_up(archive, tmp_path, ending):
    unbroken, out, note = (tmp_path / name for name in (f"whole.{ending}", f"out.{ending}", f"out.{ending}.resume"))
    arguments = ["extract", str(archive), "--jobs", "2", "-o"]
    assert run(*arguments, unbroken)[0] == 0
    program = "import sys; from sco_ner.cli import main, sink; sink._EACH = 0; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen([sys.executable, "-c", program, *arguments, str(out)], start_new_session=True)
    while process.poll() is None and not (note.exists() and json.loads(note.read_text())["documents"]):
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
    assert note.exists()
    assert output(out) != output(unbroken)
    assert run(*arguments, out, "--resume") == (0, "", "")
    assert output(out) == output(unbroken)
    assert not note.exists()
    # Its helpers end with it.
    for _ in range(600):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("processes of a killed run live on")


def test_a_run_is_taken_up_only_where_all_is_the_same(archive, records, tmp_path, monkeypatch, capfd):
    out = tmp_path / "out.csv"
    common = ["extract", archive / "0.jsonl", "--gazetteer", records, "-o", out]
    broken(monkeypatch, common, 1)

    def again(*more, code=2):
        assert cli.main([str(argument) for argument in [*common, "--resume", *more]]) == code
        return capfd.readouterr().err

    assert again("--labels", "CITY").endswith(
        "out.csv.resume: belongs to a run with another matcher; begin anew without --resume\n"
    )
    assert "another fields" in again("--id", "id")
    with open(archive / "0.jsonl", "a", encoding="utf-8") as stream:
        stream.write("\n")
    assert "another files" in again()
    with open(archive / "0.jsonl", "r+b") as stream:
        stream.truncate(os.path.getsize(archive / "0.jsonl") - 1)
    broken(monkeypatch, common, 1)
    out.write_bytes(b"x" + out.read_bytes()[1:])
    assert "out.csv: not as the broken run left it" in again()
    (tmp_path / "out.csv.resume").write_text("{")
    assert "damaged" in again()
    (tmp_path / "out.csv.resume").unlink()
    assert again(code=0) == ""


def test_what_cannot_be_taken_up_is_refused(archive, tmp_path):
    message = "argument --resume: only a file written from files can be taken up"
    assert message in run("extract", archive, "--resume")[2]
    assert message in run("extract", "-o", tmp_path / "out", "--resume")[2]


def test_a_dead_process_breaks_the_run_off(archive, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr("sco_ner.cli.extraction._Encode.__call__", lambda *_: os._exit(9))
    assert cli.main(["extract", str(archive), "--jobs", "2", "-o", str(tmp_path / "out.csv")]) == 3
    assert "a process that shared the work died; it may have run out of memory" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "parquet"], "argument --format: parquet needs a file to write; name it with -o"),
        (["--format", "conll", "--overlaps", "all"], "conll holds no mentions that overlap; take longest"),
        (
            ["--format", "conll", "--roles"],
            "argument --roles: role phrases overlap names, and conll holds none that do",
        ),
        (["--format", "csv", "--with-text"], "only jsonl holds texts"),
        (["--field", "body"], "argument --field: the input holds no rows; say what it is, for example --from jsonl"),
        (["--jobs", "0"], "not a number from 1 to 256: '0'"),
    ],
)
def test_options_that_cannot_work_together(arguments, message):
    code, found, errors = run("extract", *arguments)
    assert (code, found) == (2, "")
    assert message in errors


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_model_that_finds_overlaps_is_refused_where_none_can_be_held(tmp_path, jobs):
    news, model, out = tmp_path / "news.txt", tmp_path / "roles.model", tmp_path / "out.conll"
    news.write_text("زار الرئيس الصيني شي جين بينغ موسكو", encoding="utf-8")
    sco_ner.Matcher(roles=True).save(model)
    code, found, errors = run("extract", news, "--model", model, "-o", out, "--jobs", jobs)
    assert (code, found) == (2, "")
    assert errors.startswith(f"sco-ner: {news}: ")
    assert "conll holds no mentions that do; take a matcher with overlaps='longest' and without roles" in errors


def test_the_format_follows_the_ending(archive, records, tmp_path):
    for ending, start in ((".jsonl", b'{"source"'), (".csv", b"source,"), (".html", b"<!DOCTYPE"), (".txt", b"start")):
        out = tmp_path / f"out{ending}"
        assert run("extract", "--gazetteer", records, archive / "3.txt", "-o", out)[0] == 0
        assert out.read_bytes().startswith(start) or out.read_bytes() == b"no entities\n"


def test_a_page_goes_to_standard_output_too(records):
    code, found, _ = run("extract", "--gazetteer", records, "--format", "html", given="موسكو".encode())
    assert (code, found.count("<mark ")) == (0, 1)


def test_lines_are_worked_on_as_they_come(records):
    command = [sys.executable, "-m", "sco_ner", "extract", "--gazetteer", str(records), "--from", "lines"]
    with subprocess.Popen([*command, "--format", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for number in (1, 2):
            process.stdin.write("موسكو\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["document"] == number
        process.stdin.close()
        assert process.wait(60) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_the_input(records, tmp_path):
    program = (
        "import re, sys; from sco_ner.cli import main; code = main(sys.argv[1:]); "
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr); sys.exit(code)"
    )
    peaks = []
    for number in (4, 40):
        path = tmp_path / f"{number}.jsonl"
        row = json.dumps({"text": NEWS[:2000]}, ensure_ascii=False) + "\n"
        path.write_text(row * (number * 1_000_000 // len(row.encode())), encoding="utf-8")
        command = [sys.executable, "-c", program, "extract", str(path), "--gazetteer", str(records), "-o"]
        done = subprocess.run([*command, str(tmp_path / "o.jsonl")], capture_output=True, timeout=200, check=True)
        peaks.append(int(done.stderr))
    assert peaks[1] < 1.25 * peaks[0]


def test_progress_is_shown_on_a_terminal_only(records, tmp_path):
    pytest.importorskip("tqdm")
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": NEWS[:2000]}) + "\n") * 1000, encoding="utf-8")
    command = [sys.executable, "-m", "sco_ner", "extract", "--gazetteer", str(records), str(path)]
    above, below = pty.openpty()
    termios.tcsetwinsize(below, (24, 100))
    with subprocess.Popen([*command, "-o", str(tmp_path / "o.jsonl")], stderr=below) as process:
        os.close(below)
        shown = b""
        while True:
            try:
                data = os.read(above, 4096)
            except OSError:
                break
            if not data:
                break
            shown += data
        assert process.wait(60) == 0
    os.close(above)
    assert b"reading" in shown
    assert b"1,000 texts" in shown
    assert b"B/s" in shown
