# Two commands matter: make demo, make test. Everything they need comes from package registries.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
export UV_SYSTEM_CERTS := 1
# compiled once, not by every process of a test: where an environment forbids it, three seconds each
unexport PYTHONDONTWRITEBYTECODE

# uv is quick; pip takes over where only pip knows the way to the packages (a mirror in pip.conf)
install = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) \
	|| $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

.PHONY: demo test check format eval bench lock clean

demo: $(VENV)/run.stamp            ## the main job on a real case: evidence in, verdict and dossier out
	$(BIN)/probandum assess examples/olympic-destroyer

test: check                        ## everything that can fail
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/dev.stamp           ## style, types, floors
	$(BIN)/ruff format --check src tests benchmarks examples
	$(BIN)/ruff check src tests benchmarks examples
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/dev.stamp
	$(BIN)/ruff format src tests benchmarks examples
	$(BIN)/ruff check --fix src tests benchmarks examples

eval: $(VENV)/dev.stamp            ## quality on real data, held against its floors; needs the development data
	$(BIN)/pytest -s tests/eval

bench: $(VENV)/dev.stamp           ## speed and memory; prints the tables of docs/benchmarks.md
	$(BIN)/python benchmarks/run.py

lock:                              ## renew the pinned versions
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group dev pyproject.toml -o requirements/dev.txt

$(UV):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "probandum needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(UV)
	$(call install,requirements/run.txt)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e . || $(BIN)/pip install --quiet --no-deps -e .
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(UV)
	$(call install,requirements/dev.txt)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e . || $(BIN)/pip install --quiet --no-deps -e .
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
