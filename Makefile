# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
PYTHON ?= python3
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check
SHARED ?= ../shared

.PHONY: demo test lint gate soak bench requirements clean

demo: .venv/run
	$(BIN)/onrecord demo

test: .venv/test
	$(BIN)/python -m pytest

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Scores on the development data beside the project, held against pinned ones; says so where the data is not there.
gate: .venv/test
	$(BIN)/python -m onrecord.evaluation.gate $(SHARED)

# Long trials: kill -9 in the middle of a build, thousands of generated texts, a large record.
soak: .venv/test
	$(BIN)/python -m pytest -m soak

# CPU time of reading against bare spaCy, and the memory of a build; installs spaCy for itself.
bench: .venv/run
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet -r requirements/run.txt
	.venv-bench/bin/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	.venv-bench/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	OMP_NUM_THREADS=1 .venv-bench/bin/python bench/reading.py $(SHARED)

.venv/run: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/test: .venv/run requirements/test.txt
	$(PIP) install --quiet --require-hashes -r requirements/test.txt
	touch $@

# Pins anew, with hashes and without the address of an index; needs pip-tools.
COMPILE = pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	--strip-extras --allow-unsafe --no-header
requirements:
	$(COMPILE) --extra parquet -o requirements/run.txt pyproject.toml requirements/run.in
	$(COMPILE) -o requirements/test.txt requirements/test.in
	$(COMPILE) -o requirements/bench.txt requirements/bench.in

clean:
	rm -rf .venv .venv-bench dist build
