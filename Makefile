# One environment, made once: VENV=folder puts it elsewhere, PYTHON=interpreter chooses what makes it.
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.stamp
LOCALE = src/duixian/cli/locale
ARGS ?=
export PYTHONUTF8 = 1

.PHONY: demo test check format messages venv

demo: $(STAMP)  ## Show one policy from its words to its decisions; ARGS=--no-serve ends without a server
	$(BIN)/duixian demo $(ARGS)

test: $(STAMP)  ## Every test, on two processes; a warning is an error
	$(BIN)/python -W error -m pytest -n 2 $(ARGS)

check: $(STAMP)  ## What reads the source without running it
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m vulture
	$(BIN)/python -m deptry src

format: $(STAMP)  ## Lay the source out
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

messages: $(STAMP)  ## Compile the gettext catalogues, where there are any
	@if ls $(LOCALE)/*/LC_MESSAGES/duixian.po >/dev/null 2>&1; then \
		$(BIN)/python -m babel.messages.frontend compile --directory $(LOCALE) --domain duixian; \
	else echo "No catalogue under $(LOCALE) yet."; fi

venv: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml scripts/venv.sh
	scripts/venv.sh $(VENV)
	@touch $@
