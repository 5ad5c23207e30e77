# The house's commands. A fresh Debian 12 with Go, git and make is enough.

export CGO_ENABLED = 0
GO      ?= go
BIN     := bin/motcua
# Arguments handed to the program, e.g. make demo ARGS="--listen 127.0.0.1:9000"
ARGS    ?=
# Packages to test, e.g. make test PKG=./deadline/...
PKG     ?= ./...
# The machine this is kept short for has two cores.
PROCS   ?= 2
# The large installation of make bench.
DOSSIERS ?= 1000000
TIMEOUT ?= 40m

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check build generate generated tools lint arch tidy unit race bench clean

help: ## what can be asked of make
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## build and run everything on SQLite with the sample department
	$(BIN) demo $(ARGS)

test: tools generated lint unit ## all checks and all tests, on SQLite, PostgreSQL and in a browser

check: generated lint arch tidy ## the checks without the tests: format, vet, staticcheck, import table, modules

build: ## the one binary, bin/motcua
	$(GO) build -trimpath -o $(BIN) ./cmd/motcua

generate: ## write the Go of the templ pages
	$(GO) tool templ generate

generated: ## are the generated pages those of their templates?
	@scripts/generated

tools: ## install PostgreSQL, Chromium, ClamAV and pdfsig (Debian packages) when they are missing
	@scripts/tools

lint: ## gofmt, go vet, staticcheck
	@scripts/formatted
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

arch: ## the import table and the comment rules
	$(GO) test -count=1 -run '^TestHouse' .

tidy: ## does go.mod say what the code imports?
	$(GO) mod tidy -diff

unit: ## the tests alone, beside one throw-away PostgreSQL
	$(GO) run ./internal/officetest/testpg $(GO) test -p $(PROCS) -timeout $(TIMEOUT) $(PKG)

race: ## the tests under the race detector (needs a C compiler)
	$(GO) run ./internal/officetest/testpg env CGO_ENABLED=1 $(GO) test -race -p $(PROCS) -timeout 20m $(PKG)

bench: build ## Go benchmarks, whole cases and lists at two sizes, on SQLite and a durable PostgreSQL
	$(GO) run ./internal/officetest/testpg -durable $(GO) test -p 1 -run '^$$' -bench . -benchmem -timeout 30m $(PKG)
	$(BIN) bench cases
	$(GO) run ./internal/officetest/testpg -durable sh -c '$(BIN) bench cases --database "$$MOTCUA_TEST_POSTGRES"'
	$(BIN) bench lists --large $(DOSSIERS)

clean: ## remove what make built
	rm -rf bin .cache
