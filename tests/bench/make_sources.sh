#!/usr/bin/env bash
# make_sources.sh BUILD DIRECTORY: what the benchmarks index, unless it is in DIRECTORY already: debian-en.jsonl, the
# package descriptions of Debian, and help.jsonl, the pages of help that are installed.
set -euo pipefail
build=$1 data=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$data"
[[ -s $data/debian-en.jsonl ]] || "$here/make_debian_en.sh" "$data/debian-en.jsonl"
[[ -s $data/help.jsonl ]] || "$here/make_help.sh" "$build/indexer/telusur-indexer" "$data/help.jsonl"
