# Two commands: `make demo` opens the dashboard, `make test` checks everything. Each works alone on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
export DENO_DIR := $(CURDIR)/$(VENV)/deno
export DENO_NO_UPDATE_CHECK := 1

.PHONY: demo test lint browser proxies bench trust damage fuzz soak screenshots posters lock licences release deploy clean

demo: $(INSTALLED)
	$(BIN)/emde demo

test: lint browser proxies
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

# The recipes of assets/deploy are tried with Debian's nginx and Caddy; without them, likewise.
proxies:
	@command -v nginx >/dev/null && command -v caddy >/dev/null && command -v openssl >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx caddy openssl; \
		else echo "no nginx or caddy, and no right to install them: tests of the recipes will skip"; fi; }

bench: $(INSTALLED) browser
	$(BIN)/pytest --override-ini addopts="--import-mode=importlib" -s tests/benchmarks

# All campaigns of SECURITY.md's table, of which `make test` runs small samples; `python -m tests.trust WORDS` runs those
# whose class has the words. All together they take more than an hour.
trust: $(INSTALLED) browser proxies
	$(BIN)/python -m tests.trust

# Coverage-guided fuzzing of all that is read, ten minutes for each target: make fuzz SECONDS=60. Needs atheris, which
# has wheels for Linux on x86-64 alone; what was found before is tried by every test run.
SECONDS := 600
fuzz: $(INSTALLED)
	$(BIN)/pip install --quiet --only-binary :all: --require-hashes --no-deps -r locks/fuzz.txt
	$(BIN)/python -m tests.trust.fuzz --seconds $(SECONDS)

# A thousand flipped bits, and every structured edit, of prepared data and of a model of either recipe.
damage: $(INSTALLED)
	EMDE_FLIPS=1000 EMDE_EDITS=100000 $(BIN)/pytest -s tests/trust/test_damage.py

# 50 sessions for ten minutes, a killed server in the middle; needs the demo. SOAK="--sessions 10 --minutes 2" for less.
soak: $(INSTALLED) browser
	$(BIN)/python -m tests.trust.soak $(SOAK)

screenshots: $(INSTALLED) browser
	$(BIN)/python -m tests.screenshots

posters: $(INSTALLED)
	$(BIN)/python -m emde_core.posters assets/demo/films.jsonl assets/demo/posters/recipes.jsonl assets/demo/posters

# Wheels alone, each checked against its hash before anything of it is installed. torch is fetched first, as pip chooses it:
# PyPI's build for Linux asks for CUDA, several gigabytes that the last line would bring, and
# PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu has the build of the same version without it.
$(INSTALLED): pyproject.toml constraints.txt locks/torch.txt locks/demo.txt locks/develop.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip download --quiet --no-deps --constraint constraints.txt --dest $(VENV)/torch torch
	$(BIN)/pip install --quiet --no-index --find-links $(VENV)/torch --require-hashes --no-deps -r locks/torch.txt
	$(BIN)/pip install --quiet --only-binary :all: --require-hashes --no-deps -r locks/demo.txt -r locks/develop.txt
	$(BIN)/pip install --quiet --no-build-isolation --constraint constraints.txt --editable ".[all,test]"
	rm -r $(VENV)/torch
	touch $@

# New hashes, after a change of pyproject.toml or constraints.txt.
lock:
	$(BIN)/python -m tests.supply.lock

licences:
	$(BIN)/python -m tests.supply.licences

# Wheel, source distribution, bill of materials, checksums, in dist/: of what is committed, built twice and compared.
release: $(INSTALLED)
	$(BIN)/python -m tests.supply.release

# A Hugging Face Space and an app for Streamlit's Community Cloud, each a folder in build/, ready to push.
deploy: $(INSTALLED)
	$(BIN)/python -m tests.supply.deploy

clean:
	rm -rf $(VENV) build dist wheels *.egg-info
