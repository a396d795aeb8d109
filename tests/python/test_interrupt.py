"""Ctrl-C ends one long call, whatever the call, soon and without harm."""

import os
import signal
import subprocess
import sys
import time

import pytest
import sco_ner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are raised otherwise there")

PROGRAM = """
import signal, sys, threading, time
import sco_ner

text = "وصل بوتين إلى بكين، وقال وزير الخارجية الروسي إن مالي وشي في الصين. " * 400_000
latin = "They went to Rio and on to Lima. " * 3_000_000
matcher = sco_ner.Matcher({options})
listed = sco_ner.Matcher(sco_ner.Gazetteer.from_names(["Rio", "Lima"]))
expected = matcher.extract("وصل بوتين إلى بكين").to_dicts()
rung = []

def ring():
    rung.append(time.monotonic())
    signal.raise_signal(signal.SIGINT)

threading.Timer(0.15, ring).start()
try:
    {call}
except KeyboardInterrupt:
    late = time.monotonic() - rung[0]
    print("interrupted", flush=True)
time.sleep(0.3)
if sys.platform == "linux":
    import os
    assert len(os.listdir("/proc/self/task")) == 1, "a thread is left"
assert matcher.extract("وصل بوتين إلى بكين").to_dicts() == expected
assert late < 2, late
"""

CALLS = [
    ("", "matcher.extract(text)"),
    ("", "matcher.extract(text, roles=True, date='2020')"),
    ("", "matcher.extract_batch([text])"),
    ("", "matcher.extract_batch(['قصير'] * 20 + [text], threads=8)"),
    ("", "matcher.extract_arrow([text], offsets='utf16', text=True)"),
    ("", "matcher.extract_arrow(['قصير', text, 'قصير'], threads=8)"),
    ("", "matcher.explain(text)"),
    ("", "listed.extract(latin)"),
    ("", "listed.extract_batch([latin] * 3, threads=2)"),
    ("", "listed.extract_arrow([latin] * 3, threads=8)"),
    ("fold='loose'", "matcher.extract(text)"),
    ("overlaps='all'", "matcher.extract(text)"),
    ("boundaries='none'", "matcher.extract(text)"),
]


@pytest.mark.parametrize(("options", "call"), CALLS)
def test_one_long_text_can_be_interrupted(options, call):
    program = PROGRAM.format(options=options, call=call)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")


@pytest.mark.parametrize("way", [["--format", "jsonl"], ["--format", "table"], ["--format", "table", "--jobs", "2"]])
def test_the_command_ends_at_once_within_one_long_line(tmp_path, way):
    (tmp_path / "long.txt").write_text("وصل بوتين إلى بكين، وقال إن مالي وشي في الصين. " * 1_000_000, encoding="utf-8")
    command = [sys.executable, "-m", "sco_ner", "extract", str(tmp_path / "long.txt"), "--from", "lines", *way]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        time.sleep(1.2)
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, complaint = running.communicate(timeout=60)
        late = time.monotonic() - start
    assert (running.returncode, complaint) == (130, b"")
    assert late < 2


def test_a_handler_may_return_and_the_call_goes_on():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(time.monotonic()))
    text = "وصل بوتين إلى بكين، ثم إلى الهند. " * 200_000
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
        found = sco_ner.extract(text)
        ended = time.monotonic()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(found) == 3 * 200_000
    assert rung[0] < ended


BROKEN = """
import os, signal
os.kill(os.getpid(), signal.SIGINT)
# Whoever was interrupted here would find half a module.
JSONDecodeError, loads = ValueError, lambda line: {"text": "x"}
"""
READING = """
import sys
from sco_ner.inputs.lines import Lines
rows = Lines(3, None, (), "x", {kind!r}, data=b"{{}}\\n")
try:
    list(rows.rows())
    print("orjson" in sys.modules)
except KeyboardInterrupt:
    print("interrupted", sys.modules["orjson"].loads(b""))
"""


@pytest.mark.parametrize(("kind", "said"), [("jsonl", "interrupted {'text': 'x'}\n"), ("lines", "False\n")])
def test_an_interrupt_waits_until_the_reader_of_json_is_imported(tmp_path, kind, said):
    (tmp_path / "orjson.py").write_text(BROKEN, encoding="utf-8")
    command = [sys.executable, "-c", READING.format(kind=kind)]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert (done.stdout, done.stderr) == (said, "")
