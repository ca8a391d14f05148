# 'make demo' lints the example posts, 'make test' runs the tests. Both set up $(VENV) themselves, from
# nothing but git, make and Python 3.11 or newer, and again when pyproject.toml or the lock changes.

PYTHON ?= python3
VENV ?= .venv
DIST ?= dist
SITE ?= build/site
BIN := $(VENV)/bin
# A Python named by the user is taken as it is; else the first one that is new enough.
PYTHONS := $(if $(filter file,$(origin PYTHON)),$(PYTHON) python3.14 python3.13 python3.12 python3.11,$(PYTHON))
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' --group dev pyproject.toml --output-file requirements-dev.lock

.PHONY: help demo test test-offline test-network browser lint types docs site page pictures wheel check bench hostile fuzz lock upgrade audit clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

demo: $(VENV)/.jdlint ## lint the example posts
	$(BIN)/jdlint check --fail-on never examples

test: test-offline test-network ## run all tests

test-offline: $(VENV)/.jdlint-dev ## run the tests that need no network, with sockets blocked
	$(BIN)/python -m pytest -rs -m "not network" --numprocesses auto --dist loadfile --disable-socket --allow-unix-socket

test-network: $(VENV)/.jdlint-dev ## run the tests that install from the package index, and those in a browser
	$(BIN)/python -m pytest -rs -m network

browser: ## install Chromium for the tests of pages, where it is missing and can be installed
	@scripts/install_browser.sh

lint: $(VENV)/.jdlint-dev ## check the style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.jdlint-dev ## check the types
	$(BIN)/mypy

docs: $(VENV)/.jdlint-dev ## check links, commands, output and examples in the documentation
	$(BIN)/python scripts/check_docs.py

site: $(VENV)/.jdlint-dev ## build the site of the documentation into build/site/, and check its links
	$(BIN)/python scripts/build_site.py --output $(SITE)

pictures: $(VENV)/.jdlint-dev ## make the pictures of the documentation again, from the real thing
	$(BIN)/python scripts/make_pictures.py
	$(BIN)/python scripts/page_pictures.py

page: $(VENV)/.jdlint-dev ## build the page to write a post in, with Python in it, into build/try/; needs npm
	$(BIN)/python scripts/build_page.py

wheel: $(VENV)/.jdlint-dev ## build the source distribution and the wheel into dist/
	$(BIN)/python -m build --no-isolation --outdir $(DIST)

check: lint types docs site test wheel ## run lint, types, docs, site, test and wheel

bench: $(VENV)/.jdlint-dev ## measure how fast jdlint is, and how right its rules are where labelled posts are at hand
	$(BIN)/python benchmarks/speed.py --pyperf build/speed-pyperf.json
	$(BIN)/python scripts/check_docs.py --update docs/speed.md README.md
	$(BIN)/python benchmarks/accuracy.py

hostile: $(VENV)/.jdlint-dev ## measure what posts made to hurt cost, each against 3 seconds and 250 MiB
	$(BIN)/python benchmarks/hostile.py

lock: $(VENV)/.jdlint-dev ## lock the developing environment again, as pyproject.toml asks for it
	$(LOCK) $(NEWEST)
	@$(MAKE) --no-print-directory $(VENV)/.jdlint-dev
	$(BIN)/python scripts/check_docs.py --update docs/licences.md

upgrade: ## lock the newest releases that pyproject.toml allows
	@$(MAKE) --no-print-directory lock NEWEST=--upgrade

audit: $(VENV)/.jdlint-dev ## ask an advisory service about all locked packages
	$(BIN)/python scripts/audit.py

FUZZ ?= post
SECONDS ?= 600
fuzz: $(VENV)/.jdlint-dev ## look for posts that break a promise, for SECONDS=600; FUZZ=rule and FUZZ=settings for other input
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group fuzz
	mkdir -p .fuzz/$(FUZZ)
	$(BIN)/python fuzz/targets.py $(FUZZ) -dict=fuzz/words.dict -max_len=4096 -timeout=30 -rss_limit_mb=1500 \
	  -max_total_time=$(SECONDS) -artifact_prefix=.fuzz/ .fuzz/$(FUZZ) fuzz/seeds/$(FUZZ)

clean: ## remove the environment, caches and built files
	rm -rf $(VENV) $(DIST) build .fuzz .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.jdlint: pyproject.toml | $(VENV)/.made
	$(PIP) install --quiet --editable .
	@touch $@

# What is installed is what the lock holds, hash for hash; it has what builds the package too.
$(VENV)/.jdlint-dev: pyproject.toml requirements-dev.lock | $(VENV)/.made
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.jdlint

$(VENV)/.made:
	@found=""; \
	for python in $(PYTHONS); do \
	  if "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "jdlint needs Python 3.11 or newer with the module 'venv'; none found among: $(PYTHONS)" >&2; \
	  echo "Name one: make PYTHON=/path/to/python3.12 (on Debian and Ubuntu install python3-venv too)" >&2; \
	  exit 1; \
	fi; \
	echo "setting up $(VENV) with $$found"; \
	"$$found" -m venv $(VENV)
	@touch $@
