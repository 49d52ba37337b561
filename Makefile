# Everything a developer does, in a target of one line. `make demo` and `make test` work in a fresh clone.
VENV := .venv
BIN := $(VENV)/bin
INTEROP := .venv-interop
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lock interop bench docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.compiled ## a virtual environment with the locked packages, and the compiled part of matching

$(VENV)/.installed: requirements/dev.txt pyproject.toml setup.py
	@$(PYTHON) -c "import ensurepip, venv" || { echo "make: $(PYTHON) cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 2; }
	@missing=""; \
	command -v c++ >/dev/null || missing="$$missing g++"; \
	$(PYTHON) -c "import os, sysconfig as s; os.stat(os.path.join(s.get_path('include'), 'Python.h'))" 2>/dev/null || missing="$$missing python3-dev"; \
	test -z "$$missing" || { echo "make: matching is compiled and needs what is not here; on Debian: apt-get install$$missing" >&2; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.compiled: $(VENV)/.installed $(wildcard src/clearhold/matching/kernel/*)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## screens the demo fund and says where the report lies
	@$(BIN)/clearhold demo --out out/demo

test: setup ## the tests
	$(BIN)/python -m pytest -q -n auto

check: setup ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## rewrites the sources in the house's format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: ## makes requirements/*.txt anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-header -q -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-header -q -o requirements/dev.txt
	uv pip compile --group interop --python-version 3.11 --generate-hashes --no-header -q -o requirements/interop.txt

interop: $(INTEROP)/.installed ## an environment with the public followthemoney library, for tests/flows/test_followthemoney.py

$(INTEROP)/.installed: requirements/interop.txt
	@missing=""; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	pkg-config --exists icu-i18n 2>/dev/null || missing="$$missing libicu-dev"; \
	command -v g++ >/dev/null || missing="$$missing g++"; \
	test -z "$$missing" || { echo "make: PyICU is compiled and needs what is not here; on Debian: apt-get install$$missing" >&2; exit 2; }
	$(PYTHON) -m venv --clear $(INTEROP)
	$(INTEROP)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/interop.txt
	@touch $@

docs: setup ## makes docs/commands.md and docs/lists.md anew
	$(BIN)/python -m clearhold.cli.reference > docs/commands.md
	$(BIN)/python -m clearhold.cli.lists_page > docs/lists.md

bench: setup ## times one screening (needs publishers' files, see bench/README.md)
	$(BIN)/python bench/speed/screen_a_fund.py

clean: ## removes what the targets made
	rm -rf $(VENV) $(INTEROP) out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
