# One of the libraries beside this folder; ../Makefile has the virtual environment that all of them share.
CHECKOPTS ?=
PAPERSHELF = ../.venv/bin/python -m papershelf

.PHONY: help html live check test pdf epub print linkcheck clean catalogues

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

html: catalogues ## build the site into build/html (warnings are errors)
	$(PAPERSHELF) build

live: catalogues ## serve the site and rebuild it at every change
	@../.venv/bin/python -c 'import sphinx_autobuild' 2>/dev/null || \
	  ../.venv/bin/python -m pip install -q --disable-pip-version-check sphinx-autobuild
	$(PAPERSHELF) serve

check: catalogues ## look for what is wrong in the library (CHECKOPTS=--fix mends what is safe)
	$(PAPERSHELF) check $(CHECKOPTS)

test: check html ## both

pdf: catalogues ## the library as a book, build/pdf (needs TeX)
	$(PAPERSHELF) pdf --fail-on-warning

epub print linkcheck: catalogues
	$(PAPERSHELF) build --builder $@

clean: ## remove what was built
	rm -rf build

catalogues:
	@$(MAKE) -s -C .. catalogues
