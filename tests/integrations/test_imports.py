"""`import sco_ner` imports no extra, and each integration says what it lacks."""

import subprocess
import sys

import pytest

EXTRAS = {
    "sco_ner.rows": ("tables", ["pyarrow", "numpy"]),
    "sco_ner.kinds": ("tables", ["pyarrow"]),
    "sco_ner.spacy": ("spacy", ["spacy"]),
    "sco_ner.sklearn": ("sklearn", ["sklearn", "numpy", "scipy"]),
    "sco_ner.spark": ("spark", ["pyspark"]),
    "sco_ner.dask": ("dask", ["dask"]),
}


def run(code):
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_import_alone_needs_only_the_standard_library():
    code = (
        "import sys, sco_ner; sco_ner.annotate(['بكين']); sco_ner.extract('بكين').to_html();"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)))"
    )
    before = run(
        "import sys; print(sorted({name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names)))"
    )
    assert set(eval(run(code))) - set(eval(before)) == {"sco_ner"}


@pytest.mark.parametrize("module", EXTRAS)
def test_what_is_missing_is_said_with_its_remedy(module):
    extra, packages = EXTRAS[module]
    code = f"""
import sys
for name in {packages!r}:
    sys.modules[name] = None
try:
    import {module}
except ImportError as error:
    print(error)
"""
    assert f"pip install 'sco_ner[{extra}]'" in run(code)


def test_tables_without_pyarrow_say_what_to_install():
    code = """
import sys
sys.modules["pyarrow"] = None
import sco_ner
try:
    sco_ner.annotate({"text": []}, text="text")
except ImportError as error:
    print(error)
"""
    assert "pip install 'sco_ner[tables]'" in run(code)
