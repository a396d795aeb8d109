"""Many threads at once: the first use of the bundled matcher, and one matcher shared."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import rows

FIRST_USE = """
import sys, threading
import sco_ner

count = 16
barrier = threading.Barrier(count)
found = [None] * count

def work(index):
    barrier.wait()
    if index % 2:
        found[index] = [(e.start, e.end, e.id) for e in sco_ner.extract("وصل بوتين إلى بكين")]
    else:
        (extraction,) = sco_ner.extract_batch(["وصل بوتين إلى بكين"])
        found[index] = [(e.start, e.end, e.id) for e in extraction]

threads = [threading.Thread(target=work, args=(index,)) for index in range(count)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(all(rows == [(4, 9, "vladimir-putin"), (14, 18, "beijing")] for rows in found))
"""


def test_many_threads_may_be_the_first_to_use_the_bundled_matcher():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FIRST_USE], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True", "")


def test_threads_share_a_matcher(matcher):
    texts = [f"{'كلام ' * index}موسكو ثم وترامبموسكو ثم للصين {'😀' * (index % 3)}" for index in range(200)]
    expected = [rows(matcher.extract(text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert [rows(found) for found in pool.map(matcher.extract, texts)] == expected


def test_threads_may_read_one_extraction(matcher):
    extraction = matcher.extract("موسكو وبكين " * 500)
    expected = extraction.to_dicts()
    with ThreadPoolExecutor(8) as pool:
        assert all(found == expected for found in pool.map(lambda _: extraction.to_dicts(), range(16)))


def test_one_iterator_of_records_gives_each_record_once_to_all_threads(gazetteer):
    records = iter(gazetteer)
    with ThreadPoolExecutor(8) as pool:
        shares = list(pool.map(lambda _: [record.id for record in records], range(8)))
    assert sorted(identity for share in shares for identity in share) == sorted(gazetteer.ids)


@pytest.mark.parametrize("threads", [1, 2, 8, 1000])
def test_a_batch_gives_the_same_whatever_the_threads(matcher, threads):
    texts = [f"{'كلام ' * (index % 5)}موسكو للصين" * (index % 4) for index in range(1100)]
    found = matcher.extract_batch((text for text in texts), threads=threads)
    assert [extraction.text for extraction in found] == texts
    assert [rows(extraction) for extraction in found] == [rows(matcher.extract(text)) for text in texts]


@pytest.mark.parametrize("threads", [0, -1])
def test_a_batch_needs_a_thread(matcher, threads):
    with pytest.raises(ValueError, match="threads must be 1 or more"):
        matcher.extract_batch(["موسكو"], threads=threads)
