"""The notebooks in examples/ run from their first cell to their last, and are kept without outputs."""

import pytest
from texts import ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def carried_out(path):
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_a_notebook_runs(path):
    if path.stem == "news_archive":
        pytest.importorskip("altair")
        pytest.importorskip("sco_ner.plots")
    outputs = carried_out(path)
    kinds = {kind for output in outputs for kind in output.get("data", ())}
    assert "text/html" in kinds
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    if path.stem == "news_archive":
        assert sum(any(kind == "image/svg+xml" for kind in output.get("data", ())) for output in outputs) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) >= 5
    assert [cell for cell in code if cell.outputs or cell.execution_count is not None] == []
