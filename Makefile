# Two commands: `make demo` opens the dashboard, `make test` checks everything. Each works alone on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
export DENO_DIR := $(CURDIR)/$(VENV)/deno
export DENO_NO_UPDATE_CHECK := 1

.PHONY: demo test lint browser bench screenshots posters clean

demo: $(INSTALLED)
	$(BIN)/emde demo

test: lint browser
	$(BIN)/pytest -n 2 --dist loadgroup

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deno lint --quiet
	$(BIN)/deno fmt --quiet --check

# The browser tests drive Debian's Chromium; without it, and without the right to install it, they skip and say so.
browser: $(INSTALLED)
	@command -v chromium >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation; \
		else echo "no chromium, and no right to install it: the browser tests will skip"; fi; }

bench: $(INSTALLED) browser
	$(BIN)/pytest --override-ini addopts="--import-mode=importlib" -s tests/benchmarks

screenshots: $(INSTALLED) browser
	$(BIN)/python -m tests.screenshots

posters: $(INSTALLED)
	$(BIN)/python -m emde_core.posters assets/demo/films.jsonl assets/demo/posters/recipes.jsonl assets/demo/posters

# torch first and by itself: with the exact version in place, nothing pulls another build of it. PyPI's build for Linux
# brings CUDA, of several gigabytes; PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu brings the small one.
$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt torch
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[all,test]"
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
