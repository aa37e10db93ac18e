# Each target sets itself up: a project-local virtual environment, made once and renewed when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= out
AJGRAPH := $(BIN)/ajgraph

MAKEFLAGS += --no-print-directory
.PHONY: demo test docs bench clean help

demo: $(READY)  ## the main job on the sample agency: build, check, coverage, an absence, a leave calendar, new links, exports into out/
	@rm -rf $(OUT) && mkdir -p $(OUT)
	$(AJGRAPH) build data/agency -s $(OUT)/graph
	$(AJGRAPH) check -s $(OUT)/graph --on 2026-11-21 --format page || test $$? -eq 1
	COLUMNS=110 $(AJGRAPH) coverage -s $(OUT)/graph --format table || test $$? -eq 1
	$(AJGRAPH) absent -s $(OUT)/graph RA-044 RA-045 RA-046 --format page || test $$? -eq 1
	$(AJGRAPH) leave data/leave/puhkused-2026.csv -s $(OUT)/graph --format page || test $$? -eq 1
	$(AJGRAPH) leave data/leave/puhkused-2026.csv -s $(OUT)/graph --format svg -o $(OUT)/leave.svg || test $$? -eq 1
	$(AJGRAPH) suggest -s $(OUT)/graph --format page
	$(AJGRAPH) export all -s $(OUT)/graph -o $(OUT)/exports
	@echo
	@echo 'Look at $(OUT)/exports/ajgraph.svg and $(OUT)/leave.svg; put $(BIN) on your PATH; then try your own: ajgraph build FOLDER'

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
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[picture,solve,dev]'
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps estnltk==1.7.5  # the tests of Vabamorf
	@touch $(READY)
