# Plain POSIX make and Python are enough. `make PYTHON=python3.13 html` takes another Python for .venv, from then on.
PYTHON ?=
SPHINXOPTS ?= -nW --keep-going -j auto
PYTESTOPTS ?=
LINKCHECKOPTS ?=
CHECKOPTS ?=
LOCKOPTS ?=
CODE ?=
READMEOPTS ?=
UV = uv==0.13.9

VENV = .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.papershelf-stamp
SPHINX = $(BIN)/sphinx-build -c docs
LOCALE = ext/papershelf/locale
WHICH = import sys; sys.exit("Python 3.11 or newer is needed, not " + sys.version) if sys.version_info < (3, 11) \
  else print(sys.base_prefix, sys.version)

.PHONY: help html live linkcheck pdf print epub readme check test lint lock messages language guide-messages bench bench-search test-long clean venv

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

# ---- the site

html: venv ## build the site into build/html (warnings are errors)
	$(SPHINX) $(SPHINXOPTS) -d build/doctrees . build/html

live: venv ## serve the site and rebuild it at every change
	$(BIN)/sphinx-autobuild -c docs -d build/live-doctrees -j auto --watch ext \
	  --ignore '.?*' --ignore build --ignore tests --re-ignore '/__pycache__/|/\.[^/]*$$' . build/live

linkcheck: venv ## try every external link
	$(SPHINX) -b linkcheck $(LINKCHECKOPTS) -d build/doctrees . build/linkcheck

pdf: venv ## the book, build/pdf (PAPER=lora: one note as an article; CATEGORY=methods: one category)
	$(BIN)/papershelf pdf --fail-on-warning $(PAPER)$(CATEGORY)

print: venv ## one page with everything, for a browser to print, build/print
	$(SPHINX) $(SPHINXOPTS) -b singlehtml -d build/doctrees . build/print

epub: venv ## the library for an e-book reader, build/epub
	$(SPHINX) $(SPHINXOPTS) -b epub -d build/doctrees . build/epub

readme: venv ## the library as a list, papers/README.md (READMEOPTS=--check only says whether it is out of date)
	$(BIN)/papershelf export --format readme -o papers/README.md $(READMEOPTS)

check: venv ## look for what is wrong in the library (CHECKOPTS=--fix mends what is safe)
	$(BIN)/papershelf check $(CHECKOPTS)

# ---- the code

test: venv ## test every promise (PYTESTOPTS=… for pytest: '-n 0 tests/model')
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTESTOPTS)

lint: venv ## ruff, mypy and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -c 'import sys, papershelf.cli; sys.exit("papershelf.cli loads Sphinx" if "sphinx" in sys.modules else 0)'

bench: venv ## measure the speed of builds, beside other builders (BENCHOPTS=--help for its options)
	PYTHONPATH=tests $(BIN)/python -m bench $(BENCHOPTS)

bench-search: venv ## measure how well the search finds (BENCHSEARCHOPTS='--pages FOLDER --queries FILE' for other text)
	PYTHONPATH=tests $(BIN)/python -m search.evaluate $(BENCHSEARCHOPTS)

test-long: venv ## every case of every test: 200 sequences of edits, 200 kills, thousands of lists, all themes (hours)
	PAPERSHELF_LONG=1 $(BIN)/python -m pytest -n auto --dist worksteal $(PYTESTOPTS)

# ---- upkeep

# (no new date for the same messages: a run that finds nothing new changes no file)
messages: venv ## update and compile the translations after a change of _("…")
	mkdir -p build
	$(BIN)/pybabel -q extract --project papershelf --header-comment '# Messages of papershelf' \
	  --add-location file --sort-by-file -o build/papershelf.pot ext/papershelf
	grep -v '^"POT-Creation-Date:' build/papershelf.pot > $(LOCALE)/papershelf.pot
	$(BIN)/pybabel -q update --ignore-pot-creation-date --no-fuzzy-matching \
	  -D papershelf -i $(LOCALE)/papershelf.pot -d $(LOCALE)
	$(BIN)/pybabel compile --statistics -D papershelf -d $(LOCALE)
	$(BIN)/pybabel compile -D sphinx -d $(LOCALE)

language: venv ## begin a translation of the interface (CODE=ja)
	@test -n '$(CODE)' || { echo 'CODE says which language: make language CODE=ja' >&2; exit 1; }
	@test ! -e $(LOCALE)/$(CODE) || { echo "$(LOCALE)/$(CODE) is there" >&2; exit 1; }
	$(BIN)/pybabel -q init -D papershelf -l $(CODE) -i $(LOCALE)/papershelf.pot -d $(LOCALE)
	printf 'msgid ""\nmsgstr ""\n"Language: $(CODE)\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n' \
	  > $(LOCALE)/$(CODE)/LC_MESSAGES/sphinx.po

guide-messages: venv ## update docs/locale after a change of the guide
	$(SPHINX) -q -b gettext -D language=en -d build/gettext-doctrees . build/gettext
	rm -rf build/guide && mkdir -p build/guide/docs && cp -R build/gettext/docs/guide build/guide/docs/
	$(BIN)/sphinx-intl update -p build/guide -d docs/locale -l ko -w 0

lock: ## pin all dependencies anew (LOCKOPTS=--upgrade for newer ones)
	python='$(PYTHON)'; $${python:-python3} -m venv --clear build/lock
	build/lock/bin/python -m pip install -q --disable-pip-version-check $(UV)
	build/lock/bin/uv pip compile -q --no-config --universal --python-version 3.11 --generate-hashes \
	  --group test --group lint --group live --group translate --group build $(LOCKOPTS) \
	  --custom-compile-command 'make lock' -o requirements.lock pyproject.toml

clean: ## remove what was built (not .venv)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# ---- .venv: made from nothing when the pins changed, when PYTHON names another Python, and when its own is gone; the
# stamp comes last, so that an interrupted installation is repaired by the next make.

venv:
	@if test -n '$(PYTHON)'; then wanted=$$($(PYTHON) -c '$(WHICH)') || exit 1; else wanted=; fi; \
	found=$$($(BIN)/python -c '$(WHICH)' 2>/dev/null); \
	test -n "$$found" && test "$${wanted:-$$found}" = "$$found" || rm -f $(STAMP)
	@$(MAKE) -s $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@python='$(PYTHON)'; python=$${python:-python3}; \
	command -v $$python >/dev/null || { echo "papershelf needs Python 3.11 or newer: $$python is not there" >&2; exit 1; }; \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "papershelf needs Python 3.11 or newer, $$python is $$($$python -V 2>&1); try: make PYTHON=python3.13 html" >&2; exit 1; }; \
	$$python -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$$python lacks the venv module (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }; \
	echo "making .venv with $$($$python -V) and the pinned dependencies"; \
	rm -f $(STAMP); $$python -m venv --clear $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)
