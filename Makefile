# make demo   builds everything and two sites to look at
# make test   every test, the browser's included
SHELL := /bin/bash
SHARED := ../shared/data

.PHONY: demo build bundle test browser bench clean

demo: build
	./bin/rollcall build data/wexcombe
	@if [ -d $(SHARED) ]; then ./bin/rollcall build data/coventry; \
	else echo "Coventry is left out: $(SHARED) is not there (see data/coventry/README.md)."; fi
	@echo "Open out/wexcombe/intranet/index.html in a browser."

build: bundle
	go build -trimpath -o bin/rollcall ./cmd/rollcall

# The interactive charts. Without them every page still shows its static chart.
bundle: themes/civic/bundle/rollcall.js

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund

themes/civic/bundle/rollcall.js: node_modules/.package-lock.json $(wildcard themes/civic/js/*)
	npm run --silent bundle

test: build
	test -z "$$(gofmt -l cmd generator themes data | tee /dev/stderr)"
	go vet ./...
	go test ./...
	$(MAKE) browser

browser: build
	.ci/browser

bench:
	go test -run '^$$' -bench . -benchmem ./generator/... ./cmd/...

clean:
	rm -rf bin out themes/civic/bundle/rollcall.js
