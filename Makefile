# `make help` lists the targets. Each sets up what it needs: a virtual environment in .venv, the tools from PyPI, the crates.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROFILE ?= develop
SHARED := ../shared
BENCH ?= all
CASES ?= 10000000
SEED ?=
SOURCES := $(shell find src gazetteer -type f) build.rs Cargo.toml Cargo.lock pyproject.toml

.PHONY: help demo test check lint types rust-test python-test integrations docs score wheel bench soak fmt gazetteer gazetteer-check clean
.DELETE_ON_ERROR:

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{printf "  make %-16s %s\n", $$1, $$2}'

$(VENV)/.tools: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev --group extras
	@touch $@

$(VENV)/.built: $(VENV)/.tools $(SOURCES)
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --quiet --profile $(PROFILE)
	@rm -f python/sco_ner/bundled-*.model
	$(BIN)/python -c "from sco_ner import _core; _core._write_bundled_model()"
	@touch $@

demo: $(VENV)/.built ## tag the bundled news text, and FILES="…" if given: table, summary, HTML page
	$(BIN)/python examples/demo.py $(FILES)

test: rust-test python-test ## all tests

rust-test: ## tests of the core, without Python
	cargo test --quiet --no-default-features
	@if cargo tree --quiet --no-default-features --edges normal | grep -q pyo3; then echo "the core must not know Python"; exit 1; fi

python-test: $(VENV)/.built ## tests of the Python face, README and docstring examples
	$(BIN)/python -m pytest

EXTRAS := tables,datasets,sklearn,spacy,spark,dask,cli,parquet,plots

.integrations/.tools: pyproject.toml
	$(PYTHON) -m venv .integrations
	.integrations/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	.integrations/bin/python -m pip install --quiet --disable-pip-version-check --group dev --group integrations
	@touch $@

.integrations/.built: .integrations/.tools $(SOURCES)
	VIRTUAL_ENV=$(CURDIR)/.integrations .integrations/bin/maturin develop --quiet --profile $(PROFILE) --extras $(EXTRAS)
	.integrations/bin/python -c "from sco_ner import _core; _core._write_bundled_model()"
	@touch $@

integrations: .integrations/.built ## tests of the extras (pandas, polars, datasets, scikit-learn, spaCy, Spark, Dask), in an environment of its own
	SCO_NER_EXTRAS=all .integrations/bin/python -m pytest tests/integrations tests/python/test_docs.py

docs: $(VENV)/.built ## the documentation's site, in site/, strictly; in an environment of its own
	@test -x .docs/bin/python || $(PYTHON) -m venv .docs
	.docs/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	.docs/bin/python -m pip install --quiet --disable-pip-version-check --group docs
	$(BIN)/python tools/fold_page.py --check
	.docs/bin/mkdocs build --quiet --strict

lint: $(VENV)/.built ## rustfmt, clippy, ruff
	cargo fmt --check
	cargo clippy --quiet --all-targets --no-default-features -- -D warnings
	cargo clippy --quiet --all-targets --features python -- -D warnings
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.built ## mypy strict, stubtest
	$(BIN)/python -m mypy
	$(BIN)/python -m mypy.stubtest sco_ner._core --allowlist tests/stubtest_allow.txt --mypy-config-file pyproject.toml

gazetteer-check: $(VENV)/.built ## no defect in the bundled gazetteer
	$(BIN)/sco-ner check gazetteer --quiet

gazetteer: gazetteer-check ## the gazetteer against CLDR, GeoNames and others, in an environment of its own; coverage
	@test -x .tables/bin/python || $(PYTHON) -m venv .tables
	.tables/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	.tables/bin/python -m pip install --quiet --disable-pip-version-check --group tables
	PYTHONPATH=python .tables/bin/python tools/check_tables.py
	PYTHONPATH=python .tables/bin/python tools/city_coverage.py
	PYTHONPATH=python .tables/bin/python -m sco_ner collisions --gazetteer gazetteer --undecided
	PYTHONPATH=python .tables/bin/python -m sco_ner common-words --gazetteer gazetteer --least 4
	$(BIN)/sco-ner stats --gazetteer gazetteer

check: lint types gazetteer-check test ## all that must pass: lint, types, gazetteer, tests

score: $(VENV)/.built ## accuracy on the annotated texts, where they are; fails below tests/floors.json
	@if [ -f $(SHARED)/eval/score.py ]; then \
	  $(BIN)/python $(SHARED)/eval/score.py --same $(SHARED)/eval/same_ids.txt $(SHARED)/eval/gold_dev_news.jsonl $(SHARED)/eval/gold_dev_modern.jsonl && \
	  $(BIN)/python $(SHARED)/eval/score.py --json --same $(SHARED)/eval/same_ids.txt $(SHARED)/eval/gold_dev_news.jsonl $(SHARED)/eval/gold_dev_modern.jsonl | \
	  $(BIN)/python tests/check_floors.py tests/floors.json; \
	else echo "score: skipped, the annotated texts are not on this machine ($(SHARED)/eval)"; fi

wheel: $(VENV)/.tools ## a wheel in dist/, with the bundled gazetteer compiled
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --quiet --release
	@rm -f python/sco_ner/bundled-*.model
	$(BIN)/python -c "from sco_ner import _core; _core._write_bundled_model()"
	$(BIN)/maturin build --quiet --release --out dist

.bench/.tools: pyproject.toml
	@test -x .bench/bin/python || $(PYTHON) -m venv .bench
	.bench/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	.bench/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --group bench
	@touch $@

.bench/.built: .bench/.tools $(SOURCES)
	rm -rf .bench/wheels
	VIRTUAL_ENV=$(CURDIR)/.bench .bench/bin/maturin build --quiet --release --out .bench/wheels --interpreter .bench/bin/python
	.bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .bench/wheels/*.whl
	.bench/bin/python -c "from sco_ner import _core; _core._write_bundled_model()"
	@touch $@

bench: .bench/.built ## speed, memory, loading beside other matchers; BENCH="speed --size 50k" runs a part
	.bench/bin/python bench/bench.py $(BENCH)

soak: ## the fast scan against the slow one on CASES random cases (SEED=… repeats a run)
	SCO_NER_SOAK=$(CASES) SCO_NER_SEED=$(SEED) cargo test --quiet --profile develop --no-default-features --test core -- soak --ignored --nocapture

fmt: $(VENV)/.tools ## format everything
	cargo fmt
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

clean: ## remove what was built
	cargo clean
	rm -rf $(VENV) .bench .tables .integrations .docs site demo.html python/sco_ner/*.so
