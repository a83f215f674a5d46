# calciq. `make run` starts the shell, `make test` runs every test; both install what is missing.
PREFIX ?= /usr/local
SWIFT ?= swift
BINARY = .build/release/calciq
SERVERDOC = Sources/LineServer/Documentation

.PHONY: run build test check format install bench bench-server faults fuzz update clean libedit

# A question can be piped in: echo "what is calciphylaxis" | make run. Only the answer goes to standard output.
run: libedit
	@$(SWIFT) build -c release --product calciq 1>&2
	@exec $(BINARY)

build: libedit
	@$(SWIFT) build -c release --product calciq

test: libedit
	$(SWIFT) build --product calciq
	$(SWIFT) test
	.build/debug/calciq replay run --coverage --fail-under 100 Transcripts
	.build/debug/calciq replay run --via all Transcripts/readme Transcripts/safety Transcripts/dialogue
	python3 Tests/Server/clients.py .build/debug/calciq
	python3 Tests/Server/balancer.py .build/debug/calciq
	python3 Tests/Server/faults.py .build/debug/calciq --short --intents Intents

check: libedit
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	.build/debug/calciq check

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Rewrites the expected text of the transcripts; read the diff before you commit it.
update: build
	$(BINARY) replay --bless=text Transcripts

# Start, load, replies and memory; QUESTIONS=file asks those. With TABLE=folder (train.tsv, val.tsv,
# oos_train.tsv and oos_val.tsv of `intent<TAB>utterance`, as CLINC150) also the matcher on a table of
# intents, beside SQLite's full-text search; that part needs python3. Last, how cost grows.
BENCH = .build/bench
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

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/calciq $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/calciq
	rm -rf $(DESTDIR)$(PREFIX)/share/calciq/Intents
	cp -R Intents $(DESTDIR)$(PREFIX)/share/calciq/Intents
	install -d $(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/doc/calciq $(DESTDIR)$(PREFIX)/lib/systemd/system
	install -m 644 $(SERVERDOC)/calciq-protocol.7 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 644 $(SERVERDOC)/operations.md $(SERVERDOC)/haproxy.cfg $(DESTDIR)$(PREFIX)/share/doc/calciq
	install -m 755 $(SERVERDOC)/ask.sh $(DESTDIR)$(PREFIX)/share/doc/calciq
	install -m 644 $(SERVERDOC)/systemd/calciq.socket $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|@PREFIX@|$(PREFIX)|' $(SERVERDOC)/systemd/calciq.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/calciq.service

clean:
	$(SWIFT) package clean

# The only thing that is not a Swift package: the line editor of the shell.
libedit:
	@sh Sources/CEditLineShim/install-libedit.sh 1>&2
