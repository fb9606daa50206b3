# A fresh Debian machine with git, make and python3 (3.11 or later) is enough: what else is needed is installed
# here, the Debian packages where we are root or sudo asks no password.

PYTHON    ?= python3
DEVELOPER ?= anthropic
AS_OF     ?= 2026-03-31

BIN := .venv/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build test tools format benchmark clean

help:
	@echo 'make build      install the program into .venv and write the documents of $(DEVELOPER) as of $(AS_OF)'
	@echo 'make test       install the tools of the tests and run every check'
	@echo 'make format     put Python source into its one format'
	@echo 'make benchmark  measure speed, beside compliance-trestle'
	@echo 'make clean      remove what the others made, except output/'

build: .venv/.stamp-build
	$(BIN)/compliance build --developer $(DEVELOPER) --as-of $(AS_OF)

test: .venv/.stamp-test tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: .venv/.stamp-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

benchmark: .venv/.stamp-test .venv-peer/.stamp
	$(BIN)/python -m tests.benchmarks.run

clean:
	rm -rf .venv .venv-peer .tools build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find compliance tests -name __pycache__ -type d -exec rm -rf {} +

# Independent programs that judge what we write. One that cannot be installed fails no run by itself: its tests
# are skipped, loudly, or fail where COMPLIANCE_NO_SKIP=1.
tools:
	@tests/install-tools || true

.venv/.stamp-build: pyproject.toml
	@tests/install-tools --venv $(PYTHON)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --editable .
	@touch $@

.venv/.stamp-test: pyproject.toml
	@tests/install-tools --venv $(PYTHON)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --editable '.[dev]'
	@touch .venv/.stamp-build $@

.venv-peer/.stamp: .venv/.stamp-test
	$(PYTHON) -m venv .venv-peer
	.venv-peer/bin/python -m pip install --disable-pip-version-check --quiet 'compliance-trestle==5.2.0'
	@touch $@
