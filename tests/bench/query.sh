#!/usr/bin/env bash
# query.sh BUILD [OPTION…]: searches of telusur beside those of bare Xapian, on a million short documents that are made
# of package descriptions and pages of help. Options go to telusur-bench-query (--help lists them). Documents and indexes,
# some GB, are kept in build/bench-data for the next run; `--documents 50000` is a quick one.
set -euo pipefail
build=$1
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$here/../../build/bench-data
"$here/make_sources.sh" "$build" "$data"
exec "$build/tests/bench/telusur-bench-query" "$data/debian-en.jsonl" "$data/help.jsonl" --work "$data/query" "$@"
