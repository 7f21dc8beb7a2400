# make demo   builds the program and four sites to look at
# make test   every test, the browser's included
SHELL := /bin/bash
SHARED := ../shared/data
BUNDLE := themes/civic/bundle/rollcall.js

.PHONY: demo build bundle test format vet smtp unit browser bench clean

# Wexcombe is built with the rows of its pupils, which are too large to keep in data.
demo: build
	rm -rf out/sample && ./bin/rollcall sample out/sample/wexcombe --pupils --seed 1
	./bin/rollcall build out/sample/wexcombe
	./bin/rollcall build data/glanarwel
	./bin/rollcall build data/rct
	@if [ -d $(SHARED) ]; then ./bin/rollcall build data/coventry; \
	else echo "Coventry is left out: $(SHARED) is not there (see data/coventry/README.md)."; fi
	@echo; echo "Open in a browser, no server is needed:"; ls -d "$(CURDIR)"/out/*/intranet/index.html

build: bundle
	go build -trimpath -o bin/rollcall ./cmd/rollcall

# The interactive charts. Without them every page still shows its static chart.
bundle: $(BUNDLE)

$(BUNDLE): node_modules/.package-lock.json $(wildcard themes/civic/js/*)
	npm run --silent bundle

node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Node.js with npm is missing. Charts that stand still need only Go: go run ./cmd/rollcall build data/wexcombe" >&2; exit 1; }
	npm ci

test: format vet unit browser
	@echo "Every test passed."

format:
	@files=$$(gofmt -l cmd data generator themes); test -z "$$files" || { echo "Not as gofmt writes them:" $$files >&2; exit 1; }

# The program embeds the bundle, so the tests see it too.
vet unit: bundle

smtp:
	@.ci/smtp

vet:
	go vet ./...

unit: smtp
	go test ./...

browser: build
	.ci/browser

bench:
	go test -run '^$$' -bench . -benchmem ./cmd/... ./generator/...

clean:
	rm -rf bin out $(BUNDLE) themes/civic/bundle/LICENSES.txt
