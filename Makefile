# `make demo` shows what Dragoman does, `make test` checks that it does it. Both do all the set-up; only Python 3.11 or
# newer is needed. pip takes its packages from wherever this machine is set up to take them from.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
LEDGER := demo.ledger
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test lint format lock clean

help:  ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 10

setup: $(READY)  ## Make .venv and install everything that the lock names

# Hashes are checked for every package, and Dragoman itself is installed without asking for others.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up .venv (about 1.3 GB, a minute or two the first time) ..."
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## Code the articles in examples/, print the record, write dragoman-report.html
	@rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	$(BIN)/dragoman code examples --ledger $(LEDGER) || [ $$? -eq 1 ]
	$(BIN)/dragoman events --ledger $(LEDGER) --limit 20
	$(BIN)/dragoman statements --ledger $(LEDGER) --limit 10
	$(BIN)/dragoman positions --ledger $(LEDGER) --limit 10
	$(BIN)/dragoman relations --ledger $(LEDGER) --limit 10
	$(BIN)/dragoman claims --ledger $(LEDGER) --limit 10
	$(BIN)/dragoman report --ledger $(LEDGER) --output dragoman-report.html
	@echo
	@echo "Written: $(LEDGER) (the record), dragoman-report.html (open it in a browser). What next:"
	@echo "  $(BIN)/dragoman serve $(LEDGER)                           look at it in a browser: pages, map, network, API"
	@echo "  $(BIN)/dragoman code YOUR-ARTICLES --ledger news.ledger   code your own: .txt .html .jsonl .csv .parquet, folders"
	@echo "  $(BIN)/dragoman events --ledger $(LEDGER) --actor RUS      ask for what one actor did"
	@echo "  $(BIN)/dragoman explain ID --ledger $(LEDGER)              see why a record is there"

test: $(READY) lint  ## Lint, check types, run the tests
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)  ## Format and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# No index address and no path of this machine belongs into the locks (tests/test_project.py holds that).
lock:  ## Renew the locks from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --quiet --output-file requirements-dev.lock

clean:  ## Remove what was made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm dragoman-report.html
