# Front door. `make run` and `make test` do all their own set-up.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help run demo test setup fmt lint type contracts unit system windows installer bench locale reference agreement clean
help: ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hatang needs Python 3.11 or newer: set PYTHON=…"; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || deploy/dev/system-packages setup
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[agent,switch,capture,collector,docx]' --group dev
	@touch $@

setup: $(STAMP) ## Make .venv with the console scripts and every extra

run: $(STAMP) ## Start a collector and an agent on this machine; Ctrl-C stops both
	@$(BIN)/python deploy/dev/run.py

demo: $(STAMP) ## Simulate an office with Prometheus and alerts; Ctrl-C stops
	@deploy/dev/system-packages demo || true
	@$(BIN)/python deploy/dev/demo.py $(DEMO)

test: $(STAMP) ## Format, lint, types, contracts, unit and system tests
	@deploy/dev/system-packages test
	@$(MAKE) --no-print-directory lint type contracts unit system

fmt: $(STAMP) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

type: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP) ## The quick tests
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -m "not system" -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=85

system: $(STAMP) ## The tests with real programs
	@deploy/dev/system-tests $(BIN)/python

windows: $(STAMP) ## The agent on real Windows Python under Wine
	@deploy/dev/system-packages windows
	$(BIN)/python -m pytest tests/system/test_windows_wine.py

installer: ## The installer of the agent for Windows, in dist/windows
	@deploy/dev/system-packages installer
	@deploy/windows/build

bench: $(STAMP) ## Benchmarks; JSON on standard output
	@deploy/dev/system-packages bench >&2
	@$(BIN)/python -m bench $(BENCH)

locale: $(STAMP) ## Read the messages out of the code into the catalogues
	@$(BIN)/python deploy/dev/catalogues.py

reference: $(STAMP) ## Write docs/metrics.md, findings.md and the schemas from the code
	@$(BIN)/python deploy/dev/reference.py
	@$(BIN)/python deploy/dev/findings_reference.py

agreement: $(STAMP) ## How far the readers agree with recorded machines, by field
	@$(BIN)/python -m tests.support.agreement
	@$(BIN)/python -m tests.support.snmp_agreement

clean:
	rm -rf $(VENV) .run build dist .mypy_cache .pytest_cache .ruff_cache
