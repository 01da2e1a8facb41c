# Every target sets up what it needs first; where that is done already, it takes a moment only.
# `make report OPTIONS=-v` passes options on to the command, `make setup PYTHON=python3.13` names a Python.
# A failed recipe makes make exit with 2, whatever the command said; "Error 3" is a missing tool or library.

.DEFAULT_GOAL := help
# Two set-ups of one .venv at a time would break it; the tests use the cores by themselves.
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
bin := .venv/bin

.PHONY: help setup runtime dev report check gallery test lint format golden conform bench schema lock clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: dev ## Set up everything: .venv, system libraries, the tools to test with

runtime:
	@.setup/venv.sh runtime

dev:
	@.setup/venv.sh dev

report: runtime ## Make the report: build/report.pdf
	@$(bin)/pipeline build $(OPTIONS)

check: runtime ## Read all of sources/ and say what is wrong, without making anything
	@$(bin)/pipeline check $(OPTIONS)

gallery: runtime ## Make build/gallery.pdf: every chapter kind, block and chart beside its YAML
	@$(bin)/pipeline gallery $(OPTIONS)

schema: runtime ## Write the JSON Schema that editors read: sources/.schema
	@$(bin)/pipeline schema $(OPTIONS)

test: dev ## Run the tests
	@$(bin)/pytest -n 2 $(OPTIONS)

golden: dev ## Rewrite the expected texts of tests/golden; read the diff before you commit it
	@$(bin)/pytest tests/golden --update-golden $(OPTIONS)

conform: dev ## Let outside judges look at the report: qpdf, and veraPDF where it is installed
	@.setup/judges.sh
	@$(bin)/pytest -m conform $(OPTIONS)

bench: dev ## Measure builds beside WeasyPrint alone and Typst: build/bench.json
	@$(bin)/python -m tests.bench $(OPTIONS)

lint: dev ## Check style, types and layers
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

format: dev ## Mend style, where that can be done by machine
	@$(bin)/ruff format
	@$(bin)/ruff check --fix

lock: dev ## Renew the locks, requirements*.txt, from pyproject.toml
	@.setup/lock.sh $(OPTIONS)

clean: ## Remove all that was made and set up: build/ and .venv/
	@rm -rf build .venv
