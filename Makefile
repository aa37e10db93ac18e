# Each target sets itself up: a project-local virtual environment, made once and renewed when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= out

.PHONY: demo test check lint docs bench clean help

demo: $(READY)  ## the main job on the sample agency: build, check, coverage, one absence, all exports into out/
	@$(BIN)/python -m ajgraph demo --output $(OUT)

test: $(READY)  ## every check the project has: lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

docs: $(READY)  ## write the generated pages again (the CLI reference)
	$(BIN)/python docs/generate.py

bench: $(READY)  ## the speed figures of benchmarks/README.md
	$(BIN)/python -m benchmarks

clean:  ## remove what make has made
	rm -rf $(VENV) $(OUT) dist build

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[picture,dev]'
	@touch $(READY)
