.DEFAULT_GOAL := help

PYTHON ?= python3.11
LOCK := requirements.lock
BIN := .venv/bin

$(BIN)/.installed: $(LOCK)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement $(LOCK)
	touch $@

setup: $(BIN)/.installed ## Create .venv with the pinned packages (again only when the lock changed)

lock: $(BIN)/.installed ## Pin again every package and what it needs, after a change of pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --extra dev --output-file $(LOCK) pyproject.toml

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

.PHONY: setup lock help
