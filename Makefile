# Two commands: `make demo` shows it, `make test` proves it. Everything they need is set up first.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test bench lint types messages requirements system-packages clean

help:
	@echo "make demo    set up, read the demo packets, serve http://127.0.0.1:8000 (public) and :8001 (workspace)"
	@echo "make test    set up what the tests need and run them all"
	@echo "make bench   print the ratios that docs/performance.md quotes"

.venv/run: requirements/run.txt pyproject.toml
	$(PYTHON) tools/check_python.py
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/test: requirements/test.txt .venv/run
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/test.txt
	touch $@

# The compiled catalogue is derived from the .po file; it is not in the repository.
src/sagsgang/locale/da/LC_MESSAGES/django.mo: src/sagsgang/locale/da/LC_MESSAGES/django.po .venv/run
	$(BIN)/pybabel --quiet compile --domain django --directory src/sagsgang/locale

CATALOGUE := src/sagsgang/locale/da/LC_MESSAGES/django.mo

demo: .venv/run $(CATALOGUE)
	$(BIN)/sagsgang demo

# A file's tests share what is dear to set up, so a file goes to one worker. All tests on SQLite, with a PostgreSQL server beside for those that compare the two; then the records on PostgreSQL.
test: .venv/test $(CATALOGUE) system-packages lint types
	tools/with_postgres.sh $(BIN)/pytest -n 2 --dist loadfile
	tools/with_postgres.sh sh -c 'server=$${SAGSGANG_TEST_POSTGRES%/*} && \
	  SAGSGANG_INTERNAL_DB=$$server/sagsgang_internal SAGSGANG_OPEN_DB=$$server/sagsgang_open \
	  exec $(BIN)/pytest -n 2 --dist loadfile tests/records tests/procedures'

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: .venv/test
	$(BIN)/mypy

bench: .venv/test $(CATALOGUE)
	$(BIN)/python -m bench

# After a new sentence: bring the catalogue up to date, then translate what stands there empty.
messages: .venv/test
	$(BIN)/python tools/catalogue.py

# After a change in requirements/*.in; needs uv on the path. The files name no address.
requirements:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  requirements/test.in --output-file requirements/test.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --constraint requirements/test.txt requirements/run.in --output-file requirements/run.txt

system-packages:
	bash tools/system_packages.sh

clean:
	rm -rf .venv build src/*.egg-info
