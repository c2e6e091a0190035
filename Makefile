# The front door. `make` alone says what it can do.
SHELL = /bin/bash
.SHELLFLAGS = -euo pipefail -c
.DEFAULT_GOAL = help

PORT ?= 8080
DATA ?= data
SAMPLE ?= Samples/baltic-2017-2018
JOBS ?= 2

# SwiftPM lets a target import whatever happens to be built already; this refuses what Package.swift does not name.
# It may print "Build complete!" all the same: only the exit code tells.
BUILD = swift build -j $(JOBS) --explicit-target-dependency-import-check error
PROGRAM = .build/debug/childcentre
# What turns a report into PDF, unless the environment names another; pandoc is found on the PATH.
export CHILDCENTRE_WEASYPRINT ?= $(CURDIR)/.venv-documents/bin/weasyprint-accessible
SWIFT_FILES = $(wildcard Package.swift Sources Tests Benchmarks)

.PHONY: help run sample build test test-long check format bench bench-people bench-quick build-faults crashes power-cuts hostile soak fuzz api-fuzz axe-all phrases embed \
	reference-docx describe routes release package clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

# The debug build is ready as soon as the release build from nothing and in a fraction of its time after a change,
# and the tests use it too.
run: sample ## build the house, load the sample network and serve it at http://localhost:8080 (PORT=…)
	@exec $(PROGRAM) serve --data $(DATA) --port $(PORT)

sample: build ## load the sample network into data/ where that is empty (SAMPLE=…, DATA=…)
	@$(PROGRAM) load $(SAMPLE) --once --data $(DATA)

build: embed
	@scripts/install run
	@$(BUILD) --product childcentre

test: ## run the Swift tests, then the browser's tests
	@scripts/install test
	@scripts/embed --check
	@$(BUILD) --build-tests
	@scripts/test short

test-long: package ## fuzz for a minute, run the browser's long tests, and those of the package, the proxies and the upgrade
	@scripts/install long
	@$(BUILD) --build-tests
	@$(MAKE) --no-print-directory build-faults
	@scripts/test long

# With faults that can be asked for; for tests alone.
build-faults:
	@$(BUILD) --scratch-path .build-faults -Xswiftc -DFAULT_INJECTION --product childcentre

crashes: ## kill the program 500 times while people write (ROUNDS=…)
	@scripts/install test
	@$(BUILD) --product childcentre
	@ROUNDS=$(or $(ROUNDS),500) .venv/bin/pytest EndToEnd/test_crashes.py -m long -s -q

check: ## look for faults without running anything: style, phrases, embedded files
	@swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	@scripts/embed --check
	@scripts/phrases --check
	@scripts/reference-docx --check

format: ## put every Swift file into the house's style
	@swift format --in-place --recursive --parallel $(SWIFT_FILES)

bench: ## measure the house beside its peers (some twenty minutes)
	@scripts/install bench
	@Benchmarks/run

bench-people: ## let 200 people work for ten minutes on SQLite, then on PostgreSQL (MINUTES=…)
	@scripts/install bench
	@Benchmarks/run --only people --minutes $(or $(MINUTES),10)

bench-quick: ## one short round of the same, on small data
	@scripts/install bench
	@Benchmarks/run --quick

power-cuts: ## try 20,000 disks as power cuts may leave them (STATES=…, SEED=…)
	@scripts/install test
	@$(BUILD) --product childcentre
	@STATES=$(or $(STATES),20000) SEED=$(or $(SEED),1) .venv/bin/pytest EndToEnd/test_power_cuts.py -m long -s -q

hostile: ## send a million odd requests to the running program (CASES=…, SEED=…)
	@scripts/install test
	@$(BUILD) --product childcentre
	@CASES=$(or $(CASES),1000000) SEED=$(or $(SEED),1) .venv/bin/pytest EndToEnd/test_hostile.py -m long -s -q

soak: release ## read and write for half an hour and look at the memory (MINUTES=30)
	@scripts/install test
	@CHILDCENTRE=build/childcentre .venv/bin/python EndToEnd/soak.py $(or $(MINUTES),30)

fuzz: ## fuzz what reads bytes from the network, ten minutes (SECONDS=600)
	@scripts/fuzz $(or $(SECONDS),600)

api-fuzz: ## ask the addresses for programs 100,000 odd questions (CASES=…)
	@scripts/install test
	@$(BUILD) --product childcentre
	@.venv/bin/python EndToEnd/fuzz_api.py $(or $(CASES),100000)

axe-all: ## ask axe about every page in every language and both lights (LANGUAGES=…)
	@scripts/install test
	@$(BUILD) --product childcentre
	@.venv/bin/python EndToEnd/axe_all.py $(LANGUAGES)

phrases: ## bring the translators' files in step with the phrases in the code
	@scripts/phrases

embed:
	@scripts/embed

reference-docx: ## make Assets/report-word.docx, the styles of Word reports, from scripts/reference-docx
	@scripts/reference-docx
	@scripts/embed

describe: build ## renew the generated part of docs/network-format.md
	@scripts/describe $(PROGRAM) docs/network-format.md

routes: build ## list every address with its room
	@$(PROGRAM) routes

release: ## build/childcentre: one stripped program with Swift's own libraries inside
	@scripts/install run
	@scripts/embed --check
	@$(BUILD) -c release --static-swift-stdlib --scratch-path .build-release --product childcentre
	@mkdir -p build
	@strip -o build/childcentre .build-release/release/childcentre
	@env -u LD_LIBRARY_PATH build/childcentre help >/dev/null
	@ls -sh build/childcentre

package: release ## build/childcentre_….deb for this Debian
	@scripts/install package
	@packaging/build

clean: ## remove what was built; data/ stays
	@rm -rf .build .build-release .build-fuzz .build-faults build
