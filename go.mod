module rollcall

go 1.26.0

require (
	github.com/chromedp/chromedp v0.23.0 // PDFs through the system's Chromium
	github.com/emersion/go-sasl v0.0.0-20241020182733-b788ff22d5a6 // the tests' server checks passwords
	github.com/emersion/go-smtp v0.25.1 // a mail server for the tests
	github.com/go-echarts/go-echarts/v2 v2.6.7
	github.com/gocarina/gocsv v0.0.0-20240520201108-78e41c74b4b1
	github.com/goccy/go-yaml v1.19.2 // strict, with the place of every value
	github.com/gofrs/flock v0.13.1 // two builds must not write one folder
	github.com/rogpeppe/go-internal v1.16.0 // testscript
	github.com/schollz/progressbar/v3 v3.19.1 // long work on a terminal
	github.com/spf13/cobra v1.10.2
	github.com/wneessen/go-mail v0.8.1 // MIME and SMTP
	github.com/xuri/excelize/v2 v2.11.1 // worksheets, as a stream
	github.com/yuin/goldmark v1.8.7
	golang.org/x/image v0.47.0 // charts as PNG
	golang.org/x/net v0.62.0 // the auditor parses HTML as browsers do
	golang.org/x/sync v0.24.0
	golang.org/x/sys v0.49.0 // swaps two folders in one step
	golang.org/x/term v0.47.0 // is this a terminal
	golang.org/x/text v0.43.0 // windows-1252
)

require (
	github.com/xuri/efp v0.0.3-0.20260924042702-217b81952dec
	github.com/xuri/nfp v0.0.2-0.20250530014748-2ddeb826f9a9
)

require (
	github.com/chromedp/cdproto v0.159.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mitchellh/colorstring v0.0.0-20190213212951-d06e56a500db // indirect
	github.com/richardlehane/mscfb v1.0.9 // indirect
	github.com/richardlehane/msoleps v1.0.6 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	github.com/tiendc/go-deepcopy v1.7.2 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
)
