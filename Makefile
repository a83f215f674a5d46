# calciq. `make run` starts the shell, `make test` runs every test; both install what is missing.
PREFIX ?= /usr/local
SWIFT ?= swift
BINARY ?= .build/release/calciq
SERVERDOC = Sources/LineServer/Documentation
MANUAL = Sources/calciq/Documentation/calciq.1

.PHONY: run build test nightly check format install install-files deb test-deb manual recording bench bench-server faults fuzz update clean libedit

# A question can be piped in: echo "what is calciphylaxis" | make run. Only the answer goes to standard output.
run: libedit
	@$(SWIFT) build -c release --product calciq 1>&2
	@exec $(BINARY)

build: libedit
	@$(SWIFT) build -c release --product calciq

# Conversations that go through all three doors each time; `make nightly` sends every one.
DOORS = Transcripts/readme Transcripts/safety Transcripts/dialogue

test: libedit
	$(SWIFT) build --product calciq
	$(SWIFT) test
	.build/debug/calciq replay run --coverage --fail-under 100 Transcripts
	.build/debug/calciq replay run --intents Tests/Folders/aquarium --via all Tests/Folders/aquarium/transcripts
	.build/debug/calciq replay run --via all $(DOORS)
	python3 Tests/Server/clients.py .build/debug/calciq
	python3 Tests/Server/balancer.py .build/debug/calciq
	python3 Tests/Server/faults.py .build/debug/calciq --short --intents Intents
	python3 Tests/Shell/prove.py .build/debug/calciq
	python3 Tests/Tools/manual.py .build/debug/calciq $(MANUAL).in --check $(MANUAL)

nightly: build
	$(BINARY) replay run --via all Transcripts
	python3 Tests/Server/balancer.py $(BINARY) --pause 0.02
	python3 Tests/Server/faults.py $(BINARY) --long --intents Intents

check: libedit
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	.build/debug/calciq check
	.build/debug/calciq check --intents Tests/Folders/aquarium

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Rewrites the expected text of the transcripts; read the diff before you commit it.
update: build
	$(BINARY) replay --bless=text Transcripts

# Start, load, replies and memory; QUESTIONS=file asks those. With TABLE=folder (train.tsv, val.tsv,
# oos_train.tsv and oos_val.tsv of `intent<TAB>utterance`, as CLINC150) also the matcher on a table of
# intents, beside SQLite's full-text search; that part needs python3. Last, how cost grows.
BENCH = $(CURDIR)/.build/bench
bench: build
	CALCIQ_BENCHMARKS=1 $(SWIFT) build -c release --product calciq-bench
	.build/release/calciq-bench own $(QUESTIONS)
ifdef TABLE
	rm -rf $(BENCH) && mkdir -p $(BENCH)
	Tests/Tools/tsv-to-intents.py $(TABLE)/train.tsv --out-of-scope $(TABLE)/oos_train.tsv --to $(BENCH)/intents
	Tests/Tools/damage-words.py < $(TABLE)/val.tsv > $(BENCH)/damaged.tsv
	.build/release/calciq-bench table $(TABLE) $(BENCH)
	Tests/Tools/fts5-peer.py $(TABLE)
endif
	.build/release/calciq-bench growth

# A million random and mutated lines; a trap or a faulty reply ends it.
LINES ?= 1000000
SEED ?= 1
fuzz: libedit
	CALCIQ_BENCHMARKS=1 $(SWIFT) build -c release --product calciq-fuzz
	.build/release/calciq-fuzz --lines $(LINES) --seed $(SEED)

# LINELOAD is a load generator for line protocols; see Tests/Server/load.py.
LINELOAD ?= lineload
bench-server: build
	CALCIQ_BENCHMARKS=1 $(SWIFT) build -c release --product calciq-wire
	python3 Tests/Server/load.py $(BINARY) .build/release/calciq-wire $(LINELOAD)

# More of everything than the tests have time for: some minutes.
faults: build
	python3 Tests/Server/faults.py $(BINARY) --long --intents Intents

# The manual page comes from a template and the program's own help; a test tells when it has fallen behind.
manual: libedit
	$(SWIFT) build --product calciq
	python3 Tests/Tools/manual.py .build/debug/calciq $(MANUAL).in > .build/calciq.1
	cp .build/calciq.1 $(MANUAL)

# The recording in the README comes from a transcript, and from what is answered now.
recording: libedit
	$(SWIFT) build --product calciq
	python3 Tests/Tools/recording.py .build/debug/calciq Transcripts/readme/recording.transcript > .build/recording.svg
	cp .build/recording.svg Documentation/recording.svg

ROOT = $(DESTDIR)$(PREFIX)
BASH_COMPLETIONS = $(ROOT)/share/bash-completion/completions
ZSH_COMPLETIONS = $(ROOT)/share/zsh/site-functions
FISH_COMPLETIONS = $(ROOT)/share/fish/vendor_completions.d

install: build install-files

# The same of a program that is built already.
install-files:
	install -d $(ROOT)/bin $(ROOT)/share/calciq $(ROOT)/share/man/man1
	install -d $(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) $(FISH_COMPLETIONS)
	install -s -m 755 $(BINARY) $(ROOT)/bin/calciq
	touch -d "$$(date '+%F %T')" $(ROOT)/bin/calciq
	install -m 644 $(MANUAL) $(ROOT)/share/man/man1/calciq.1
	$(BINARY) --generate-completion-script bash > $(BASH_COMPLETIONS)/calciq
	$(BINARY) --generate-completion-script zsh > $(ZSH_COMPLETIONS)/_calciq
	$(BINARY) --generate-completion-script fish > $(FISH_COMPLETIONS)/calciq.fish
	rm -rf $(ROOT)/share/calciq/Intents
	cp -R Intents $(ROOT)/share/calciq/Intents
	rm -rf $(ROOT)/share/calciq/Schemas $(ROOT)/share/calciq/BuiltIn $(ROOT)/share/calciq/Tests
	cp -R Schemas BuiltIn $(ROOT)/share/calciq
	install -d $(ROOT)/share/calciq/Tests
	cp -R Tests/Folders $(ROOT)/share/calciq/Tests
	install -m 644 GUIDE.md $(ROOT)/share/calciq
	$(ROOT)/bin/calciq compile --intents $(ROOT)/share/calciq/Intents -o $(ROOT)/share/calciq/Intents.knowledge
	chmod 644 $(ROOT)/share/calciq/Intents.knowledge
	install -d $(ROOT)/share/man/man7 $(ROOT)/share/doc/calciq $(ROOT)/lib/systemd/system
	install -m 644 $(SERVERDOC)/calciq-protocol.7 $(ROOT)/share/man/man7
	install -m 644 $(SERVERDOC)/operations.md $(SERVERDOC)/haproxy.cfg $(ROOT)/share/doc/calciq
	install -m 755 $(SERVERDOC)/ask.sh $(ROOT)/share/doc/calciq
	install -m 644 $(SERVERDOC)/systemd/calciq.socket $(ROOT)/lib/systemd/system
	sed 's|@PREFIX@|$(PREFIX)|' $(SERVERDOC)/systemd/calciq.service > $(ROOT)/lib/systemd/system/calciq.service

# A Debian package in .build: program, knowledge, manual pages, completions, units.
VERSION = $(shell sed -n 's/.*number = "\([0-9.]*\)".*/\1/p' Sources/calciq/ProgramVersion.swift)
deb: build
	rm -rf .build/deb
	$(MAKE) install-files DESTDIR=$(CURDIR)/.build/deb PREFIX=/usr
	Packaging/debian.sh .build/deb $(VERSION) .build

test-deb: deb
	Tests/Packaging/deb.sh .build/calciq_$(VERSION)_*.deb

clean:
	$(SWIFT) package clean

# The only thing that is not a Swift package: the line editor of the shell.
libedit:
	@sh Sources/CEditLineShim/install-libedit.sh 1>&2
