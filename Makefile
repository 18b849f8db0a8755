# One environment, made once: VENV=folder puts it elsewhere, PYTHON=interpreter chooses what makes it.
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.stamp
BENCH = .venv-bench
ARGS ?=
export PYTHONUTF8 = 1

.PHONY: demo test race check format messages bench venv

demo: $(STAMP)  ## One policy from its words to its decisions, then the service with a month of work; ARGS=--no-serve ends after the work
	$(BIN)/duixian demo --no-serve $(ARGS)
	$(BIN)/python -m duixian.site demo $(ARGS)

test: $(STAMP)  ## Every test, on two processes; a warning is an error
	$(BIN)/python -W error -m pytest -n 2 --dist loadscope $(ARGS)

race: $(STAMP)  ## The race of tests/journeys/test_race.py at its whole size, some minutes
	RACE=whole $(BIN)/python -W error -m pytest tests/journeys/test_race.py $(ARGS)

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

messages: $(STAMP)  ## Collect what the service says and compile the gettext catalogues; ARGS="portal console" takes these apps alone
	$(BIN)/python scripts/messages.py $(ARGS)

bench: $(BENCH)/.stamp  ## Measure beside its peers, in an environment of their own; ARGS="three --persons 10000000"
	$(BENCH)/bin/python -m bench $(ARGS)

venv: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml scripts/venv.sh
	scripts/venv.sh $(VENV)
	@touch $@

$(BENCH)/.stamp: requirements-bench.txt pyproject.toml
	$(or $(PYTHON),python3) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
