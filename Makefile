# make build   dist/demarche: one static binary, models and all
# make test    what CI runs
# make bench   every benchmark with its allocations, and the whole reading as a multiple of the baseline
# make golden  rewrite the golden files; look at the diff before you commit it
# make weights make the models from the corpora in ../shared (see docs/models.md)
# make check   formatting, vet, tests

.PHONY: build test bench golden weights check

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o dist/demarche ./cmd/demarche

test:
	.ci/run

bench:
	go test -run '^$$' -bench . -benchmem ./...

golden:
	go test ./internal/export ./internal/terminal ./internal/eval ./internal/cli -update

weights:
	train/make

check:
	test -z "$$(gofmt -l .)"
	go vet ./...
	.ci/run
