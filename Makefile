.DEFAULT_GOAL := help

PYTHON ?= python3.11
LOCK := requirements.lock
BIN := .venv/bin
DBT := $(BIN)/dbt
TARGET := $(or $(DBT_TARGET_PATH),target)
SITE := $(BIN)/python scripts/build_site.py --dbt-page $(TARGET)/static_index.html --folder $(TARGET)/docs
# The most awards, firms and open matches that a page of the docs site holds, those with the most dollars.
MOST ?= 5000

export DBT_PROFILES_DIR := profiles
# dbt's debug log takes a tenth of a build of the sample; the SQL of every node stands in target/run anyway.
export DBT_LOG_LEVEL_FILE := info

# Tests and lint build in folders of their own: the database of the user is for `make build` alone.
TESTED := SBIR_DUCKDB_PATH=target/test/sbir.duckdb DBT_TARGET_PATH=target/test DBT_LOG_PATH=target/test/logs
LINTED := SBIR_DUCKDB_PATH=target/lint/sbir.duckdb DBT_TARGET_PATH=target/lint DBT_LOG_PATH=target/lint/logs

$(BIN)/.installed: $(LOCK)
	@command -v $(PYTHON) > /dev/null || { echo "This needs Python 3.11; name yours with: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement $(LOCK)
	touch $@

setup: $(BIN)/.installed ## Create .venv with the pinned packages (again only when the lock changed)

lock: $(BIN)/.installed ## Pin again every package and what it needs, after a change of pyproject.toml
	$(BIN)/pip-compile --quiet --no-header --strip-extras --extra dev --output-file $(LOCK) pyproject.toml
	sed -i '/^--/d' $(LOCK) # where this machine gets its packages is nobody else's business

# Unit tests are about the SQL, not about the data: `make test` runs them. The build has just compiled every model.
build: setup ## Match the bundled sample: seeds, models, tests, gates, docs site (PRESET=..., RESUME=1)
	@$(BIN)/python scripts/run_pipeline.py --docs $(if $(PRESET),--preset $(PRESET)) $(if $(RESUME),--resume)
	@$(SITE) --quick

docs: setup ## The whole docs site of the last build: search, quality, review, tables and what other commands left
	$(DBT) --quiet docs generate --static
	@$(SITE) --most $(MOST)

# Whole builds come first: the small tests then fill what is left of the time of both workers.
test: lint ## Run every test: lint, dbt unit and data tests, pytest
	@mkdir -p target/test
	@$(BIN)/python scripts/note_tests.py --begin # what check_deployment.py wants to know
	$(TESTED) $(DBT) build
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder tests/integration tests/unit tests/conventions
	@$(BIN)/python scripts/note_tests.py --passed

bench: setup ## Measure the build of the sample, model by model
	$(BIN)/python scripts/benchmark_enrichment.py

lint: lint-python lint-sql lint-project ## Check Python, SQL and the conventions of the dbt project

lint-python: setup
	$(BIN)/ruff check scripts tests models
	$(BIN)/ruff format --check scripts tests models
	$(BIN)/mypy

lint-sql: setup
	@mkdir -p target/lint
	$(LINTED) $(BIN)/sqlfluff lint --disable-progress-bar models tests analyses

lint-project: setup
	@mkdir -p target/lint
	$(LINTED) $(DBT) --quiet parse
	$(BIN)/dbt-bouncer run --config-file dbt-bouncer.yml

browser: ## Install Chromium (Debian, Ubuntu; as root), which the tests of the pages open
	@if command -v chromium || command -v chromium-browser || command -v google-chrome; then true; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends chromium; \
	else echo "Not root, or no apt-get: install Chromium yourself. Without it the tests of the pages are skipped." >&2; fi

help: ## Show these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup lock build docs test bench lint lint-python lint-sql lint-project browser help
